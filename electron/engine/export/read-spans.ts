import type { SpanFacts } from "../../../shared/model/facts.js";
import { parseJson } from "../db/record-text.js";
import { readRecords, type StoredRecord } from "../db/records.js";
import type { Session } from "../db/session.js";
import { exactValue } from "../importers/exact-value.js";
import { type Importer, isRejection, NO_RESOURCE, NO_SCOPE } from "../importers/importer.js";
import { importerOf } from "../importers/registry.js";
import { type ExportedAnnotation, readAnnotations } from "./read-annotations.js";
import { EXPORT_SPANS } from "./selection.js";

/** A record with the resource and the scope around it. */
export interface RecordInContext {
  readonly record: StoredRecord;
  readonly resource: StoredRecord | null;
  readonly scope: StoredRecord | null;
}
export interface ExportedSpan extends RecordInContext {
  /** In `EXPORT_SPANS`. */
  readonly place: number;
  readonly trace: number;
  /** Under the ids that it has in the workspace. */
  readonly facts: SpanFacts;
  /** True where its ids in the file are others than those in the workspace, which are made of the file's content. */
  readonly isRenamed: boolean;
  readonly logs: readonly RecordInContext[];
  readonly annotations: readonly ExportedAnnotation[];
}

/** Spans that are held at once. */
const PAGE = 500;
/** Resources and scopes that are kept for the spans to come. */
const MOST_CONTEXTS = 1_000;

interface ListedSpan {
  readonly place: number;
  readonly trace: number;
  readonly record: number;
  readonly trace_id: string;
  readonly span_id: string;
}

/** The listed spans with their records, page by page: so many are in memory, however many there are. */
export async function* readSpans(session: Session, withAnnotations: boolean): AsyncGenerator<ExportedSpan[]> {
  const contexts = new Contexts(session);
  const hasLogs = (await session.first("SELECT record FROM span_log LIMIT 1")) !== undefined;
  const hasAnnotations = withAnnotations && (await session.first("SELECT id FROM annotation LIMIT 1")) !== undefined;
  for (let place = 0; ; place += PAGE) {
    const listed = await session.rows<ListedSpan>(
      `SELECT place, trace, record, trace_id, span_id FROM ${EXPORT_SPANS}
      WHERE place >= ${place} AND place < ${place + PAGE} ORDER BY place`,
    );
    if (listed.length === 0) return;
    const records = await byId(
      session,
      listed.map((span) => span.record),
    );
    const logs = hasLogs ? await readLogs(session, place) : new Map<number, number[]>();
    const logRecords = await byId(session, [...new Set([...logs.values()].flat())]);
    await contexts.read([...records.values(), ...logRecords.values()]);
    const annotations = hasAnnotations ? await readAnnotations(session, place, PAGE) : new Map<number, never[]>();
    yield listed.flatMap((span) => {
      const record = records.get(span.record);
      if (record === undefined) return [];
      const told = (logs.get(span.record) ?? []).flatMap((id) => logRecords.get(id) ?? []);
      return exportedSpan(
        span,
        contexts.around(record),
        told.map((log) => contexts.around(log)),
        annotations.get(span.record) ?? [],
      );
    });
  }
}

function exportedSpan(
  span: ListedSpan,
  inContext: RecordInContext,
  logs: readonly RecordInContext[],
  annotations: readonly ExportedAnnotation[],
): ExportedSpan[] {
  const { record, resource, scope } = inContext;
  const importer = importerOf(record.format);
  if (importer === undefined) return [];
  const facts = importer.spanFacts(
    valueOf(importer, record),
    resource === null
      ? NO_RESOURCE
      : { record: resource.id, attributes: importer.resourceAttributes(parseJson(resource.text)) },
    scope === null ? NO_SCOPE : { record: scope.id, ...importer.scopeOf(parseJson(scope.text)) },
  );
  if (isRejection(facts)) return [];
  const { place, trace, trace_id: traceId, span_id: spanId } = span;
  return [
    {
      ...inContext,
      place,
      trace,
      facts: {
        ...facts,
        traceId,
        spanId,
        links: facts.links.map((link) => (link.traceId === facts.traceId ? { ...link, traceId } : link)),
      },
      isRenamed: facts.traceId !== traceId || facts.spanId !== spanId,
      logs,
      annotations,
    },
  ];
}

function valueOf(importer: Importer, { text }: StoredRecord): unknown {
  return exactValue(importer, parseJson(text), { window: text, start: 0, end: text.length });
}

async function byId(session: Session, ids: readonly number[]): Promise<Map<number, StoredRecord>> {
  return new Map((await readRecords(session, ids)).map((record) => [record.id, record]));
}

/** The logs of a page's spans, by the span's record, in the order in which they were read. */
async function readLogs(session: Session, place: number): Promise<ReadonlyMap<number, readonly number[]>> {
  const rows = await session.rows<{ owner: number; log: number }>(
    `SELECT DISTINCT e.record AS owner, l.record AS log FROM ${EXPORT_SPANS} e JOIN span_log l USING (trace_id, span_id)
    WHERE e.place >= ${place} AND e.place < ${place + PAGE} ORDER BY owner, log`,
  );
  const logs = new Map<number, number[]>();
  for (const { owner, log } of rows) {
    const own = logs.get(owner);
    if (own === undefined) logs.set(owner, [log]);
    else own.push(log);
  }
  return logs;
}

/** Resources and scopes, which many spans share. */
class Contexts {
  readonly #session: Session;
  readonly #known = new Map<number, StoredRecord>();

  constructor(session: Session) {
    this.#session = session;
  }

  async read(records: readonly StoredRecord[]): Promise<void> {
    const wanted = new Set(records.flatMap((record) => [record.resource, record.scope]).filter((id) => id !== null));
    if (this.#known.size + wanted.size > MOST_CONTEXTS) this.#known.clear();
    const missing = [...wanted].filter((id) => !this.#known.has(id));
    for (const record of await readRecords(this.#session, missing)) this.#known.set(record.id, record);
  }

  around(record: StoredRecord): RecordInContext {
    const of = (id: number | null): StoredRecord | null => (id === null ? null : (this.#known.get(id) ?? null));
    return { record, resource: of(record.resource), scope: of(record.scope) };
  }
}
