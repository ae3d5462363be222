import type { ContextPart, SpanContext } from "../../../../shared/contract/spans.js";

export const PART_WORDS: Readonly<Record<ContextPart, string>> = {
  instructions: "Instructions",
  tools: "Tool definitions",
  history: "History",
  results: "Tool results",
  documents: "Documents",
  new: "New in this call",
};

export interface ShownPart {
  readonly part: ContextPart;
  readonly characters: number;
  /** Its share of what went in, by characters. */
  readonly share: number;
  /** Its share of the tokens that went in: told tokens by characters, else four characters a token. */
  readonly tokens: number;
}

export interface ShownContext {
  readonly parts: readonly ShownPart[];
  readonly characters: number;
  readonly tokens: number;
  /** False where the trace does not tell the tokens and they are guessed from the characters. */
  readonly isTold: boolean;
  /** From 0 to 1, over 1 where more went in than the model is listed to take; null where its length is not known. */
  readonly full: number | null;
}

/** English takes about four characters a token; other scripts and code take fewer. */
const CHARACTERS_A_TOKEN = 4;

/** The figures of a call's context; null where nothing went in. */
export function shownContext({ parts, inputTokens, window }: SpanContext): ShownContext | null {
  const characters = parts.reduce((sum, part) => sum + part.characters, 0);
  if (characters === 0) return null;
  const isTold = inputTokens !== null && inputTokens > 0;
  const tokens = isTold ? inputTokens : characters / CHARACTERS_A_TOKEN;
  return {
    parts: parts.map((part) => {
      const share = part.characters / characters;
      return { part: part.part, characters: part.characters, share, tokens: share * tokens };
    }),
    characters,
    tokens,
    isTold,
    full: window === null ? null : tokens / window.tokens,
  };
}
