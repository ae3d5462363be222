/** Column types as the store and the batches between worker and engine know them. */
export type ColumnType =
  | "bigint"
  | "integer"
  | "utinyint"
  | "double"
  | "boolean"
  | "varchar"
  | "zstd"
  | "hash"
  | "floats";
export type TableSpec = Readonly<Record<string, ColumnType>>;

/**
 * What the worker writes for each span record, before trees are built. The derived tables hold the same columns and
 * more, so a trace can be put back from them and derived again together with new spans.
 */
export const SPAN_COLUMNS = {
  record: "bigint",
  source: "integer",
  record_hash: "bigint",
  trace_id: "varchar",
  span_id: "varchar",
  parent_span_id: "varchar",
  name: "varchar",
  kind: "utinyint",
  status: "utinyint",
  otel_kind: "utinyint",
  start_ns: "bigint",
  end_ns: "bigint",
  agent: "varchar",
  tool: "varchar",
  tool_call_id: "varchar",
  model: "varchar",
  provider: "varchar",
  conversation: "varchar",
  user_id: "varchar",
  service: "varchar",
  scope: "varchar",
  operation: "varchar",
  input_tokens: "double",
  output_tokens: "double",
  cache_read_tokens: "double",
  cache_write_tokens: "double",
  reasoning_tokens: "double",
  cost_usd: "double",
  time_to_first_token_ns: "double",
  finish_reason: "varchar",
  response_id: "varchar",
  error_type: "varchar",
  error_text: "bigint",
  input_text: "bigint",
  output_text: "bigint",
  query_text: "bigint",
  tools_text: "bigint",
  knowledge_base: "varchar",
  top_k: "integer",
  handoff_from: "varchar",
  handoff_to: "varchar",
  graph_node: "varchar",
  graph_parent: "varchar",
  detail: "varchar",
  /** The first words of a user among the span's input, for the trace's title. */
  opening: "varchar",
  error_excerpt: "varchar",
  meaning: "integer",
  messages: "integer",
  documents: "integer",
  attributes: "integer",
  /** Whose the cost is: 1 the trace's, 2 computed. */
  cost_from: "utinyint",
} as const satisfies TableSpec;

export const MESSAGE_COLUMNS = {
  record: "bigint",
  direction: "utinyint",
  position: "integer",
  part: "integer",
  role: "varchar",
  name: "varchar",
  type: "utinyint",
  tool: "varchar",
  call_id: "varchar",
  finish_reason: "varchar",
  text: "bigint",
} as const satisfies TableSpec;

export const DOCUMENT_COLUMNS = {
  record: "bigint",
  role: "utinyint",
  rank: "integer",
  document_id: "varchar",
  score: "double",
  score_kind: "utinyint",
  text: "bigint",
  metadata: "bigint",
} as const satisfies TableSpec;

export const EMBEDDING_COLUMNS = {
  record: "bigint",
  position: "integer",
  model: "varchar",
  dimensions: "integer",
  text: "bigint",
  vector: "floats",
} as const satisfies TableSpec;

export const EVENT_COLUMNS = {
  record: "bigint",
  position: "integer",
  at_ns: "bigint",
  name: "varchar",
} as const satisfies TableSpec;

export const LINK_COLUMNS = {
  record: "bigint",
  position: "integer",
  linked_trace_id: "varchar",
  linked_span_id: "varchar",
} as const satisfies TableSpec;

/** What guardrails, evaluators and judges say in spans: of the span itself, or where it is their own, of what they looked at. */
export const EVALUATION_COLUMNS = {
  record: "bigint",
  position: "integer",
  name: "varchar",
  label: "varchar",
  score: "double",
  text: "bigint",
  annotator: "varchar",
} as const satisfies TableSpec;

export const USE_COLUMNS = {
  record: "bigint",
  text: "bigint",
  part: "utinyint",
  position: "integer",
  role: "varchar",
} as const satisfies TableSpec;

