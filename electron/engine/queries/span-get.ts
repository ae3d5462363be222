import type { SpanOverview, spansContract } from "../../../shared/contract/spans.js";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { AttributeValue, SpanFacts } from "../../../shared/model/facts.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { FieldSource } from "../../../shared/model/meaning.js";
import { costOrigin } from "../../../shared/model/prices.js";
import { CONVENTIONS, ownerOf } from "../conventions/registry.js";
import type { Session } from "../db/session.js";
import { isRejection, NO_RESOURCE, NO_SCOPE } from "../importers/importer.js";
import { importerOf } from "../importers/registry.js";
import { parseSources } from "../db/meaning-sources.js";
import { spanFields } from "./span-fields.js";
import { readRecords, type StoredRecord } from "../db/records.js";
import { parseJson } from "../db/record-text.js";
import { spanLinks } from "./span-links.js";
import { findSpan, type SpanRow } from "./span-row.js";
import { SAID_COUNTS, type SaidCounts, standsAt } from "./annotations/counts.js";
import { inlinePreview, PREVIEW_LENGTH, readPreviews } from "./text-preview.js";

/** Where computed costs come from; see `prices/price-book.ts`. */
const OTHER_LABELS: ReadonlyMap<string, string> = new Map([
  ["price-table", "Computed, price table"],
  ["user-price", "Computed, your price"],
]);

/** The name that a convention goes by in the inspector. */
export function conventionLabel(id: string): string {
  return CONVENTIONS.find((convention) => convention.id === id)?.label ?? OTHER_LABELS.get(id) ?? "Skein";
}

/** Who gave which field of a span its value. */
export async function sourcesOf(session: Session, meaning: number): Promise<Map<string, FieldSource>> {
  const row = await session.first<{ sources: string }>("SELECT sources FROM meaning WHERE id = $1::INTEGER", [meaning]);
  return parseSources(row?.sources ?? "");
}

export async function getSpan(session: Session, traceId: TraceId, spanId: SpanId): Promise<SpanOverview> {
  const row = await findSpan(session, traceId, spanId);
  const previews = await readPreviews(session, [row.error_text, row.input_text, row.output_text]);
  const sources = await sourcesOf(session, row.meaning);
  const facts = await spanFacts(session, row);
  const path = await session.rows<{ agent: string }>(
    `SELECT owner_agent AS agent FROM span WHERE trace = $1::INTEGER AND preorder <= $2::INTEGER AND subtree_end > $2::INTEGER
    AND owner_agent IS NOT NULL ORDER BY preorder`,
    [row.trace, row.preorder],
  );
  const more = await session.first<SaidCounts & { source: string | null }>(
    `SELECT (SELECT name FROM source WHERE id = $1::INTEGER) AS source, ${SAID_COUNTS}
    FROM annotation a WHERE ${standsAt("$2", "$3", "$4::INTEGER")}`,
    [row.source, traceId, spanId, row.preorder],
  );
  const copies = await session.rows<{ source: string; verdict: "same" | "fuller" | "conflict" }>(
    `SELECT coalesce(s.name, '') AS source, c.verdict FROM copy c LEFT JOIN source s ON s.id = c.source
    WHERE c.trace_id = $1 AND c.span_id = $2`,
    [traceId, spanId],
  );
  const origin = BigInt(row.start_text ?? "0") - BigInt(Math.round(row.offset_ns ?? 0));
  return {
    traceId,
    spanId,
    parentSpanId: row.parent_span_id,
    name: row.name,
    kind: row.kind,
    status: row.status,
    statusMessage: previews(row.error_text),
    errorType: row.error_type,
    startNs: row.start_text,
    offsetNs: row.offset_ns ?? 0,
    durationNs: row.duration_ns,
    selfNs: row.self_ns,
    agent: row.owner_agent,
    agentPath: path.map((entry) => entry.agent).filter((agent, index, all) => agent !== all[index - 1]),
    tool: row.tool,
    model: row.model,
    inputTokens: row.input_tokens,
    outputTokens: row.output_tokens,
    cacheReadTokens: row.cache_read_tokens,
    reasoningTokens: row.reasoning_tokens,
    costUsd: row.cost_usd,
    costFrom: costOrigin(row.cost_from),
    unpricedTokens: row.counted && row.cost_usd === null ? (row.total_tokens ?? 0) : 0,
    timeToFirstTokenNs: row.time_to_first_token_ns,
    service: row.service,
    scope: row.scope,
    source: more?.source ?? "",
    copies,
    input: previews(row.input_text),
    output: previews(row.output_text),
    fields: spanFields(row, sources, conventionLabel),
    events: (facts?.events ?? []).map((event) => ({
      atNs: event.timeNs === null ? 0 : Number(event.timeNs - origin),
      name: event.name,
      attributes: [...event.attributes].map(([key, value]) => ({ key, ...typed(value) })),
    })),
    ...(await spanLinks(session, traceId, spanId, row)),
    counts: {
      messages: row.messages,
      documents: row.documents,
      attributes: row.attributes,
      notes: more?.notes ?? 0,
      labels: more?.labels ?? 0,
    },
  };
}

