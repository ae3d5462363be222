import type { Attributes } from "../../../shared/model/facts.js";
import { costOrigin } from "../../../shared/model/prices.js";
import { parseJson } from "../db/record-text.js";
import { readTexts } from "../db/read-texts.js";
import type { StoredRecord } from "../db/records.js";
import type { Session } from "../db/session.js";
import type { ExportedSpan } from "./read-spans.js";
import { EXPORT_SPANS } from "./selection.js";

/** Changes when a member is renamed or means something else; new members alone do not change it. */
const VERSION = 1;

interface Row {
  readonly place: number;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly agent: string | null;
  readonly tool: string | null;
  readonly tool_call_id: string | null;
  readonly model: string | null;
  readonly provider: string | null;
  readonly conversation: string | null;
  readonly user: string | null;
  readonly service: string | null;
  readonly input_tokens: number | null;
  readonly output_tokens: number | null;
  readonly cache_read_tokens: number | null;
  readonly cache_write_tokens: number | null;
  readonly reasoning_tokens: number | null;
  readonly total_tokens: number | null;
  readonly cost_usd: number | null;
  readonly cost_from: number | null;
  readonly time_to_first_token_ns: number | null;
  readonly finish_reason: string | null;
  readonly error_type: string | null;
  readonly error_text: number | null;
  readonly input_text: number | null;
  readonly output_text: number | null;
  readonly query_text: number | null;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * A page of spans as Skein's own lines: what Skein understood of each, and its record as it stood. See docs/export.md. `without`:
 * fields of the meaning that are left empty.
 */
export async function jsonLines(
  session: Session,
  page: readonly ExportedSpan[],
  without: ReadonlySet<string> = NOTHING,
): Promise<string[]> {
  const rows = await readRows(session, page);
  const texts = await readTexts(
    session,
    [...rows.values()]
      .flatMap((row) => [row.error_text, row.input_text, row.output_text, row.query_text])
      .filter((text) => text !== null),
  );
  const textOf = (id: number | null): string | null => (id === null ? null : (texts.get(id) ?? null));
  return page.flatMap((span) => {
    const row = rows.get(span.place);
    return row === undefined ? [] : [lineOf(span, row, textOf, without)];
  });
}

async function readRows(session: Session, page: readonly ExportedSpan[]): Promise<Map<number, Row>> {
  const first = page[0];
  const last = page.at(-1);
  // The range is written out: so only the parts of the table that hold it are read.
  const rows = await session.rows<Row>(
    `SELECT e.place, s.name, s.kind::VARCHAR AS kind, s.status::VARCHAR AS status, s.owner_agent AS agent, s.tool, s.tool_call_id, s.model,
      s.provider, s.owner_conversation AS conversation, s.owner_user AS "user", s.service, s.input_tokens, s.output_tokens,
      s.cache_read_tokens, s.cache_write_tokens, s.reasoning_tokens, s.total_tokens, s.cost_usd, s.cost_from,
      s.time_to_first_token_ns, s.finish_reason, s.error_type, s.error_text, s.input_text, s.output_text, s.query_text
    FROM ${EXPORT_SPANS} e JOIN span s ON s.trace = e.trace AND s.preorder = e.preorder
    WHERE e.place BETWEEN ${first?.place ?? 0} AND ${last?.place ?? -1}
      AND s.trace BETWEEN ${first?.trace ?? 0} AND ${last?.trace ?? -1}`,
  );
  return new Map(rows.map((row) => [row.place, row]));
}

function lineOf(
  span: ExportedSpan,
  row: Row,
  textOf: (id: number | null) => string | null,
  without: ReadonlySet<string>,
): string {
  const { facts, record } = span;
  const unless = (field: string, value: string | null): string | null => (without.has(field) ? null : value);
  const understood = {
    skein: VERSION,
    traceId: facts.traceId,
    spanId: facts.spanId,
    parentSpanId: facts.parentSpanId,
    name: row.name,
    kind: row.kind,
    status: row.status,
    startNs: facts.startNs?.toString() ?? null,
    endNs: facts.endNs?.toString() ?? null,
    agent: unless("agent", row.agent),
    tool: unless("tool", row.tool),
    toolCallId: unless("toolCallId", row.tool_call_id),
    model: unless("model", row.model),
    provider: unless("provider", row.provider),
    conversation: unless("conversation", row.conversation),
    user: unless("user", row.user),
    service: unless("service", row.service),
    tokens: {
      input: row.input_tokens,
      output: row.output_tokens,
      cacheRead: row.cache_read_tokens,
      cacheWrite: row.cache_write_tokens,
      reasoning: row.reasoning_tokens,
      total: row.total_tokens,
    },
    costUsd: row.cost_usd,
    costFrom: row.cost_usd === null ? null : costOrigin(row.cost_from),
    timeToFirstTokenNs: row.time_to_first_token_ns,
    finishReason: unless("finishReason", row.finish_reason),
    errorType: unless("errorType", row.error_type),
    error: unless("errorMessage", textOf(row.error_text)),
    input: unless("input", textOf(row.input_text)),
    output: unless("output", textOf(row.output_text)),
    query: unless("retrievalQuery", textOf(row.query_text)),
    attributes: plain(facts.attributes),
    events: facts.events.map((event) => ({
      name: event.name,
      timeNs: event.timeNs?.toString() ?? null,
      attributes: plain(event.attributes),
    })),
    links: facts.links.map((link) => ({ ...link, attributes: plain(link.attributes) })),
    resource: plain(facts.resource),
    scope: { name: facts.scopeName, version: facts.scopeVersion },
    annotations: span.annotations,
    source: { name: record.sourceName, format: record.format, line: record.line },
  };
  // The record stands in it as text, so that its numbers keep their digits.
  return `${JSON.stringify(understood).slice(0, -1)},"logs":[${span.logs.map(({ record: log }) => asItStood(log)).join(",")}],"record":${asItStood(record)}}\n`;
}

function asItStood(record: StoredRecord): string {
  return parseJson(record.text) === undefined ? JSON.stringify(record.text) : record.text.replaceAll(/[\r\n]+/g, " ");
}

function plain(attributes: Attributes): object {
  return Object.fromEntries(attributes);
}
