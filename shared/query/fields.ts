import { SPAN_KINDS, SPAN_STATUSES } from "../model/kind.js";

/**
 * - text: a name; compared whole, without case and accents, `*` stands for anything
 * - id: as text, but the start of it is enough
 * - enum: one of `values`
 * - number, duration (ns), money (USD), time: compared
 */
export type FieldType = "text" | "id" | "enum" | "number" | "duration" | "money" | "time";
export type QueryView = "spans" | "traces" | "conversations";

export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  /** One line for help and completion. */
  readonly help: string;
  readonly example: string;
  /**
   * What it means in the lists of traces and conversations: `span` holds for some span, `trace` is the trace's own
   * (its duration, its sum of tokens). Inside braces, conditions and structure every field is the span's.
   */
  readonly level: "span" | "trace";
  readonly views: readonly QueryView[];
  /** The closed set of values of an enum, the usual ones of a text. */
  readonly values?: readonly string[];
}

const ALL_VIEWS = ["spans", "traces", "conversations"] as const;
const base = { level: "span", views: ALL_VIEWS } as const;
const own = { level: "trace", views: ALL_VIEWS } as const;

/** Every field of the language. The order is that of help and completion. */
export const FIELDS = [
  { ...base, name: "agent", type: "text", help: "the agent that a span belongs to", example: "agent:planner" },
  { ...base, name: "tool", type: "text", help: "the tool that was called", example: "tool:search*" },
  { ...base, name: "model", type: "text", help: "the model that answered", example: "model:gpt-4o*" },
  {
    ...base,
    name: "kind",
    type: "enum",
    values: SPAN_KINDS,
    help: "what sort of span; workflow also means chain and turn, handoff also message",
    example: "kind:retriever",
  },
  { ...base, name: "status", type: "enum", values: SPAN_STATUSES, help: "how it ended", example: "status:error" },
  { ...base, name: "name", type: "text", help: "the span's name", example: "name:chat*" },
  {
    ...base,
    name: "role",
    type: "text",
    values: ["user", "assistant", "system", "tool"],
    help: "who said the words beside it",
    example: 'role:user "cancel my order"',
  },
  { ...base, name: "conversation", type: "text", help: "the session or thread", example: "conversation:abc*" },
  { ...base, name: "user", type: "text", help: "the end user", example: "user:u1" },
  { ...own, name: "duration", type: "duration", help: "how long it took", example: "duration>2s" },
  { ...own, name: "tokens", type: "number", help: "input and output tokens together", example: "tokens>8k" },
  { ...own, name: "cost", type: "money", help: "cost in US dollars", example: "cost>0.05" },
  { ...own, name: "start", type: "time", help: "when it began", example: "start>2026-11-01T10:00" },
  { ...own, name: "end", type: "time", help: "when it ended", example: "end<2026-11-01T10:05" },
  {
    ...base,
    name: "has",
    type: "enum",
    values: [
      "retrieval",
      "score",
      "error",
      "note",
      "label",
      "agent",
      "tool",
      "model",
      "conversation",
      "user",
      "tokens",
      "cost",
      "message",
      "event",
      "link",
      "embedding",
    ],
    help: "what a span carries",
    example: "has:retrieval",
  },
  {
    ...base,
    name: "is",
    type: "enum",
    values: ["root", "leaf", "orphan", "unfinished"],
    help: "where it stands in the tree",
    example: "is:root",
  },
  {
    ...base,
    name: "in",
    type: "enum",
    values: ["all"],
    help: "in:all also looks through history that later calls repeat",
    example: "refund in:all",
  },
  {
    ...base,
    name: "source",
    type: "text",
    help: "the file that it came from, with or without its ending",
    example: "source:dump*",
  },
  { ...own, name: "trace", type: "id", help: "a trace id or its start", example: "trace:7f3a9c2e" },
  { ...base, name: "span", type: "id", help: "a span id or its start", example: "span:00f067aa" },
  {
    ...base,
    name: "knowledge",
    type: "text",
    help: "the knowledge base, index or store that was asked",
    example: "knowledge:policies",
  },
  { ...base, name: "score", type: "number", help: "the best score of a retrieval", example: "score<0.4" },
  {
    ...base,
    name: "used",
    type: "number",
    help: "how many documents of a retrieval stand in a later prompt",
    example: "used:0",
  },
  { ...base, name: "label", type: "text", help: "a label or judgement, yours or the file's", example: "label:bad" },
  {
    ...base,
    name: "verdict",
    type: "text",
    help: "what a guardrail, an evaluator or a person judged, by its name",
    example: "verdict:grounded",
  },
  {
    ...base,
    name: "note",
    type: "text",
    help: "words of a note or of the reason for a judgement, yours or the file's",
    example: 'note:"wrong refund"',
  },
  { ...base, name: "by", type: "text", help: "who wrote a note, labelled or judged", example: "by:anna" },
  {
    ...base,
    name: "set",
    type: "text",
    help: "spans that you caught on the map and kept as a list",
    example: "set:k3x9q0ab",
  },
] as const satisfies readonly FieldDefinition[];

export type FieldName = (typeof FIELDS)[number]["name"] | `attr.${string}`;

const ATTRIBUTE_FIELD: FieldDefinition = {
  ...base,
  name: "attr.",
  type: "text",
  help: "an attribute as the source gave it, of the span or its resource; also > and <",
  example: "attr.http.status_code=500",
};
const BY_NAME: ReadonlyMap<string, FieldDefinition> = new Map(FIELDS.map((field) => [field.name, field]));

/** What `attr.KEY` begins with. */
export const ATTRIBUTE_PREFIX = "attr.";

/** The attribute that a field asks for, or null for the fields of the language. */
export function attributeOf(field: string): string | null {
  return field.startsWith(ATTRIBUTE_PREFIX) ? field.slice(ATTRIBUTE_PREFIX.length) : null;
}

/** The definition of a field, or undefined. Names are lower case; `attr.` with any key is one field. */
export function fieldNamed(name: string): FieldDefinition | undefined {
  return BY_NAME.get(name) ?? (attributeOf(name) ? ATTRIBUTE_FIELD : undefined);
}

/** Narrows a name to one of the language. */
export function isFieldName(name: string): name is FieldName {
  return fieldNamed(name) !== undefined;
}

/** The fields that help and completion show in a view. */
export function fieldsFor(view: QueryView): readonly FieldDefinition[] {
  const all: readonly FieldDefinition[] = [...FIELDS, ATTRIBUTE_FIELD];
  return all.filter((field) => field.views.includes(view));
}

/** True for fields that take `>`, `>=`, `<`, `<=`, `=` and `!=`; the others take `:` and `!=`. */
export function isCompared(field: FieldDefinition): boolean {
  return field.type === "number" || field.type === "duration" || field.type === "money" || field.type === "time";
}
