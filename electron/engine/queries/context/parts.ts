import { CONTEXT_PARTS, type ContextPart, type SpanContext } from "../../../../shared/contract/spans.js";

/** One part of a message that went into a call. */
export interface ContextText {
  readonly role: string;
  readonly type: string;
  /** UTF-16 units. */
  readonly length: number;
  readonly isNew: boolean;
  /** How much of it are documents. */
  readonly documents: number;
}

/** What the context of a call is made of: each text in one part, documents within texts taken out of theirs. */
export function contextParts(texts: readonly ContextText[], toolDefinitions: number | null): SpanContext["parts"] {
  const characters = new Map<ContextPart, number>();
  const counts = new Map<ContextPart, number>();
  const add = (part: ContextPart, length: number): void => {
    characters.set(part, (characters.get(part) ?? 0) + length);
    counts.set(part, (counts.get(part) ?? 0) + 1);
  };
  if (toolDefinitions !== null && toolDefinitions > 0) add("tools", toolDefinitions);
  for (const text of texts) {
    const documents = Math.min(text.documents, text.length);
    if (documents > 0) add("documents", documents);
    if (text.length > documents) add(partOf(text), text.length - documents);
  }
  return CONTEXT_PARTS.flatMap((part) => {
    const texts = counts.get(part);
    return texts === undefined ? [] : [{ part, characters: characters.get(part) ?? 0, texts }];
  });
}

function partOf({ role, type, isNew }: ContextText): ContextPart {
  if (role === "system" || role === "developer") return "instructions";
  if (isNew) return "new";
  return type === "tool_result" ? "results" : "history";
}

/** How many characters of a text are documents: each that stands in it word for word counts once. */
export function documentCharacters(text: string, documents: readonly string[]): number {
  let sum = 0;
  for (const document of documents) if (text.includes(document)) sum += document.length;
  return Math.min(sum, text.length);
}
