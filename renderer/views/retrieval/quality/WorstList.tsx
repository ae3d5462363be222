import type { JudgedRetrieval } from "../../../../shared/contract/quality.js";
import { classes } from "../../../lib/classes.js";
import { linkTo } from "../../../state/navigation.js";
import { type RetrievalRoute, retrievalRoute } from "../../../state/retrieval-route.js";
import styles from "./quality.module.css";
import { gradeText, measureText } from "./words.js";

interface WorstListProps {
  readonly route: RetrievalRoute;
  readonly rows: readonly JudgedRetrieval[];
  readonly relevantFrom: number;
}

/** The judged retrievals with the lowest figures. Each opens among the queries. */
export function WorstList({ route, rows, relevantFrom }: WorstListProps) {
  if (rows.length === 0) return null;
  return (
    <section className={styles.block} aria-label="Lowest">
      <h2 className={styles.heading}>Lowest first</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Query</th>
            <th scope="col">Grades by rank</th>
            <th scope="col" className={styles.number}>
              Precision
            </th>
            <th scope="col" className={styles.number}>
              nDCG
            </th>
            <th scope="col" className={styles.number}>
              Reciprocal rank
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.traceId}/${row.spanId}`}>
              <th scope="row" className={styles.query} dir="auto">
                <a {...linkTo(retrievalRoute({ q: route.q, span: `${row.traceId}/${row.spanId}` }))}>
                  {row.query === "" ? "Query not recorded" : row.query}
                </a>
              </th>
              <td>
                <Grades grades={row.grades} relevantFrom={relevantFrom} />
                {row.asWhole ? <span className={styles.faint}> as a whole</span> : null}
              </td>
              <td className={styles.number}>{measureText(row.precision)}</td>
              <td className={styles.number}>{measureText(row.ndcg)}</td>
              <td className={styles.number}>{measureText(row.reciprocalRank)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A mark a rank: full for relevant, hollow for not, a dot for what nobody judged. */
function Grades({
  grades,
  relevantFrom,
}: {
  readonly grades: readonly (number | null)[];
  readonly relevantFrom: number;
}) {
  const words = grades.map(gradeText).join(", ");
  return (
    <span role="img" aria-label={`Grades: ${words}`} title={words} className={styles.grades}>
      {grades.map((grade, rank) => (
        <i
          key={rank}
          className={classes(
            grade === null ? styles.unjudged : grade >= relevantFrom ? styles.relevant : styles.irrelevant,
          )}
        />
      ))}
    </span>
  );
}
