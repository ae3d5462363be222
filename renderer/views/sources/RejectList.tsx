import { useState } from "react";
import type { SourceRow } from "../../../shared/contract/sources.js";
import { useEngineQuery } from "../../data/engine.js";
import { formatNumber } from "../../lib/format.js";
import { Button } from "../../ui/Button.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import { Skeleton } from "../../ui/Skeleton.js";
import styles from "./SourceDetails.module.css";

const PAGE = 100;

/** Records that were not understood: where they stand in the file, why, and how they begin. */
export function RejectList({ source }: { readonly source: SourceRow }) {
  const [page, setPage] = useState(0);
  const rejects = useEngineQuery(
    "source.rejects",
    { source: source.id, offset: page * PAGE, limit: PAGE },
    { keepPrevious: true },
  );
  const total = rejects.data?.total ?? source.rejected;
  return (
    <section className={styles.block}>
      <h3 className={styles.head}>
        {total === 1 ? "1 record was rejected" : `${formatNumber(total)} records were rejected`}
      </h3>
      {rejects.isError ? (
        <ErrorPanel
          title="The rejects could not be read"
          failure={rejects.error.toData()}
          onRetry={() => void rejects.refetch()}
        />
      ) : rejects.data === undefined ? (
        <Skeleton label="Loading the rejects" rows={3} rowHeightPx={26} />
      ) : (
        <ScrollBox role="table" aria-label="Rejected records" className={styles.table}>
          <div role="row" className={`${styles.rejectRow} ${styles.columns}`}>
            <span role="columnheader">Where</span>
            <span role="columnheader">Why</span>
            <span role="columnheader">How it begins</span>
          </div>
          {rejects.data.rows.map((row, index) => (
            <div role="row" key={index} className={styles.rejectRow}>
              <span role="cell">{placeOf(row)}</span>
              <span role="cell" className={styles.reason}>
                {row.reason} <span className={styles.code}>{row.code}</span>
              </span>
              <span role="cell" className={styles.excerpt}>
                {row.excerpt}
              </span>
            </div>
          ))}
        </ScrollBox>
      )}
      {total > PAGE ? (
        <div className={styles.actions}>
          <Button disabled={page === 0} onClick={() => setPage(page - 1)}>
            Previous {PAGE}
          </Button>
          <Button disabled={(page + 1) * PAGE >= total} onClick={() => setPage(page + 1)}>
            Next {PAGE}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function placeOf(row: { readonly line: number | null; readonly byteOffset: number | null }): string {
  if (row.line !== null) return `line ${formatNumber(row.line)}`;
  return row.byteOffset === null ? "the file" : `byte ${formatNumber(row.byteOffset)}`;
}
