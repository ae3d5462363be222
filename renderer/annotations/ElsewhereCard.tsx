import { useState } from "react";
import { Icon } from "../ui/Icon.js";
import { IconButton } from "../ui/IconButton.js";
import { type SaidGroup, whereWords } from "./model.js";
import styles from "./said.module.css";
import { SaidOf } from "./SaidOf.js";
import { SaidShort } from "./SaidShort.js";

export interface ElsewhereCardProps {
  readonly group: SaidGroup;
  /** What it is about, where more is known than its kind. */
  readonly name?: string | undefined;
  /** Goes there. */
  readonly onGo?: (() => void) | undefined;
}

/** What readers say of something beside the thing that is shown: words of its texts, its documents, the spans in it. */
export function ElsewhereCard({ group, name, onGo }: ElsewhereCardProps) {
  const [open, setOpen] = useState(false);
  const { about, annotations } = group;
  const where =
    name ?? whereWords({ target: about.target, position: about.target === "document" ? about.position : null });
  return (
    <div className={styles.elsewhere}>
      <div className={styles.where}>
        {onGo === undefined ? (
          <span className={styles.place}>{where}</span>
        ) : (
          <button type="button" className={styles.go} onClick={onGo}>
            {where} <Icon name="arrow-right" size={12} />
          </button>
        )}
        <IconButton
          icon="note"
          label={open ? "Close" : "Change what is said"}
          size="small"
          iconSize={12}
          pressed={open}
          onClick={() => setOpen(!open)}
        />
      </div>
      {about.target === "text" ? (
        <blockquote className={styles.quote} dir="auto">
          {about.quote}
        </blockquote>
      ) : null}
      {open ? <SaidOf about={about} annotations={annotations} /> : <SaidShort annotations={group.annotations} />}
    </div>
  );
}
