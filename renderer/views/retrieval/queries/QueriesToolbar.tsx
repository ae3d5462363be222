import type { RetrievalListAnswer, RetrievalSort } from "../../../../shared/contract/retrieval.js";
import { formatCounted, formatNumber, formatShare } from "../../../lib/format.js";
import { ColumnMenu } from "../../../results/ColumnMenu.js";
import { FacetsButton } from "../../../results/FacetsButton.js";
import { AddToIncidentButton } from "../../../results/AddToIncidentButton.js";
import { SavePicture } from "../../../results/SavePicture.js";
import { retrievalSort, sortsDown, type RetrievalRoute } from "../../../state/retrieval-route.js";
import { Icon } from "../../../ui/Icon.js";
import type { PictureFormat } from "../../../ui/save-picture.js";
import { Segmented } from "../../../ui/Segmented.js";
import text from "../../../ui/text.module.css";
import { COLUMNS } from "./model.js";
import styles from "./queries.module.css";
import { SortMenu } from "./SortMenu.js";

interface QueriesToolbarProps {
  readonly route: RetrievalRoute;
  readonly answer: RetrievalListAnswer | undefined;
  readonly shownRows: number;
  readonly sort: RetrievalSort;
  readonly facets: boolean;
  readonly onFacets: () => void;
  readonly onChange: (change: Partial<Omit<RetrievalRoute, "page">>, push?: boolean) => void;
  readonly chosen: ReadonlySet<string>;
  /** Absent where there is no picture to save. */
  readonly onSave: ((format: PictureFormat) => void) | undefined;
}

/** How many there are, and how they are shown. */
export function QueriesToolbar(props: QueriesToolbarProps) {
  const { route, answer, shownRows, sort, facets, onFacets, onChange, chosen, onSave } = props;
  return (
    <div className={styles.toolbar}>
      <FacetsButton query={route.q} open={facets} onToggle={onFacets} />
      <Segmented
        label="As"
        items={[
          { id: "funnel", label: "Funnel" },
          { id: "table", label: "Table" },
        ]}
        value={route.as}
        onChange={(as) => onChange({ as }, true)}
      />
      <span className={styles.words}>{answer === undefined ? null : <Words answer={answer} />}</span>
      {answer !== undefined && shownRows < answer.total ? (
        <span className={styles.cut}>
          <Icon name="info" size={14} /> The first {formatNumber(shownRows)} are listed. Search to see others.
        </span>
      ) : null}
      <span className={text.space} />
      {route.as === "table" ? (
        <ColumnMenu choice={COLUMNS} chosen={chosen} onChange={(next) => onChange({ cols: COLUMNS.param(next) })} />
      ) : (
        <SortMenu
          sort={sort}
          onSort={(next) =>
            onChange({
              sort: next,
              // The same one again turns the order round.
              desc: next === sort ? !retrievalSort(route).descending : sortsDown(next),
            })
          }
        />
      )}
      {onSave === undefined ? null : <AddToIncidentButton />}
      {onSave === undefined ? null : <SavePicture label="Save the funnel as a picture" onSave={onSave} />}
    </div>
  );
}

function Words({ answer: { total, totals } }: { readonly answer: RetrievalListAnswer }) {
  const { told, unused, empty, failed } = totals;
  return (
    <>
      <b>{formatNumber(total)}</b> {total === 1 ? "retrieval" : "retrievals"} in {formatCounted(totals.traces, "trace")}
      {told > 0 && unused > 0 ? `, ${formatNumber(unused)} (${formatShare(unused / told)}) with nothing used` : ""}
      {empty > 0 ? `, ${formatNumber(empty)} found nothing` : ""}
      {failed > 0 ? `, ${formatNumber(failed)} failed` : ""}
    </>
  );
}
