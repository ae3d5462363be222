import type { SourceRow } from "../../../shared/contract/sources.js";
import { useEngineQuery } from "../../data/engine.js";
import { formatNumber } from "../../lib/format.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import { Skeleton } from "../../ui/Skeleton.js";
import styles from "./SourceDetails.module.css";

/** Attribute keys that no convention owns: they are kept and shown with their spans, and mean nothing to Skein. */
export function UnownedKeys({ source }: { readonly source: SourceRow }) {
  const keys = useEngineQuery("source.keys", { source: source.id });
  return (
    <section className={styles.block}>
      <h3 className={styles.head}>
        {source.unownedKeys === 1
          ? "1 key that no convention owns"
          : `${formatNumber(source.unownedKeys)} keys that no convention owns`}
      </h3>
      {keys.isError ? (
        <ErrorPanel
          title="The keys could not be read"
          failure={keys.error.toData()}
          onRetry={() => void keys.refetch()}
        />
      ) : keys.data === undefined ? (
        <Skeleton label="Loading the keys" rows={3} rowHeightPx={26} />
      ) : (
        <ScrollBox role="table" aria-label="Keys that no convention owns" className={styles.table}>
          <div role="row" className={`${styles.keyRow} ${styles.columns}`}>
            <span role="columnheader">Key</span>
            <span role="columnheader" className={styles.number}>
              Spans
            </span>
            <span role="columnheader">For example</span>
          </div>
          {keys.data.map((key) => (
            <div role="row" key={key.key} className={styles.keyRow}>
              <span role="cell" className={styles.mono} title={key.key}>
                {key.key}
              </span>
              <span role="cell" className={styles.number}>
                {formatNumber(key.spans)}
              </span>
              <span role="cell" className={styles.mono} title={key.example.slice(0, 1000)}>
                {key.example.slice(0, 300)}
              </span>
            </div>
          ))}
        </ScrollBox>
      )}
    </section>
  );
}
