import { randomUUID } from "node:crypto";
import { AppError } from "../../../shared/contract/errors.js";
import { RETRIEVAL_SCORES, SCORE_KINDS } from "../../../shared/model/retrieval.js";
import { SPAN_KINDS, SPAN_STATUSES } from "../../../shared/model/kind.js";
import {
  type ColumnType,
  type DirectTable,
  DIRECT_TABLES,
  DIRECTIONS,
  DOCUMENT_ROLES,
  PART_TYPES,
  RECORD_ENCODINGS,
  RECORD_KINDS,
  STAGE_TABLES,
  type StageTable,
  type TableSpec,
  USE_PARTS,
} from "./tables.js";
import type { Session } from "./session.js";

/** The version of the tables. A file of a higher one is refused; of a lower one it is brought up. */
export const SCHEMA_VERSION = 16;

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  span_kind: SPAN_KINDS,
  span_status: SPAN_STATUSES,
  record_kind: RECORD_KINDS,
  record_encoding: RECORD_ENCODINGS,
  direction: DIRECTIONS,
  part_type: PART_TYPES,
  document_role: DOCUMENT_ROLES,
  score_kind: SCORE_KINDS,
  use_part: USE_PARTS,
  retrieval_scores: RETRIEVAL_SCORES,
};
/** Columns that are codes, by table and name, and the enum that they show as. */
const ENUM_OF: Readonly<Record<string, string>> = {
  "span.kind": "span_kind",
  "span.status": "span_status",
  "record.kind": "record_kind",
  "record.encoding": "record_encoding",
  "message.direction": "direction",
  "message.type": "part_type",
  "document.role": "document_role",
  "document.score_kind": "score_kind",
  "use.part": "use_part",
};
const SQL_TYPES: Readonly<Record<ColumnType, string>> = {
  bigint: "BIGINT",
  integer: "INTEGER",
  utinyint: "UTINYINT",
  double: "DOUBLE",
  boolean: "BOOLEAN",
  varchar: "VARCHAR",
  // Long strings lie uncompressed by default; zstd makes the file about four times smaller, and appends faster.
  zstd: "VARCHAR USING COMPRESSION zstd",
  hash: "UUID",
  floats: "FLOAT[]",
};

function columnsSql(table: string, spec: TableSpec, compressed: boolean): string {
  return Object.entries(spec)
    .map(([name, type]) => {
      const sql = ENUM_OF[`${table}.${name}`] ?? SQL_TYPES[type];
      return `${name} ${compressed ? sql : sql.replace(" USING COMPRESSION zstd", "")}`;
    })
    .join(", ");
}

/** What derived tables hold beyond their stage columns: where a row's span stands in its trace. */
export const SPAN_TREE_COLUMNS = `trace INTEGER, preorder INTEGER, subtree_end INTEGER, depth INTEGER, parent INTEGER,
  duration_ns BIGINT, self_ns BIGINT, flags UTINYINT, counted BOOLEAN, total_tokens DOUBLE,
  owner_agent VARCHAR, owner_conversation VARCHAR, owner_user VARCHAR`;

function derivedSql(table: StageTable): string {
  const own = columnsSql(table, STAGE_TABLES[table], true);
  if (table === "span") return `CREATE TABLE span (${SPAN_TREE_COLUMNS}, ${own})`;
  const extra = table === "use" ? ", is_new BOOLEAN" : "";
  return `CREATE TABLE ${table} (trace INTEGER, preorder INTEGER, ${own}${extra})`;
}

/** The searches that the user keeps. */
const SAVED_SEARCH = "CREATE TABLE saved_search (query VARCHAR PRIMARY KEY, saved_at_ms BIGINT)";
/** Spans that the user keeps as a list, by its id. */
const SELECTION = "CREATE TABLE IF NOT EXISTS selection (id VARCHAR, trace_id VARCHAR, span_id VARCHAR)";
/**
 * Maps that were made: where their points lie and how they group, by what they depend on. The words of groups are the traces', so
 * all go when a source does.
 */
const VECTOR_MAP =
  "CREATE TABLE IF NOT EXISTS vector_map (layout VARCHAR, whole VARCHAR, made_at_ms BIGINT, body BLOB, words VARCHAR)";
/** What the user wants taken out of what leaves, as JSON: one row, or none where nothing was ever said. */
const REDACTION_SETTING = "CREATE TABLE IF NOT EXISTS redaction_setting (options VARCHAR)";
/** What left the workspace as a file: written before the first byte leaves, completed after the last one. */
const DEPARTURE = `CREATE TABLE IF NOT EXISTS departure (id VARCHAR, at_ms BIGINT, kind VARCHAR, subject VARCHAR, format VARCHAR, file VARCHAR,
  whole BOOLEAN, rows BIGINT, bytes BIGINT, redacted BOOLEAN, counts VARCHAR, dropped BIGINT, leftovers BIGINT)`;
