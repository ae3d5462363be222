import { useMemo, useRef } from "react";
import { QUALITY_SIGNS, type QualitySign, type TroubledRetrieval } from "../../../../shared/contract/quality.js";
import { useEngineQuery } from "../../../data/engine.js";
import { classes } from "../../../lib/classes.js";
import { formatCounted, formatNumber, type Zone } from "../../../lib/format.js";
import { useRowSteps } from "../../../results/use-row-steps.js";
import { navigate } from "../../../state/navigation.js";
import { type RetrievalRoute, retrievalRoute } from "../../../state/retrieval-route.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import { VirtualTable, type VirtualTableHandle } from "../../../ui/VirtualTable.js";
import styles from "./quality.module.css";
import { signColumns } from "./sign-columns.js";

const MOST = 500;
const ROW_PX = 48;

interface SignsPartProps {
  readonly route: RetrievalRoute;
  readonly question: { readonly query: string; readonly zoneOffsetMinutes: number };
  readonly zone: Zone;
  readonly onChange: (change: Partial<Omit<RetrievalRoute, "page">>, push?: boolean) => void;
}

/** Retrievals that look wrong, worst first, each with its reasons. */
export function SignsPart({ route, question, zone, onChange }: SignsPartProps) {
  const sign = QUALITY_SIGNS.find((id) => id === route.sort) ?? null;
  const answer = useEngineQuery("quality.signs", { ...question, sign, limit: MOST }, { keepPrevious: true });
  const table = useRef<VirtualTableHandle>(null);
  const columns = useMemo(() => signColumns(zone, route.q), [zone, route.q]);
  const rows: readonly TroubledRetrieval[] = answer.data?.rows ?? [];
  const open = (row: TroubledRetrieval) => navigate(retrievalRoute({ q: route.q, span: keyOf(row) }));
  const select = (row: TroubledRetrieval) => onChange({ selected: keyOf(row) });
  const index = rows.findIndex((row) => keyOf(row) === route.selected);
  const selected = rows[index];
  useRowSteps({
    current: selected === undefined ? null : { row: selected, index },
    shownRows: rows.length,
    rowAt: (place) => rows[place],
    table,
    onSelect: select,
    onOpen: open,
  });
  const { data } = answer;
  if (answer.isError && !answer.isFetching) {
    return (
      <ErrorPanel
        title="The signs could not be looked for"
        failure={answer.error.toData()}
        onRetry={() => void answer.refetch()}
      />
    );
  }
  if (data === undefined) {
    return (
      <div className={styles.loading}>
        <Skeleton label="Looking for signs of trouble" rows={10} rowHeightPx={ROW_PX} twoLines />
      </div>
    );
  }
  if (data.retrievals === 0) {
    return (
      <EmptyState
        title={route.q === "" ? "Nothing was retrieved in these traces" : "No retrieval matches"}
        hint={
          route.q === ""
            ? "Signs need spans that searched for documents: kind retriever, or with retrieved documents."
            : "Those are looked at whose span the search selects; it selects none."
        }
        actions={route.q === "" ? undefined : <Button onClick={() => onChange({ q: "" }, true)}>Clear search</Button>}
      />
    );
  }
  const rule = data.signs.find((one) => one.sign === sign)?.rule;
  return (
    <>
      <div className={styles.chips} role="group" aria-label="Signs">
        <Chip label="All" count={data.troubled} on={sign === null} onClick={() => onChange({ sort: undefined })} />
        {data.signs.map((one) => (
          <Chip
            key={one.sign}
            label={one.title}
            count={one.count}
            title={one.rule}
            on={one.sign === sign}
            onClick={() =>
              onChange({ sort: one.sign === sign ? undefined : (one.sign satisfies QualitySign), selected: undefined })
            }
          />
        ))}
      </div>
      <p className={styles.rule}>
        {rule ??
          `${formatNumber(data.troubled)} of ${formatCounted(data.retrievals, "retrieval")} ${data.troubled === 1 ? "has" : "have"} a sign of trouble, worst first. Signs are evidence, not proof.`}
        {data.total > rows.length ? ` The worst ${formatNumber(rows.length)} are listed.` : ""}
        {data.truncated ? ` The latest ${formatNumber(data.retrievals)} retrievals were looked at.` : ""}
      </p>
      {rows.length === 0 ? (
        <EmptyState
          title="No sign of trouble"
          hint={sign === null ? "Nothing of what Skein looks for is there." : "No retrieval has this sign."}
          actions={sign === null ? undefined : <Button onClick={() => onChange({ sort: undefined })}>All signs</Button>}
        />
      ) : (
        <VirtualTable
          label="Signs of trouble"
          columns={columns}
          rowCount={rows.length}
          rowHeightPx={ROW_PX}
          rowAt={(place) => rows[place]}
          rowKey={keyOf}
          selectedKey={route.selected}
          onSelect={select}
          onOpen={open}
          handle={table}
        />
      )}
    </>
  );
}

function keyOf({ traceId, spanId }: TroubledRetrieval): string {
  return `${traceId}/${spanId}`;
}

interface ChipProps {
  readonly label: string;
  readonly count: number;
  readonly title?: string;
  readonly on: boolean;
  readonly onClick: () => void;
}

function Chip({ label, count, title, on, onClick }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      title={title}
      disabled={count === 0 && !on}
      className={classes(styles.chip, on && styles.on)}
      onClick={onClick}
    >
      {label} <span>{formatNumber(count)}</span>
    </button>
  );
}
