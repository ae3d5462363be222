import type { ItemHead } from "../../../../shared/contract/incidents.js";
import type { BodyOf } from "../../../../shared/model/incident.js";
import { useReadOnly } from "../../../annotations/author.js";
import { EditableMarkdown } from "../../../ui/EditableMarkdown.js";
import { useApply } from "../use-apply.js";
import { useKeptText } from "../use-kept-text.js";
import { MOST_TEXT } from "../words.js";

interface NoteItemProps {
  readonly item: ItemHead;
  readonly body: BodyOf<"note">;
  readonly editing: boolean;
}

/** Words of the reader's own between the evidence. */
export function NoteItem({ item, body, editing }: NoteItemProps) {
  const apply = useApply();
  const readOnly = useReadOnly();
  const note = useKeptText(body.text, (text) =>
    apply({ command: "item.edit", id: item.id, body: { type: "note", text } }),
  );
  return (
    <EditableMarkdown
      label={`Note: ${item.heading}`}
      {...note}
      placeholder="What is to be said here? Markdown works."
      maxLength={MOST_TEXT.note}
      plain
      readOnly={readOnly}
      wish={editing ? 1 : 0}
    />
  );
}
