/** A part of a message, in the schema of the OpenTelemetry GenAI conventions. */
export type Part =
  | { readonly type: "text"; readonly content: string }
  | { readonly type: "reasoning"; readonly content: string }
  | { readonly type: "tool_call"; readonly id: string; readonly name: string; readonly arguments: unknown }
  | { readonly type: "tool_call_response"; readonly id: string; readonly response: unknown };

export interface Message {
  readonly role: "system" | "user" | "assistant" | "tool";
  readonly name?: string;
  readonly parts: readonly Part[];
}

export function text(content: string): Part {
  return { type: "text", content };
}

export function said(role: Message["role"], content: string, name?: string): Message {
  return { role, ...(name === undefined ? {} : { name }), parts: [text(content)] };
}

/** What the simulated tokenizer counts: about four letters a token, and a token a character in scripts without spaces. */
export function countTokens(content: string): number {
  let tokens = 0;
  for (const character of content) {
    const code = character.codePointAt(0) ?? 0;
    tokens += code >= 0x2e80 ? 1 : code >= 0x0590 ? 0.55 : 0.26;
  }
  return Math.ceil(tokens);
}

export function asJson(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
