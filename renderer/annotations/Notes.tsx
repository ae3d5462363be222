import { useState } from "react";
import type { Annotation } from "../../shared/contract/annotations.js";
import type { AnnotationAbout } from "../../shared/model/own-annotation.js";
import { formatShortDateTime } from "../lib/format.js";
import { usePreferences } from "../state/preferences.js";
import { Button } from "../ui/Button.js";
import { IconButton } from "../ui/IconButton.js";
import { NoteText } from "./NoteText.js";
import { isNote, placeKey } from "./model.js";
import { NoteBox } from "./NoteBox.js";
import styles from "./note.module.css";
import { useAnnotate } from "./use-annotate.js";

export interface NotesProps {
  readonly about: AnnotationAbout;
  /** What readers said of it. */
  readonly own: readonly Annotation[];
  /** Grows with each wish for a new note: its box opens and takes the keyboard. */
  readonly compose?: number;
}

/** What was typed and not kept, by what it is about, so that a look at something else loses nothing. */
const drafts = new Map<string, string>();

/** The reader's notes on a thing, to read, to change and to write. */
export function Notes({ about, own, compose = 0 }: NotesProps) {
  const { say, takeBack } = useAnnotate();
  const notes = own.filter(isNote);
  const draftKey = placeKey(about);
  const [editing, setEditing] = useState<string | null>(null);
  const [composing, setComposing] = useState(() => compose > 0 || drafts.has(draftKey) || notes.length === 0);
  const [asked, setAsked] = useState(compose);
  if (asked !== compose) {
    setAsked(compose);
    if (compose > 0) setComposing(true);
  }
  const forget = () => {
    drafts.delete(draftKey);
    setComposing(false);
  };
  const keep = async (text: string, id?: string): Promise<boolean> => {
    const kept = await say(about, { kind: "note", text }, id);
    if (kept && id === undefined) forget();
    if (kept && id !== undefined) setEditing(null);
    return kept;
  };
  return (
    <>
      {notes.map((note) =>
        editing === note.id ? (
          <NoteBox
            key={note.id}
            initial={note.text ?? ""}
            action="Save"
            focus
            onSave={(text) => keep(text, note.id)}
            onCancel={() => setEditing(null)}
          />
        ) : (
          <NoteCard
            key={note.id}
            note={note}
            onEdit={() => setEditing(note.id)}
            onRemove={() => void takeBack(note, "Note")}
          />
        ),
      )}
      {composing ? (
        <NoteBox
          initial={drafts.get(draftKey) ?? ""}
          action="Add note"
          focus={compose > 0}
          focusRequest={compose}
          onDraft={(text) => (text === "" ? drafts.delete(draftKey) : drafts.set(draftKey, text))}
          onSave={keep}
          onCancel={notes.length === 0 ? undefined : forget}
        />
      ) : (
        <div>
          <Button icon="note" onClick={() => setComposing(true)}>
            Write a note
          </Button>
        </div>
      )}
    </>
  );
}

interface NoteCardProps {
  readonly note: Annotation;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function NoteCard({ note, onEdit, onRemove }: NoteCardProps) {
  return (
    <article className={styles.note}>
      <header className={styles.head}>
        <NoteOrigin note={note} />
        <IconButton icon="note" label="Edit the note" size="small" iconSize={12} onClick={onEdit} />
        <IconButton icon="close" label="Delete the note" size="small" iconSize={12} onClick={onRemove} />
      </header>
      <NoteText text={note.text ?? ""} />
    </article>
  );
}

/** Who wrote it, when, and when it was changed. */
function NoteOrigin({ note: { by, createdAtMs, changedAtMs } }: { readonly note: Annotation }) {
  const zone = usePreferences((preferences) => preferences.zone);
  const changed = createdAtMs !== null && changedAtMs !== null && changedAtMs > createdAtMs;
  const parts = [
    by === null || by === "" ? null : <b key="by">{by}</b>,
    createdAtMs === null ? null : formatShortDateTime(createdAtMs, zone),
    changed ? `changed ${formatShortDateTime(changedAtMs, zone)}` : null,
  ].filter((part) => part !== null);
  return <span>{parts.flatMap((part, index) => (index === 0 ? [part] : [", ", part]))}</span>;
}
