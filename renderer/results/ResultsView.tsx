import { useMemo, useRef, type ReactNode, type RefObject } from "react";
import type { AppError } from "../../shared/contract/errors.js";
import { describeQuery } from "../../shared/query/describe.js";
import { parseQuery } from "../../shared/query/parse.js";
import type { ColumnChoice } from "../lib/column-choice.js";
import { formatNumber, zoneOffsetMinutes, type Zone } from "../lib/format.js";
import { useElementWidth } from "../lib/use-element-width.js";
import { navigate } from "../state/navigation.js";
import { Button } from "../ui/Button.js";
import { EmptyState } from "../ui/EmptyState.js";
import { ErrorPanel } from "../ui/ErrorPanel.js";
import { Icon } from "../ui/Icon.js";
import { Segmented } from "../ui/Segmented.js";
import { Skeleton } from "../ui/Skeleton.js";
import text from "../ui/text.module.css";
import { ChosenBar, type ChosenBarProps } from "./ChosenBar.js";
import { AddToIncidentButton } from "./AddToIncidentButton.js";
import { ColumnMenu } from "./ColumnMenu.js";
import { ExportButton } from "./ExportButton.js";
import { Facets } from "./Facets.js";
import { FacetsButton } from "./FacetsButton.js";
import { Histogram } from "./Histogram.js";
import { isOnlyWords } from "./query/search-model.js";
import styles from "./ResultsView.module.css";
import { UNIT_TITLE, UNIT_WORD, unitRoute, UNITS, type ResultUnit } from "./units.js";
import { useFacetsOpen } from "./use-facets-open.js";

/** The first page of a list, as it was asked for. */
interface ListHead {
  readonly data: unknown;
  readonly error: AppError | null;
  readonly isError: boolean;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
}

export interface ResultsViewProps {
  readonly unit: ResultUnit;
  readonly query: string;
  readonly zone: Zone;
  readonly head: ListHead;
  readonly total: number;
  /** Rows that the table can show. */
  readonly shownRows: number;
  /** Rows of the whole workspace; null where that is not known. */
  readonly allRows: number | null;
  readonly choice: ColumnChoice;
  readonly chosen: ReadonlySet<string>;
  readonly onColumns: (chosen: ReadonlySet<string>) => void;
  readonly chosenRows: ChosenBarProps["chosen"];
  readonly rowHeightPx: number;
  /** Told the query that a facet or a stretch of time makes, and "" to clear it. */
  readonly onQuery: (query: string) => void;
  /** Given where words could be ranked by and are not: goes back to the best matches first. */
  readonly onRelevance?: () => void;
  /** The column of the table, for its width. */
  readonly center: RefObject<HTMLDivElement | null>;
  readonly inspector?: ReactNode;
  /** The table. */
  readonly children: ReactNode;
}

/** A list of results and what stands around it: facets and totals, histogram, the query in words, columns. */
export function ResultsView(props: ResultsViewProps) {
  const { unit, query, zone, head, total, onQuery } = props;
  const view = useRef<HTMLDivElement>(null);
  const facets = useFacetsOpen(useElementWidth(view));
  const around = { unit, query, zoneOffsetMinutes: zoneOffsetMinutes(zone), onQuery };
  return (
    <div className={styles.view} ref={view}>
      {facets.open ? <Facets {...around} /> : null}
      <section
        className={styles.center}
        ref={props.center}
        aria-label={UNIT_TITLE[unit]}
        // While an answer is on its way the rows are those of the question before.
        aria-busy={head.isFetching}
      >
        <h1 className={text.visuallyHidden}>{UNIT_TITLE[unit]}</h1>
        <Histogram {...around} zone={zone} />
        <div className={styles.toolbar}>
          {props.chosenRows.count === 0 ? (
            <Tools {...props} facets={facets} />
          ) : (
            <ChosenBar
              unit={unit}
              query={query}
              zoneOffsetMinutes={around.zoneOffsetMinutes}
              total={total}
              chosen={props.chosenRows}
            />
          )}
        </div>
        <Rows {...props} />
      </section>
      {props.inspector}
    </div>
  );
}

interface ToolsProps extends ResultsViewProps {
  readonly facets: ReturnType<typeof useFacetsOpen>;
}

/** What is listed, in words, and what can be done with all of it. */
function Tools({
  unit,
  query,
  zone,
  head,
  total,
  shownRows,
  onRelevance,
  facets,
  choice,
  chosen,
  onColumns,
}: ToolsProps) {
  const parsed = useMemo(() => parseQuery(query), [query]);
  return (
    <>
      <FacetsButton query={query} open={facets.open} onToggle={facets.toggle} />
      <Segmented
        label="What is listed"
        value={unit}
        items={UNITS.map((id) => ({ id, label: UNIT_TITLE[id] }))}
        onChange={(other: ResultUnit) => {
          if (other !== unit) navigate(unitRoute(other, query));
        }}
      />
      <span className={styles.words}>
        {head.data === undefined ? null : (
          <>
            <b>{formatNumber(total)}</b> {parsed.ok ? describeQuery(parsed.query, unit, total) : unit}
          </>
        )}
      </span>
      {shownRows < total ? (
        <span className={styles.cut}>
          <Icon name="info" size={14} /> The first {formatNumber(shownRows)} are listed. Search to see others.
        </span>
      ) : null}
      <span className={text.space} />
      {onRelevance === undefined ? null : (
        <Button look="quiet" onClick={onRelevance}>
          Best matches first
        </Button>
      )}
      {total === 0 ? null : <AddToIncidentButton />}
      {unit === "conversations" || total === 0 ? null : (
        <ExportButton unit={unit} query={query} total={total} zone={zone} />
      )}
      <ColumnMenu choice={choice} chosen={chosen} onChange={onColumns} />
    </>
  );
}

/** What words do not reach, said where they found nothing. */
const SHORT_VALUES = " Attributes of under 64 characters, such as ids, are searched by their key: attr.KEY:value.";

function Rows({ unit, query, head, total, allRows, rowHeightPx, onQuery, children }: ResultsViewProps) {
  if (head.isError && !head.isFetching && head.error !== null) {
    return (
      <ErrorPanel
        title={head.error.code === "QUERY_SYNTAX" ? "The search was not understood" : `The ${unit} could not be listed`}
        failure={head.error.toData()}
        // The same words are not understood a second time.
        onRetry={head.error.code === "QUERY_SYNTAX" ? undefined : () => void head.refetch()}
        actions={query === "" ? undefined : <Button onClick={() => onQuery("")}>Clear search</Button>}
      />
    );
  }
  if (head.data === undefined) {
    return (
      <div className={styles.loading}>
        <Skeleton label={`Loading the ${unit}`} rows={14} rowHeightPx={rowHeightPx} twoLines={rowHeightPx > 28} />
      </div>
    );
  }
  if (total > 0) return children;
  const all = allRows === null ? `the ${unit}` : `${formatNumber(allRows)} ${unit}`;
  return (
    <EmptyState
      title={`No ${UNIT_WORD[unit]} matches`}
      hint={`None of ${all} in this workspace fits the search.${isOnlyWords(query) ? SHORT_VALUES : ""}`}
      actions={
        <Button look="plain" onClick={() => onQuery("")}>
          Clear search
        </Button>
      }
    />
  );
}