/**
 * What the user puts together of something that went wrong. `incident_item`: a piece of evidence, its body as JSON (the model is in
 * `shared/model/incident.ts`); `place` counts from 0 without gaps.
 */
const INCIDENT_TABLES = [
  `CREATE TABLE IF NOT EXISTS incident (id VARCHAR PRIMARY KEY, title VARCHAR, severity VARCHAR, status VARCHAR, owner VARCHAR,
    summary VARCHAR USING COMPRESSION zstd, start_ms DOUBLE, end_ms DOUBLE, created_at_ms BIGINT, changed_at_ms BIGINT)`,
  `CREATE TABLE IF NOT EXISTS incident_item (id VARCHAR PRIMARY KEY, incident VARCHAR, place INTEGER, type VARCHAR, trace_id VARCHAR,
    span_id VARCHAR, heading VARCHAR, caption VARCHAR USING COMPRESSION zstd, added_at_ms BIGINT,
    body VARCHAR USING COMPRESSION zstd)`,
];
/** The user's own prices, per million tokens. */
const MODEL_PRICE =
  "CREATE TABLE model_price (pattern VARCHAR PRIMARY KEY, input_usd DOUBLE, output_usd DOUBLE, cached_usd DOUBLE)";

/**
 * Who is who in the network, as the user sees it. `node`: the node that a node or raw name is; itself for a raw name that is
 * split off. `name`: how a node is called.
 */
const AGENT_ALIAS =
  "CREATE TABLE agent_alias (identity VARCHAR PRIMARY KEY, node VARCHAR, name VARCHAR, hidden BOOLEAN)";

/**
 * Who does what with whom. `party`: a name of one that takes part, as a rule sees it. `relation`: what one does with another, and
 * which rule says so. `contact`: each time that it happened, with the figures of the span that did it. Parties and relations are
 * few, and keep their numbers.
 */
const NETWORK_TABLES = [
  `CREATE TABLE party (id INTEGER PRIMARY KEY, type VARCHAR, name VARCHAR, raw VARCHAR, service VARCHAR, rule VARCHAR,
    evidence VARCHAR, inferred BOOLEAN)`,
  `CREATE TABLE relation (id INTEGER PRIMARY KEY, source INTEGER, target INTEGER, type VARCHAR, rule VARCHAR, evidence VARCHAR,
    inferred BOOLEAN)`,
  `CREATE TABLE contact (trace INTEGER, preorder INTEGER, relation INTEGER, failed BOOLEAN, answered BOOLEAN, duration_ns DOUBLE,
    tokens DOUBLE, cost_usd DOUBLE)`,
];

/**
 * What conversations are made of. `talk_part`: how often a user speaks in a trace, what is said anew first, and the exchange
 * that its first call repeats. `exchange`: what was asked and answered in traces that name no conversation. `continuation`: which of these go on
 * with another, and with which one it began. `conversation_edit`: where the user begins a conversation (`joins` is null) or
 * has it go on with another trace's.
 */
const CONVERSATION_TABLES = [
  "CREATE TABLE talk_part (trace INTEGER, turns INTEGER, asked BIGINT, answered BIGINT, says BIGINT)",
  "CREATE TABLE exchange (trace INTEGER, asked BIGINT, answered BIGINT, at_ns BIGINT)",
  "CREATE TABLE continuation (trace INTEGER, previous VARCHAR, first VARCHAR)",
  "CREATE TABLE conversation_edit (trace_id VARCHAR PRIMARY KEY, joins VARCHAR)",
];

/**
 * What became of documents. `retrieval`: each search for documents, with the larger one that it is a step of. `document_use`: each
 * document of a retrieval or a memory, in order of `document`.
 */
const RETRIEVAL_TABLES = [
  `CREATE TABLE IF NOT EXISTS retrieval (trace INTEGER, preorder INTEGER, part_of INTEGER, documents INTEGER, scored INTEGER,
    score_kind retrieval_scores, best DOUBLE, median DOUBLE, spread DOUBLE, rerankings INTEGER, kept INTEGER, cited INTEGER,
    sentences INTEGER, supported DOUBLE)`,
  `CREATE TABLE IF NOT EXISTS document_use (trace INTEGER, preorder INTEGER, role document_role, rank INTEGER, text BIGINT,
    final_rank INTEGER, kept BOOLEAN, kept_share DOUBLE, cited BOOLEAN, supported DOUBLE, used_share DOUBLE, duplicate_of INTEGER)`,
];

