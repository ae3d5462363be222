import type { Annotation } from "../../../shared/contract/annotations.js";
import type { Judgement } from "../../../shared/model/own-annotation.js";
import { classes } from "../../lib/classes.js";
import { Icon } from "../../ui/Icon.js";
import type { IconName } from "../../ui/icons/shapes.js";
import { Tooltip } from "../../ui/Tooltip.js";
import styles from "./documents.module.css";

export interface JudgeProps {
  /** What the document is called, for those who hear it. */
  readonly title: string;
  readonly judgements: readonly Annotation[];
  readonly onJudge: (name: Judgement, score: 0 | 1 | null) => void;
}

const CHOICES = [
  { name: "relevance", score: 1, label: "Relevant", icon: "check" },
  { name: "relevance", score: 0, label: "Not relevant", icon: "close" },
  { name: "used", score: 1, label: "Used in the answer", icon: "bookmark" },
] as const satisfies readonly { name: Judgement; score: 0 | 1; label: string; icon: IconName }[];

/** The reader's own judgement of a document: a click gives it, another takes it back. What files said stands before. */
export function Judge({ title, judgements, onJudge }: JudgeProps) {
  const own = judgements.filter(({ source, kind }) => source === null && kind === "judgement");
  const others = judgements.filter(({ source }) => source !== null);
  return (
    <div className={styles.judge}>
      {others.map((judgement) => (
        <span key={judgement.id} className={styles.verdict} title={explanationOf(judgement)}>
          {verdictOf(judgement)}
        </span>
      ))}
      <span
        className={classes(styles.choices, own.length > 0 && styles.judged)}
        role="group"
        aria-label={`Judge ${title}`}
      >
        {CHOICES.map(({ name, score, label, icon }) => {
          const on = own.some((judgement) => judgement.name === name && judgement.score === score);
          return (
            <Tooltip key={label} label={label}>
              <button
                type="button"
                className={styles.choice}
                aria-label={label}
                aria-pressed={on}
                onClick={(event) => {
                  event.stopPropagation();
                  onJudge(name, on ? null : score);
                }}
              >
                <Icon name={icon} size={12} />
              </button>
            </Tooltip>
          );
        })}
      </span>
    </div>
  );
}

function verdictOf({ name, label, score }: Annotation): string {
  return label ?? (score === null ? (name ?? "judged") : `${name ?? "score"} ${Number(score.toPrecision(3))}`);
}

const WHO = { HUMAN: "a person", LLM: "a model", CODE: "a program" } as const;

function explanationOf({ name, label, score, annotatorKind, by: annotator, text: explanation }: Annotation): string {
  const figure = [label, score].filter((part) => part !== null).join(", ");
  const by =
    annotatorKind === null ? annotator : [WHO[annotatorKind], annotator].filter((part) => part !== null).join(": ");
  return [`${name ?? "Judgement"}: ${figure}`, by === null ? null : `by ${by}`, explanation]
    .filter((part) => part !== null && part !== "")
    .join("\n");
}
