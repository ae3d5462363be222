import { parseQuery } from "../../shared/query/parse.js";
import { useEngineQuery } from "../data/engine.js";
import { classes } from "../lib/classes.js";
import { formatCostFigure, formatNumber } from "../lib/format.js";
import { FacetHead } from "./FacetHead.js";
import styles from "./Totals.module.css";

interface TotalsProps {
  readonly query: string;
  readonly zoneOffsetMinutes: number;
  readonly folded: boolean;
  readonly onFold: () => void;
}

/** What the search selects adds up to, as `skein stats` prints it. */
export function Totals({ query, zoneOffsetMinutes, folded, onFold }: TotalsProps) {
  const totals = useEngineQuery(
    "search.stats",
    { query, zoneOffsetMinutes },
    { enabled: !folded && parseQuery(query).ok, keepPrevious: true },
  );
  const { data } = totals;
  return (
    <div className={styles.group} role="group" aria-label="Totals" aria-busy={totals.isFetching}>
      <FacetHead label="Totals" folded={folded} onFold={onFold} />
      {folded || data === undefined ? null : (
        <div className={styles.figures}>
          <dl>
            <Figure label="Traces" value={formatNumber(data.traces)} />
            <Figure label="Conversations" value={formatNumber(data.conversations)} />
          </dl>
          {query.trim() === "" ? null : <div className={styles.part}>Of the spans that match</div>}
          <dl>
            <Figure label="Spans" value={formatNumber(data.spans)} />
            <Figure label="Errors" value={formatNumber(data.errors)} failed={data.errors > 0} />
            <Figure
              label="Tokens"
              value={formatNumber(data.tokens)}
              title={`${formatNumber(data.inputTokens)} in, ${formatNumber(data.outputTokens)} out`}
            />
            <Figure label="Cost, $" value={formatCostFigure(data.cost)} />
          </dl>
        </div>
      )}
    </div>
  );
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly title?: string;
  readonly failed?: boolean;
}

function Figure({ label, value, title, failed = false }: FigureProps) {
  return (
    <div className={styles.figure} title={title}>
      <dt>{label}</dt>
      <dd className={classes(failed && styles.failed)}>{value}</dd>
    </div>
  );
}