function directSql(table: DirectTable): string {
  // Two of the user's changes may not make one note; all else is numbered by the engine.
  const key = table === "annotation" ? ", PRIMARY KEY (id)" : "";
  return `CREATE TABLE ${table} (${columnsSql(table, DIRECT_TABLES[table], true)}${key})`;
}

const FIXED_TABLES = [
  `CREATE TABLE source (
    id INTEGER PRIMARY KEY, name VARCHAR, path VARCHAR, format VARCHAR, containers VARCHAR[], bytes BIGINT,
    sha256 VARCHAR, imported_at_ms BIGINT, status VARCHAR, read BIGINT, stored BIGINT, merged BIGINT,
    duplicates BIGINT, rejected BIGINT, logs BIGINT, metrics BIGINT, traces BIGINT, first_ns BIGINT, last_ns BIGINT,
    conventions VARCHAR, unowned VARCHAR, seconds DOUBLE, annotations BIGINT DEFAULT 0)`,
  "CREATE TABLE text_alias (id BIGINT, text BIGINT)",
  "CREATE TABLE copy (source INTEGER, trace_id VARCHAR, span_id VARCHAR, record BIGINT, record_hash BIGINT, verdict VARCHAR)",
  `CREATE TABLE trace (
    trace INTEGER, trace_id VARCHAR, title VARCHAR, root_name VARCHAR, start_ns BIGINT, end_ns BIGINT,
    duration_ns BIGINT, spans INTEGER, errors INTEGER, orphans INTEGER, failed BOOLEAN,
    input_tokens DOUBLE, output_tokens DOUBLE, total_tokens DOUBLE, cost_usd DOUBLE, unpriced INTEGER,
    conversation VARCHAR, user_id VARCHAR, agents VARCHAR[], models VARCHAR[], services VARCHAR[], sources INTEGER[],
    derive_version INTEGER, unpriced_tokens DOUBLE, cost_from UTINYINT)`,
  MODEL_PRICE,
  SAVED_SEARCH,
  SELECTION,
  REDACTION_SETTING,
  ...INCIDENT_TABLES,
  DEPARTURE,
  VECTOR_MAP,
  AGENT_ALIAS,
  ...NETWORK_TABLES,
  ...CONVERSATION_TABLES,
  ...RETRIEVAL_TABLES,
  "CREATE TABLE change (seq BIGINT PRIMARY KEY, at_ms BIGINT, command VARCHAR, arguments VARCHAR, inverse VARCHAR)",
  "CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR)",
];

/** Tables that `skein derive` makes again, in the order in which they are emptied. */
export const DERIVED_TABLES = [
  ...(Object.keys(STAGE_TABLES) as StageTable[]),
  "talk_part",
  "exchange",
  "continuation",
  "contact",
  "retrieval",
  "document_use",
  "trace",
] as const;

/** The version of a workspace's tables; null for a new one, and for a database of another program. */
export async function schemaVersionOf(session: Session): Promise<number | null> {
  const isWorkspace = await session.first("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'");
  if (isWorkspace === undefined) return null;
  const found = await session.first<{ value: string }>("SELECT value FROM meta WHERE key = 'schema_version'");
  return found === undefined ? null : Number(found.value);
}

/** Makes the tables of a new workspace, or checks that those of an old one can be read. */
export async function prepareSchema(session: Session, readOnly: boolean): Promise<{ id: string; isNew: boolean }> {
  const tables = await session.rows<{ name: string }>("SELECT table_name AS name FROM duckdb_tables()");
  const isNew = tables.length === 0;
  if (!isNew && !tables.some(({ name }) => name === "meta")) {
    throw new AppError("WORKSPACE_DAMAGED", "The file is a DuckDB database, but no Skein workspace.", {
      hint: "Choose another file. This one is kept as it is.",
    });
  }
  if (isNew) {
    if (readOnly) throw new AppError("NOT_FOUND", "There is no workspace in this file.");
    await createSchema(session);
  }
  const rows = await session.rows<{ key: string; value: string }>("SELECT key, value FROM meta");
  const meta = new Map(rows.map((row) => [row.key, row.value]));
  const version = Number(meta.get("schema_version"));
  if (!(version <= SCHEMA_VERSION)) {
    throw new AppError("WORKSPACE_NEWER", "The workspace was written by a newer Skein.", {
      hint: "Update Skein, or import the files into a new workspace.",
    });
  }
  if (version < SCHEMA_VERSION) {
    if (readOnly) throw olderWorkspace();
    await bringUp(session, version);
  }
  return { id: meta.get("workspace_id") ?? "", isNew };
}

