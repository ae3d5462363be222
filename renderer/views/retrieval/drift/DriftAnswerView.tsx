import type { DriftAnswer } from "../../../../shared/contract/drift.js";
import { formatNumber } from "../../../lib/format.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ClusterTable } from "./ClusterTable.js";
import styles from "./drift.module.css";
import { OverlaidShares } from "./OverlaidShares.js";
import { ShuffleChart } from "./ShuffleChart.js";
import { distanceWords, figureText, sideWords, spaceWords, stabilityWords } from "./words.js";

/** What two sides differ in: the distance of their queries, their scores, and the clusters that grew and shrank. */
export function DriftAnswerView({ answer }: { readonly answer: DriftAnswer }) {
  const { left, right, unit, distance, scores, clusters } = answer;
  const none = [left.texts === 0 ? "A" : "", right.texts === 0 ? "B" : ""].filter((side) => side !== "");
  if (none.length > 0) {
    return (
      <EmptyState
        title={`Nothing was asked on side ${none.join(" and ")}`}
        hint={`A: ${sideWords(left, unit)}. B: ${sideWords(right, unit)}. A side needs traces with retrievals whose query is recorded, or with a user's words.`}
      />
    );
  }
  return (
    <div className={styles.page}>
      <section aria-label="Distance">
        <h2 className={styles.heading}>{unit === "queries" ? "What was searched for" : "What users asked first"}</h2>
        <div className={styles.pair}>
          <div>
            <p className={styles.lead}>{distanceWords(answer)}</p>
            <p className={styles.note}>
              A: {sideWords(left, unit)}. B: {sideWords(right, unit)}. Compared {spaceWords(answer)}.
              {unit === "questions" ? " No retrieval with a query was found on one of the sides." : ""}
            </p>
            {distance === null ? null : (
              <dl className={styles.figures}>
                <dt>MMD²</dt>
                <dd>{figureText(distance.mmd2)}</dd>
                <dt>p</dt>
                <dd>{figureText(distance.p)}</dd>
                <dt>Kernel width</dt>
                <dd>{figureText(distance.bandwidth)}</dd>
              </dl>
            )}
          </div>
          {distance === null ? null : <ShuffleChart distance={distance} />}
        </div>
      </section>
      <section className={styles.block} aria-label="Scores">
        <h2 className={styles.heading}>Best scores of retrievals</h2>
        {scores.length === 0 ? (
          <p className={styles.note}>
            No kind of score from one knowledge base is on both sides, so none can be compared.
          </p>
        ) : (
          scores.map((score) => (
            <div key={`${score.kind} ${score.knowledgeBase ?? ""}`} className={styles.pair}>
              <div>
                <p className={styles.lead}>{stabilityWords(score)}</p>
                <p className={styles.note}>
                  {score.kind === "unknown"
                    ? "Scores of a kind that the traces don’t tell"
                    : `Scores of kind ${score.kind}`}
                  {score.knowledgeBase === null ? "" : `, from ${score.knowledgeBase}`}: {formatNumber(score.leftCount)}{" "}
                  in A with a median of {figureText(score.leftMedian)}, {formatNumber(score.rightCount)} in B with{" "}
                  {figureText(score.rightMedian)}.
                </p>
              </div>
              <OverlaidShares score={score} />
            </div>
          ))
        )}
      </section>
      <ClusterTable clusters={clusters} unit={unit} />
    </div>
  );
}