/** A span's facts, read again from its record. Null where the record is gone or of an unknown format. */
export async function spanFacts(session: Session, row: SpanRow): Promise<SpanFacts | null> {
  const { facts } = await factsAndRecords(session, row);
  return facts;
}

async function factsAndRecords(
  session: Session,
  row: SpanRow,
): Promise<{ facts: SpanFacts | null; records: StoredRecord[] }> {
  const [span] = await readRecords(session, [row.record]);
  if (span === undefined) return { facts: null, records: [] };
  const contexts = await readRecords(
    session,
    [span.resource, span.scope].filter((id) => id !== null),
  );
  const importer = importerOf(span.format);
  if (importer === undefined) return { facts: null, records: [span, ...contexts] };
  const resource = contexts.find((record) => record.kind === "resource");
  const scope = contexts.find((record) => record.kind === "scope");
  const facts = importer.spanFacts(
    parseJson(span.text),
    resource === undefined
      ? NO_RESOURCE
      : { record: resource.id, attributes: importer.resourceAttributes(parseJson(resource.text)) },
    scope === undefined ? NO_SCOPE : { record: scope.id, ...importer.scopeOf(parseJson(scope.text)) },
  );
  const logs = await readLogs(session, row);
  const told = logs.flatMap((log) => importerOf(log.format)?.logFacts?.(parseJson(log.text))?.event ?? []);
  return {
    facts: isRejection(facts) ? null : { ...facts, events: [...facts.events, ...told] },
    records: [span, ...contexts, ...logs],
  };
}

/** The log records of a span, as many as a reader may want to go through. */
async function readLogs(session: Session, row: SpanRow): Promise<StoredRecord[]> {
  const logs = await session.rows<{ record: number }>(
    `SELECT DISTINCT l.record FROM span_log l JOIN span s USING (trace_id, span_id)
    WHERE s.trace = $1::INTEGER AND s.preorder = $2::INTEGER ORDER BY l.record LIMIT 500`,
    [row.trace, row.preorder],
  );
  return readRecords(
    session,
    logs.map((log) => log.record),
  );
}

function typed(value: AttributeValue): { type: string; value: ReturnType<typeof inlinePreview> } {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const type =
    value === null ? "empty" : Array.isArray(value) ? "list" : typeof value === "object" ? "map" : typeof value;
  return { type, value: { ...inlinePreview(text.slice(0, PREVIEW_LENGTH)), length: text.length } };
}

type AttributeRow = OutputOf<(typeof spansContract)["span.attributes"]>[number];

/** Every attribute of a span, its resource and its scope, as the source gave it. */
export async function spanAttributes(session: Session, traceId: TraceId, spanId: SpanId): Promise<AttributeRow[]> {
  const facts = await spanFacts(session, await findSpan(session, traceId, spanId));
  if (facts === null) return [];
  const group = (
    name: AttributeRow["group"],
    attributes: Iterable<readonly [string, AttributeValue]>,
  ): AttributeRow[] =>
    [...attributes].map(([key, value]) => ({
      group: name,
      key,
      ...typed(value),
      owner: ownerLabel(key),
    }));
  const scope: [string, AttributeValue][] = [
    ["name", facts.scopeName],
    ["version", facts.scopeVersion],
  ];
  return [
    ...group("span", facts.attributes),
    ...group("resource", facts.resource),
    ...group(
      "scope",
      scope.filter(([, value]) => value !== null),
    ),
  ];
}

function ownerLabel(key: string): string | null {
  const owner = ownerOf(key);
  return owner === null ? null : conventionLabel(owner);
}

type RawRow = OutputOf<(typeof spansContract)["span.raw"]>[number];
const RAW_LENGTH = 1_000_000;

/** The records behind a span as they stood in their files: the span, its resource, scope and logs, and copies that differ. */
export async function spanRaw(session: Session, traceId: TraceId, spanId: SpanId): Promise<RawRow[]> {
  const row = await findSpan(session, traceId, spanId);
  const { records } = await factsAndRecords(session, row);
  const copies = await session.rows<{ record: number }>(
    "SELECT record FROM copy WHERE trace_id = $1 AND span_id = $2 AND record IS NOT NULL",
    [traceId, spanId],
  );
  const others = await readRecords(
    session,
    copies.map((copy) => copy.record),
  );
  const title = (record: StoredRecord): string => {
    const line = record.line === null ? "" : `, line ${record.line}`;
    return `${record.kind[0]?.toUpperCase() ?? ""}${record.kind.slice(1)}${line}`;
  };
  return [
    ...records.map((record) => ({ record, title: title(record) })),
    ...others.map((record) => ({ record, title: `Other copy${record.line === null ? "" : `, line ${record.line}`}` })),
  ].map((entry) => ({
    title: entry.title,
    source: entry.record.sourceName,
    text: entry.record.text.slice(0, RAW_LENGTH),
    length: entry.record.text.length,
    exact: entry.record.exact,
  }));
}
