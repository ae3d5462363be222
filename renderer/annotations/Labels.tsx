import type { Annotation } from "../../shared/contract/annotations.js";
import type { AnnotationAbout } from "../../shared/model/own-annotation.js";
import { Icon } from "../ui/Icon.js";
import { Tooltip } from "../ui/Tooltip.js";
import { LabelInput } from "./LabelInput.js";
import { recentLabels } from "./model.js";
import { SaidChip } from "./SaidChip.js";
import styles from "./said.module.css";
import { useAnnotate } from "./use-annotate.js";
import { useKnownLabels } from "./use-known-labels.js";

export interface LabelsProps {
  readonly about: AnnotationAbout;
  /** What readers said of it. */
  readonly own: readonly Annotation[];
  readonly focus?: boolean;
}

const RECENT = 4;

/** The labels of a thing, a box for another one, and the last ones to give again with a click. */
export function Labels({ about, own, focus = false }: LabelsProps) {
  const { say, takeBack } = useAnnotate();
  const known = useKnownLabels();
  const labels = own.filter(({ kind }) => kind === "label");
  const present = new Set(labels.flatMap(({ label }) => label ?? []));
  const give = (label: string) => {
    if (!present.has(label)) void say(about, { kind: "label", label });
  };
  return (
    <div className={styles.line} role="group" aria-label="Labels">
      {labels.map((annotation) => (
        <SaidChip
          key={annotation.id}
          annotation={annotation}
          words={annotation.label ?? ""}
          onRemove={() => void takeBack(annotation, "Label")}
        />
      ))}
      <LabelInput present={present} onLabel={give} focus={focus} />
      {recentLabels(known, present, RECENT).map((label) => (
        <Tooltip key={label} label={`Label it ${label} too`}>
          <button type="button" className={styles.again} aria-label={`Label it ${label}`} onClick={() => give(label)}>
            <Icon name="plus" size={12} />
            <span>{label}</span>
          </button>
        </Tooltip>
      ))}
    </div>
  );
}
