import type { DriftAnswer, DriftCluster } from "../../../../shared/contract/drift.js";
import { classes } from "../../../lib/classes.js";
import { formatNumber, formatShare } from "../../../lib/format.js";
import { linkTo } from "../../../state/navigation.js";
import { traceRoute } from "../../../state/route.js";
import styles from "./drift.module.css";
import { changeWords } from "./words.js";

interface ClusterTableProps {
  readonly clusters: readonly DriftCluster[];
  readonly unit: DriftAnswer["unit"];
}

/** Clusters of what was asked on both sides, those that changed most first, with examples that open. */
export function ClusterTable({ clusters, unit }: ClusterTableProps) {
  return (
    <section className={styles.block} aria-label="Clusters">
      <h2 className={styles.heading}>What grew and what shrank</h2>
      {clusters.length === 0 ? (
        <p className={styles.note}>Too few {unit} for clusters: 10 are needed on both sides together.</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Words that set it apart</th>
              <th scope="col" className={styles.number}>
                Share of A
              </th>
              <th scope="col" className={styles.number}>
                Share of B
              </th>
              <th scope="col">Change</th>
              <th scope="col">Examples</th>
            </tr>
          </thead>
          <tbody>
            {clusters.map((cluster, place) => (
              <tr key={place}>
                <th scope="row">{cluster.words.length === 0 ? "no words of its own" : cluster.words.join(", ")}</th>
                <td className={styles.number}>
                  <Share share={cluster.leftShare} count={cluster.left} />
                </td>
                <td className={styles.number}>
                  <Share share={cluster.rightShare} count={cluster.right} />
                </td>
                <td className={classes(styles.change, Math.abs(cluster.z) < 2 && styles.faint)}>
                  {changeWords(cluster)}
                </td>
                <td>
                  <ul className={styles.examples}>
                    {cluster.examples.map(({ traceId, spanId, side, text }) => (
                      <li key={`${traceId}/${spanId}`}>
                        <span className={styles.faint}>{side === "left" ? "A" : "B"}</span>
                        <a {...linkTo(traceRoute(traceId, { span: spanId }))} title={text}>
                          {text}
                        </a>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Share({ share, count }: { readonly share: number; readonly count: number }) {
  return (
    <span className={styles.share} title={formatNumber(count)}>
      <i className={styles.track} aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </i>
      {formatShare(share)}
    </span>
  );
}
