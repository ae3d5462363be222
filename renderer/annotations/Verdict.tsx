import type { Annotation } from "../../shared/contract/annotations.js";
import { type AnnotationAbout, type Judgement, JUDGEMENTS } from "../../shared/model/own-annotation.js";
import { Icon } from "../ui/Icon.js";
import styles from "./said.module.css";
import { useAnnotate } from "./use-annotate.js";

const RIGHT_OR_WRONG = [
  { score: 1, label: "Right", icon: "check" },
  { score: 0, label: "Wrong", icon: "close" },
] as const;
const NAME: Judgement = "correctness";

/** Whether it is right or wrong, in the reader's judgement; a click on what is chosen takes it back. */
export function Verdict({ about, own }: { readonly about: AnnotationAbout; readonly own: readonly Annotation[] }) {
  const { say, takeBack } = useAnnotate();
  const given = own.find(({ kind, name }) => kind === "judgement" && name === NAME);
  const signed = given?.by ?? "";
  return (
    <div className={styles.line} role="group" aria-label="Judgement">
      {RIGHT_OR_WRONG.map(({ score, label, icon }) => {
        const on = given?.score === score;
        return (
          <button
            key={label}
            type="button"
            className={styles.verdict}
            aria-pressed={on}
            title={on && signed !== "" ? `${JUDGEMENTS[NAME][score]}, by ${signed}` : undefined}
            onClick={() =>
              void (on && given !== undefined
                ? takeBack(given, "Judgement")
                : say(about, { kind: "judgement", name: NAME, score }))
            }
          >
            <Icon name={icon} size={12} />
            {label}
          </button>
        );
      })}
    </div>
  );
}
