/** What a list of results has rows of. */
export type ResultUnit = "traces" | "conversations";

/** One of them, as `formatCounted` takes it. */
export const UNIT_WORD: Readonly<Record<ResultUnit, string>> = { traces: "trace", conversations: "conversation" };
export const UNIT_TITLE: Readonly<Record<ResultUnit, string>> = { traces: "Traces", conversations: "Conversations" };