function olderWorkspace(): AppError {
  return new AppError(
    "WORKSPACE_OLDER",
    "The workspace is of an older Skein, and can't be brought up where it is only read.",
    {
      hint: "Copy it to a place that you may write to, and open it there without --read-only. The copy is brought up, this one stays.",
    },
  );
}

/** What each version added, by the version that it led to. Columns go to the end, where the statements that fill them put them. */
const UPGRADES: readonly (readonly [number, string])[] = [
  [2, `CREATE TABLE span_log (${columnsSql("span_log", DIRECT_TABLES.span_log, true)})`],
  [3, "ALTER TABLE span ADD COLUMN cost_from UTINYINT"],
  [3, "ALTER TABLE trace ADD COLUMN unpriced_tokens DOUBLE"],
  [3, "ALTER TABLE trace ADD COLUMN cost_from UTINYINT"],
  [3, MODEL_PRICE],
  [4, "ALTER TABLE source ADD COLUMN annotations BIGINT DEFAULT 0"],
  // A type with one more value takes the place of the old one.
  [4, "ALTER TABLE record ALTER COLUMN kind SET DATA TYPE VARCHAR"],
  [4, "DROP TYPE record_kind"],
  [4, createEnum("record_kind", RECORD_KINDS)],
  [4, "ALTER TABLE record ALTER COLUMN kind SET DATA TYPE record_kind"],
  [4, "ALTER TABLE annotation RENAME TO annotation_before"],
  [4, directSql("annotation")],
  [
    4,
    `INSERT INTO annotation BY NAME SELECT id, kind, 'user' AS origin, 'span' AS target, trace_id, span_id, text,
      created_at_ms, changed_at_ms FROM annotation_before`,
  ],
  [4, "DROP TABLE annotation_before"],
  [5, "ALTER TABLE text ADD COLUMN opened BOOLEAN"],
  ...CONVERSATION_TABLES.map((sql) => [6, sql] as const),
  [7, "ALTER TABLE talk_part ADD COLUMN IF NOT EXISTS says BIGINT"],
  [7, SAVED_SEARCH],
  [8, AGENT_ALIAS],
  ...NETWORK_TABLES.map((sql) => [8, sql] as const),
  [9, createEnum("retrieval_scores", RETRIEVAL_SCORES).replace("TYPE", "TYPE IF NOT EXISTS")],
  ...RETRIEVAL_TABLES.map((sql) => [9, sql] as const),
  [10, VECTOR_MAP],
  [11, derivedSql("evaluation").replace("TABLE", "TABLE IF NOT EXISTS")],
  [12, SELECTION],
  [13, REDACTION_SETTING],
  ...INCIDENT_TABLES.map((sql) => [14, sql] as const),
  [15, DEPARTURE],
  ...["text_hash UUID", "text_offset INTEGER", "quote VARCHAR"].map(
    (column) => [16, `ALTER TABLE annotation ADD COLUMN IF NOT EXISTS ${column}`] as const,
  ),
];

async function bringUp(session: Session, from: number): Promise<void> {
  await session.run("BEGIN");
  for (const [version, sql] of UPGRADES) if (version > from) await session.run(sql);
  await session.run("UPDATE meta SET value = $1 WHERE key = 'schema_version'", [String(SCHEMA_VERSION)]);
  await session.run("COMMIT");
}

function createEnum(name: string, values: readonly string[]): string {
  return `CREATE TYPE ${name} AS ENUM (${values.map((value) => `'${value}'`).join(", ")})`;
}

async function createSchema(session: Session): Promise<void> {
  await session.run("BEGIN");
  for (const [name, values] of Object.entries(ENUMS)) {
    await session.run(createEnum(name, values));
  }
  for (const table of Object.keys(DIRECT_TABLES) as DirectTable[]) await session.run(directSql(table));
  for (const table of Object.keys(STAGE_TABLES) as StageTable[]) await session.run(derivedSql(table));
  for (const sql of FIXED_TABLES) await session.run(sql);
  await session.run("INSERT INTO meta VALUES ('schema_version', $1), ('workspace_id', $2), ('revision', '1')", [
    String(SCHEMA_VERSION),
    randomUUID(),
  ]);
  await session.run("COMMIT");
}

/** Makes an empty temporary table with the columns of a table, to collect rows in. */
export async function createBuffer(session: Session, table: string): Promise<void> {
  await session.run(`CREATE TEMP TABLE buffer_${table} AS FROM ${table} LIMIT 0`);
}

/** Makes the empty stage of an import: temporary tables of this connection. */
export async function createStage(session: Session): Promise<void> {
  for (const [table, spec] of Object.entries(STAGE_TABLES)) {
    await session.run(`CREATE OR REPLACE TEMP TABLE stage_${table} (${columnsSql(table, spec, false)})`);
  }
}
