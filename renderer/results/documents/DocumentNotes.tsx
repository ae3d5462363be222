import { useState } from "react";
import type { Annotation } from "../../../shared/contract/annotations.js";
import { isNote } from "../../annotations/model.js";
import { SaidOf } from "../../annotations/SaidOf.js";
import { classes } from "../../lib/classes.js";
import { formatNumber } from "../../lib/format.js";
import { Icon } from "../../ui/Icon.js";
import { Popover } from "../../ui/Popover.js";
import styles from "./documents.module.css";
import type { AboutDocument } from "./use-judgements.js";

interface DocumentNotesProps {
  readonly title: string;
  readonly about: AboutDocument;
  readonly annotations: readonly Annotation[];
}

/** The reader's notes, labels and scores on a document: how many there are, and a window to write them. */
export function DocumentNotes({ title, about, annotations }: DocumentNotesProps) {
  const [open, setOpen] = useState(false);
  const said = annotations.filter((one) => one.source === null && one.kind !== "judgement");
  const labels = said.flatMap(({ label }) => label ?? []);
  const notes = said.filter(isNote).length;
  const label = notes === 0 ? `Notes on ${title}` : `Notes on ${title}: ${formatNumber(notes)}`;
  return (
    <span className={classes(styles.choices, (open || said.length > 0) && styles.judged)}>
      {labels.map((words) => (
        <span key={words} className={styles.verdict}>
          {words}
        </span>
      ))}
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={label}
        align="end"
        wide
        trigger={
          <button type="button" className={classes(styles.choice, styles.notes)} aria-label={label} title={label}>
            <Icon name="note" size={12} />
            {notes === 0 ? "" : formatNumber(notes)}
          </button>
        }
      >
        <SaidOf about={about} annotations={annotations} />
      </Popover>
    </span>
  );
}
