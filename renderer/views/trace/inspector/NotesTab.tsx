import { AnnotationsOf } from "../../../annotations/AnnotationsOf.js";
import type { SpanKey } from "./span-key.js";

export interface ComposeRequest {
  readonly spanId: string;
  /** Tells one wish from the next. */
  readonly count: number;
}

export interface NotesTabProps {
  readonly span: SpanKey;
  /** The last wish for a new note: the box of that span opens and takes the keyboard. */
  readonly compose: ComposeRequest | null;
}

/** All that is said of a span, by the reader and by files; at the first span of a trace also what is said of the trace. */
export function NotesTab({ span, compose }: NotesTabProps) {
  return (
    <AnnotationsOf about={{ target: "span", ...span }} compose={compose?.spanId === span.spanId ? compose.count : 0} />
  );
}
