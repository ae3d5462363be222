import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import type { Note } from "../../../../shared/contract/changes.js";
import { failureOf, useEngineCommand, useEngineQuery } from "../../../data/engine.js";
import { formatShortDateTime } from "../../../lib/format.js";
import { showAlert } from "../../../state/alerts.js";
import { runCommand } from "../../../state/commands.js";
import { usePreferences } from "../../../state/preferences.js";
import { Button } from "../../../ui/Button.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Markdown } from "../../../ui/Markdown.js";
import { Answer } from "./Answer.js";
import { FileAnnotations } from "./FileAnnotations.js";
import type { SpanKey } from "./span-key.js";
import styles from "./notes.module.css";

export interface ComposeRequest {
  readonly spanId: string;
  /** Tells one wish from the next. */
  readonly count: number;
}

export interface NotesTabProps {
  readonly span: SpanKey;
  /** The last wish for a new note: the box of that span opens and takes the keyboard. */
  readonly compose: ComposeRequest | null;
  /** What was typed and not kept, by span, so that a look at another span loses nothing. */
  readonly drafts: Map<string, string>;
}

/** What files say of a span, and the reader's own words on it. Each change of these can be undone, after a restart too. */
export function NotesTab({ span, compose, drafts }: NotesTabProps) {
  const query = useEngineQuery("note.list", span, { keepPrevious: true });
  return (
    <div className={styles.notes}>
      <FileAnnotations span={span} />
      <Answer query={query} what="the notes" rows={2}>
        {(notes) => <Notes key={span.spanId} span={span} notes={notes} compose={compose} drafts={drafts} />}
      </Answer>
    </div>
  );
}

function Notes({ span, notes, compose, drafts }: NotesTabProps & { readonly notes: readonly Note[] }) {
  const composeRequest = compose?.spanId === span.spanId ? compose.count : 0;
  const apply = useEngineCommand("change.apply");
  const [editing, setEditing] = useState<string | null>(null);
  const [composing, setComposing] = useState(() => composeRequest > 0 || drafts.has(span.spanId) || notes.length === 0);
  const [asked, setAsked] = useState(composeRequest);
  if (asked !== composeRequest) {
    setAsked(composeRequest);
    if (composeRequest > 0) setComposing(true);
  }
  const failed = (error: unknown) =>
    showAlert({ tone: "error", title: "The note could not be kept", ...failureOf(error) });
  const add = (text: string) =>
    apply.mutate(
      { change: { command: "note.add", id: crypto.randomUUID(), ...span, text } },
      {
        onSuccess: () => {
          drafts.delete(span.spanId);
          setComposing(false);
        },
        onError: failed,
      },
    );
  const edit = (id: string, text: string) =>
    apply.mutate(
      { change: { command: "note.edit", id, text } },
      { onSuccess: () => setEditing(null), onError: failed },
    );
  const remove = (id: string) =>
    apply.mutate(
      { change: { command: "note.remove", id } },
      {
        onSuccess: () =>
          showAlert({
            tone: "notice",
            title: "Note deleted",
            action: { label: "Undo", run: () => runCommand("undo") },
          }),
        onError: failed,
      },
    );
  return (
    <div className={styles.notes}>
      {notes.map((note) =>
        editing === note.id ? (
          <NoteBox
            key={note.id}
            initial={note.text}
            action="Save"
            focus
            busy={apply.isPending}
            onSave={(text) => edit(note.id, text)}
            onCancel={() => setEditing(null)}
          />
        ) : (
          <NoteCard key={note.id} note={note} onEdit={() => setEditing(note.id)} onRemove={() => remove(note.id)} />
        ),
      )}
      {composing ? (
        <NoteBox
          key={`new ${span.spanId}`}
          initial={drafts.get(span.spanId) ?? ""}
          action="Add note"
          focus={composeRequest > 0}
          focusRequest={composeRequest}
          busy={apply.isPending}
          onDraft={(text) => {
            if (text === "") drafts.delete(span.spanId);
            else drafts.set(span.spanId, text);
          }}
          onSave={add}
          onCancel={
            notes.length === 0
              ? undefined
              : () => {
                  drafts.delete(span.spanId);
                  setComposing(false);
                }
          }
        />
      ) : (
        <div>
          <Button icon="note" onClick={() => setComposing(true)}>
            Write a note
          </Button>
        </div>
      )}
    </div>
  );
}

function NoteCard({
  note,
  onEdit,
  onRemove,
}: {
  readonly note: Note;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}) {
  const zone = usePreferences((preferences) => preferences.zone);
  const changed = note.changedAtMs > note.createdAtMs;
  return (
    <article className={styles.note}>
      <header className={styles.head}>
        <span>
          {formatShortDateTime(note.createdAtMs, zone)}
          {changed ? `, changed ${formatShortDateTime(note.changedAtMs, zone)}` : ""}
        </span>
        <IconButton icon="note" label="Edit the note" size="small" iconSize={12} onClick={onEdit} />
        <IconButton icon="close" label="Delete the note" size="small" iconSize={12} onClick={onRemove} />
      </header>
      <Markdown text={note.text} />
    </article>
  );
}

interface NoteBoxProps {
  readonly initial: string;
  readonly action: string;
  readonly focus: boolean;
  readonly focusRequest?: number;
  readonly busy: boolean;
  readonly onDraft?: (text: string) => void;
  readonly onSave: (text: string) => void;
  readonly onCancel?: (() => void) | undefined;
}

function NoteBox({ initial, action, focus, focusRequest = 0, busy, onDraft, onSave, onCancel }: NoteBoxProps) {
  const [text, setText] = useState(initial);
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus, focusRequest]);
  const blank = text.trim() === "";
  const save = () => {
    if (!blank && !busy) onSave(text);
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
      <textarea
        ref={box}
        aria-label="Note"
        placeholder="What did you see here? Markdown works."
        value={text}
        rows={4}
        maxLength={100_000}
        dir="auto"
        onChange={(event) => {
          setText(event.currentTarget.value);
          onDraft?.(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.actions}>
        <Button look="primary" chord="Mod+Enter" disabled={blank || busy} onClick={save}>
          {action}
        </Button>
        {onCancel === undefined ? null : (
          <Button look="quiet" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  );
}
