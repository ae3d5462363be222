import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { NOTE_LENGTH } from "../../shared/model/own-annotation.js";
import { Button } from "../ui/Button.js";
import { NoteText } from "./NoteText.js";
import styles from "./note.module.css";

export interface NoteBoxProps {
  readonly initial: string;
  /** The word on the button that keeps it. */
  readonly action: string;
  readonly focus: boolean;
  /** Grows with each wish that the box take the keyboard. */
  readonly focusRequest?: number;
  readonly onDraft?: (text: string) => void;
  /** True once it is kept. */
  readonly onSave: (text: string) => Promise<boolean>;
  readonly onCancel?: (() => void) | undefined;
}

/** A box for a note in Markdown, and how it will look. */
export function NoteBox({ initial, action, focus, focusRequest = 0, onDraft, onSave, onCancel }: NoteBoxProps) {
  const [text, setText] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [preview, setPreview] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus, focusRequest]);
  const blank = text.trim() === "";
  const save = () => {
    if (blank || busy) return;
    setBusy(true);
    void onSave(text).then((kept) => {
      setBusy(false);
      if (kept) setText("");
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else if (event.key === "Escape" && onCancel !== undefined) onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.box}>
      {preview ? (
        <div className={styles.preview}>
          <NoteText text={text} />
        </div>
      ) : (
        <textarea
          ref={box}
          aria-label="Note"
          placeholder="What did you see here? Markdown works."
          value={text}
          rows={3}
          maxLength={NOTE_LENGTH}
          dir="auto"
          onChange={(event) => {
            setText(event.currentTarget.value);
            onDraft?.(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
        />
      )}
      <div className={styles.actions}>
        <Button look="primary" chord="Mod+Enter" disabled={blank || busy} onClick={save}>
          {action}
        </Button>
        {blank ? null : (
          <Button look="quiet" aria-pressed={preview} onClick={() => setPreview(!preview)}>
            {preview ? "Write" : "Preview"}
          </Button>
        )}
        {onCancel === undefined ? null : (
          <Button look="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  );
}
