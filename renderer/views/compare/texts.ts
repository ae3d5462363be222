import { diffArrays } from "diff";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { spansContract, SpanOverview, TextPreview } from "../../../shared/contract/spans.js";

type MessagesAnswer = OutputOf<(typeof spansContract)["span.messages"]>;
type DocumentsAnswer = OutputOf<(typeof spansContract)["span.documents"]>;

/** One thing that went into a step or came out of it. */
export interface StepText {
  readonly direction: "input" | "output";
  /** Who said it, or what it is: "user", "assistant, tool call search", "error". */
  readonly label: string;
  readonly preview: TextPreview;
}

export interface TextPair {
  readonly direction: "input" | "output";
  readonly label: string;
  readonly left: TextPreview | null;
  readonly right: TextPreview | null;
}

const PART_WORDS: Readonly<Record<string, string>> = {
  tool_call: "tool call",
  tool_result: "tool result",
  text: "",
  other: "",
};

/**
 * What a step said: of a call with messages those that were new in it and what came out, else its input and output; the
 * documents that it found; the error that it failed with.
 */
export function textsOf(
  overview: SpanOverview,
  answer: MessagesAnswer,
  found: DocumentsAnswer | null,
): readonly StepText[] {
  const texts: StepText[] = [];
  for (const message of answer.messages) {
    if (message.direction === "input" && !message.isNew) continue;
    for (const part of message.parts) {
      const words = [message.role, PART_WORDS[part.type] ?? part.type, part.name ?? ""].filter((word) => word !== "");
      texts.push({ direction: message.direction, label: words.join(" "), preview: part.content });
    }
  }
  const has = (direction: StepText["direction"]) => texts.some((text) => text.direction === direction);
  if (overview.input !== null && !has("input") && answer.messages.length === 0) {
    texts.unshift({ direction: "input", label: "input", preview: overview.input });
  }
  if (overview.output !== null && !has("output")) {
    texts.push({ direction: "output", label: "output", preview: overview.output });
  }
  if (found !== null) {
    if (found.query !== null && !has("input"))
      texts.unshift({ direction: "input", label: "query", preview: found.query });
    for (const { rank, content } of found.documents) {
      if (content !== null) texts.push({ direction: "output", label: `document ${rank + 1}`, preview: content });
    }
  }
  if (overview.statusMessage !== null) {
    texts.push({ direction: "output", label: "error", preview: overview.statusMessage });
  }
  return texts;
}

/** The texts of both sides in pairs: those of one label meet, in order; the others stand alone. */
export function pairTexts(left: readonly StepText[], right: readonly StepText[]): readonly TextPair[] {
  const pairs: TextPair[] = [];
  for (const direction of ["input", "output"] as const) {
    const [lefts, rights] = [left, right].map((texts) => texts.filter((text) => text.direction === direction));
    const [leftTexts, rightTexts] = [lefts ?? [], rights ?? []];
    let [leftAt, rightAt] = [0, 0];
    const changes = diffArrays(
      leftTexts.map((text) => text.label),
      rightTexts.map((text) => text.label),
    );
    for (const { count, added, removed } of changes) {
      for (let index = 0; index < count; index++) {
        const one = added ? null : leftTexts[leftAt++];
        const other = removed ? null : rightTexts[rightAt++];
        pairs.push({
          direction,
          label: one?.label ?? other?.label ?? "",
          left: one?.preview ?? null,
          right: other?.preview ?? null,
        });
      }
    }
  }
  return pairs;
}
