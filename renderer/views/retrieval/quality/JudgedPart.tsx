import type { QualityMeasures } from "../../../../shared/contract/quality.js";
import { formatCounted, formatNumber, type Zone } from "../../../lib/format.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Icon } from "../../../ui/Icon.js";
import { MeasureTable } from "./MeasureTable.js";
import styles from "./quality.module.css";
import { SmallLine } from "./SmallLine.js";
import { coverageText, measureName, MEASURES, measureText } from "./words.js";
import { WorstList } from "./WorstList.js";

interface JudgedPartProps {
  readonly route: RetrievalRoute;
  readonly answer: QualityMeasures;
  readonly zone: Zone;
  readonly onSigns: () => void;
}

/** The measures of what was judged: in all, by rank, over time, by knowledge base and agent, and the worst retrievals. */
export function JudgedPart({ route, answer, zone, onSigns }: JudgedPartProps) {
  const { overall, name, k } = answer;
  if (overall.retrievals === 0) {
    return (
      <EmptyState
        title={route.q === "" ? "Nothing was retrieved in these traces" : "No retrieval matches"}
        hint={
          route.q === ""
            ? "Measures need spans that searched for documents: kind retriever, or with retrieved documents."
            : "Those are measured whose span the search selects; it selects none."
        }
      />
    );
  }
  if (name === null || overall.judged === 0) {
    return (
      <EmptyState
        title={
          name === null ? "Nobody has judged these retrievals" : `None of these retrievals has a judgement “${name}”`
        }
        hint="Judge documents in the Queries tab, or open evaluations beside the traces: Phoenix's evaluations by span and document position, Langfuse's scores, evaluators' spans. Until then the signs of trouble show where to look."
        actions={<Button onClick={onSigns}>Signs of trouble</Button>}
      />
    );
  }
  const { startMs, stepMs, steps } = answer.overTime;
  // Then all measures are one figure.
  const onlyWhole = answer.asWhole === overall.judged;
  const times = steps.map((_, place) => (startMs ?? 0) + place * stepMs);
  return (
    <div className={styles.page}>
      <dl className={styles.tiles} aria-label="Measures">
        {MEASURES.map((measure) => (
          <div key={measure.id} className={styles.tile} title={measure.means}>
            <dt>{measureName(measure, k)}</dt>
            <dd>{measureText(overall[measure.id])}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        {coverageText(overall)}. What nobody judged is left out, never counted as wrong. Relevant means a grade of{" "}
        {answer.relevantFrom} or more.
        {answer.truncated ? ` The latest ${formatNumber(overall.retrievals)} retrievals are measured.` : ""}
      </p>
      {answer.asWhole === 0 ? null : (
        <p className={styles.caution}>
          <Icon name="info" size={14} />
          {formatCounted(answer.asWhole, "retrieval")} {answer.asWhole === 1 ? "was" : "were"} judged as a whole only.
          Each of their documents counts as the whole was judged, so that the order within them tells nothing and recall
          is not known.
        </p>
      )}
      {steps.filter((step) => step.judged > 0).length < 2 ? null : (
        <div className={styles.charts}>
          {MEASURES.filter(({ id }) => (onlyWhole ? id === "hitRate" : id !== "recall" || overall.recall !== null)).map(
            (measure) => (
              <SmallLine
                key={measure.id}
                title={`${measureName(measure, k)} over time`}
                values={steps.map((step) => step[measure.id])}
                counts={steps.map((step) => step.judged)}
                times={times}
                zone={zone}
              />
            ),
          )}
        </div>
      )}
      {answer.byK.length < 2 || onlyWhole ? null : (
        <MeasureTable
          label="By number of ranks"
          head="First ranks"
          rows={answer.byK.map((row) => ({ ...row, name: String(row.k) }))}
          none=""
        />
      )}
      <MeasureTable
        label="By knowledge base"
        head="Knowledge base"
        rows={answer.byKnowledgeBase}
        none="no knowledge base named"
      />
      <MeasureTable label="By agent" head="Agent" rows={answer.byAgent} none="no agent named" />
      <WorstList route={route} rows={answer.worst} relevantFrom={answer.relevantFrom} />
    </div>
  );
}