/** Tables that are filled while a file is read and turned into derived tables when it has ended. */
export const STAGE_TABLES = {
  span: SPAN_COLUMNS,
  message: MESSAGE_COLUMNS,
  document: DOCUMENT_COLUMNS,
  embedding: EMBEDDING_COLUMNS,
  event: EVENT_COLUMNS,
  link: LINK_COLUMNS,
  evaluation: EVALUATION_COLUMNS,
  use: USE_COLUMNS,
} as const satisfies Record<string, TableSpec>;

/**
 * What people and programs say of spans and traces: the user's, through `change`, and those of imported files, derived
 * from their records. The user's have no source and no record.
 */
export const ANNOTATION_COLUMNS = {
  id: "varchar",
  kind: "varchar",
  origin: "varchar",
  source: "integer",
  record: "bigint",
  target: "varchar",
  trace_id: "varchar",
  span_id: "varchar",
  position: "integer",
  name: "varchar",
  label: "varchar",
  score: "double",
  text: "zstd",
  annotator_kind: "varchar",
  annotator: "varchar",
  metadata: "zstd",
  created_at_ms: "bigint",
  changed_at_ms: "bigint",
  /** The passage of a text that it is about. */
  text_hash: "hash",
  text_offset: "integer",
  quote: "varchar",
} as const satisfies TableSpec;

/** Tables that the worker writes for good: they are never derived. */
export const DIRECT_TABLES = {
  /** `opened`: the body is JSON with holes, in the form of a stored record; `length` and `hash` are those of the whole. */
  text: { id: "bigint", hash: "hash", length: "integer", body: "zstd", folded: "zstd", opened: "boolean" },
  record: {
    id: "bigint",
    source: "integer",
    kind: "utinyint",
    encoding: "utinyint",
    resource: "bigint",
    scope: "bigint",
    line: "bigint",
    hash: "bigint",
    body: "zstd",
  },
  reject: {
    source: "integer",
    line: "bigint",
    byte_offset: "bigint",
    code: "varchar",
    reason: "varchar",
    excerpt: "varchar",
  },
  meaning: { id: "integer", sources: "varchar" },
  /** Which log records belong to which span. A log that two files have is one record, with a row for each of them. */
  span_log: { source: "integer", record: "bigint", trace_id: "varchar", span_id: "varchar", record_hash: "bigint" },
  annotation: ANNOTATION_COLUMNS,
} as const satisfies Record<string, TableSpec>;

export type StageTable = keyof typeof STAGE_TABLES;
export type DirectTable = keyof typeof DIRECT_TABLES;
export type BatchTable = StageTable | DirectTable;

/** The columns of any table that batches are written to. */
export function specOf(table: BatchTable): TableSpec {
  return table in STAGE_TABLES ? STAGE_TABLES[table as StageTable] : DIRECT_TABLES[table as DirectTable];
}

/** `record.kind`, by code. */
export const RECORD_KINDS = ["span", "resource", "scope", "log", "annotation"] as const;
/** `record.encoding`, by code: as it stood; with holes; bytes as chars because they were no valid UTF-8. */
export const RECORD_ENCODINGS = ["whole", "holes", "bytes"] as const;
/** `message.direction`, by code. */
export const DIRECTIONS = ["input", "output"] as const;
/** `message.type`, by code. */
export const PART_TYPES = [
  "text",
  "reasoning",
  "tool_call",
  "tool_result",
  "image",
  "audio",
  "video",
  "file",
  "refusal",
  "other",
] as const;
/** `document.role`, by code. */
export const DOCUMENT_ROLES = ["retrieved", "reranker_input", "reranker_output", "memory"] as const;
/** `use.part`, by code: where in a span a text stands. */
export const USE_PARTS = [
  "input message",
  "output message",
  "reasoning",
  "tool call",
  "tool result",
  "document",
  "query",
  "input",
  "output",
  "error",
  "tool definitions",
  "attribute",
] as const;
