import { useState } from "react";
import { classes } from "../lib/classes.js";
import styles from "./EditableMarkdown.module.css";
import { Markdown } from "./Markdown.js";
import { MarkdownEditor } from "./MarkdownEditor.js";

export interface EditableMarkdownProps {
  /** What it is, as the name of the field: "Summary". */
  readonly label: string;
  readonly value: string;
  /** What stands there as long as it is empty. */
  readonly placeholder: string;
  readonly maxLength: number;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
  /** Without a frame while it is read, for texts within a list. */
  readonly plain?: boolean;
  /** Another number opens it for writing. */
  readonly wish?: number;
  /** It can only be read. */
  readonly readOnly?: boolean;
}

/** Markdown as it reads, and a click or Enter away as it is written. */
export function EditableMarkdown(props: EditableMarkdownProps) {
  const { label, value, placeholder, plain = false, wish = 0, readOnly = false } = props;
  const [editing, setEditing] = useState(wish > 0);
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const [seen, setSeen] = useState(wish);
  if (seen !== wish) {
    setSeen(wish);
    setEditing(true);
  }
  if (editing) {
    return (
      <div className={classes(styles.box, styles.editing, plain && styles.plainEditing)}>
        <MarkdownEditor
          label={label}
          value={value}
          placeholder={placeholder}
          maxLength={props.maxLength}
          focus
          focusAt={at}
          onChange={props.onChange}
          onLeave={() => {
            setEditing(false);
            props.onLeave();
          }}
        />
      </div>
    );
  }
  return (
    <div className={classes(styles.box, plain && styles.plain)}>
      {value.trim() === "" ? <p className={styles.empty}>{placeholder}</p> : <Markdown text={value} />}
      {readOnly ? null : (
        <button
          type="button"
          className={styles.cover}
          aria-label={`Edit: ${label}`}
          onClick={(event) => {
            // A click of the keyboard has no place.
            setAt(event.detail === 0 ? null : { x: event.clientX, y: event.clientY });
            setEditing(true);
          }}
        />
      )}
    </div>
  );
}
