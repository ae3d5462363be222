import type { QualitySummary } from "../../../../shared/contract/quality.js";
import { classes } from "../../../lib/classes.js";
import { formatNumber } from "../../../lib/format.js";
import styles from "./quality.module.css";
import { MEASURES, measureText } from "./words.js";

interface MeasureTableProps {
  readonly label: string;
  /** What the rows are. */
  readonly head: string;
  readonly rows: readonly (QualitySummary & { readonly name: string | null })[];
  /** Said where a row has no name. */
  readonly none: string;
}

/** All measures by something, one row each. */
export function MeasureTable({ label, head, rows, none }: MeasureTableProps) {
  return (
    <section className={styles.block} aria-label={label}>
      <h2 className={styles.heading}>{label}</h2>
      <table className={classes(styles.table, styles.measures)}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className={styles.number}>
              Retrievals
            </th>
            <th scope="col" className={styles.number}>
              Judged
            </th>
            {MEASURES.map((measure) => (
              <th key={measure.id} scope="col" className={styles.number} title={measure.means}>
                {measure.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name ?? ""}>
              <th scope="row">{row.name ?? <span className={styles.faint}>{none}</span>}</th>
              <td className={styles.number}>{formatNumber(row.retrievals)}</td>
              <td className={styles.number}>{formatNumber(row.judged)}</td>
              {MEASURES.map(({ id }) => (
                <td key={id} className={styles.number}>
                  <Bar value={row[id]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A measure and how long it is, on a scale from 0 to 1. */
function Bar({ value }: { readonly value: number | null }) {
  return (
    <span className={styles.measure}>
      {value === null ? null : (
        <i className={styles.track} aria-hidden="true">
          <i style={{ width: `${value * 100}%` }} />
        </i>
      )}
      <span className={value === null ? styles.faint : undefined}>{measureText(value)}</span>
    </span>
  );
}
