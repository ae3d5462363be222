import { type Annotation, type annotationsContract, MOST_ANNOTATED } from "../../../../shared/contract/annotations.js";
import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { TextHash, TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { importerOf } from "../../importers/registry.js";
import { tracesOfConversation } from "../conversations/members.js";

type Contract = typeof annotationsContract;
type Input = ParsedInputOf<Contract["annotation.list"]>;

/** Formats of annotations that no importer is named for. */
const OTHER_FORMATS: ReadonlyMap<string, string> = new Map([["skein", "another workspace"]]);

const COLUMNS = `a.id, a.source, coalesce(f.name, '') AS source_name, a.origin, a.kind, a.target, a.trace_id AS "traceId",
  a.span_id AS "spanId", a.position, replace(a.text_hash::VARCHAR, '-', '') AS hash, a.text_offset AS "offset", a.quote,
  a.name, a.label, a.score, a.text, a.annotator AS "by", a.annotator_kind AS "annotatorKind", a.created_at_ms AS "createdAtMs",
  a.changed_at_ms AS "changedAtMs", a.metadata, a.record IS NULL AS own`;

interface AnnotationRow extends Omit<Annotation, "source" | "passage" | "metadata"> {
  readonly source: number | null;
  readonly source_name: string;
  readonly origin: string;
  readonly hash: TextHash | null;
  readonly offset: number | null;
  readonly quote: string | null;
  readonly metadata: string | null;
  readonly own: boolean;
}

/** What is said of a span, a trace or a conversation, by readers and files. */
export async function listAnnotations(session: Session, input: Input): Promise<OutputOf<Contract["annotation.list"]>> {
  const { about, within, limit } = input;
  const traces =
    about.target === "conversation" ? await conversationTraces(session, about.traceId) : [about.traceId as string];
  const where = {
    span: `a.span_id = $span OR (a.span_id IS NULL AND (SELECT s.preorder FROM span s JOIN trace t
      ON t.trace = s.trace WHERE t.trace_id = $trace AND s.span_id = $span) = 0)`,
    trace: within ? "TRUE" : "a.target = 'trace'",
    conversation: within ? "TRUE" : "a.target IN ('trace', 'conversation')",
  }[about.target];
  const rows = await session.rows<AnnotationRow & { total: number }>(
    `SELECT ${COLUMNS}, count(*) OVER ()::DOUBLE AS total FROM annotation a LEFT JOIN source f ON f.id = a.source
    WHERE a.trace_id IN (SELECT unnest(from_json($traces, '["VARCHAR"]'))) AND (${where})
    ORDER BY a.created_at_ms NULLS FIRST, a.record, a.rowid LIMIT ${limit}`,
    {
      traces: JSON.stringify(traces),
      ...(about.target === "span" ? { span: about.spanId, trace: about.traceId } : {}),
    },
  );
  return { total: rows[0]?.total ?? 0, annotations: rows.map(annotationOf) };
}

/** What is said of words in some texts, or in any where null: the latest first. */
export async function listPassages(session: Session, hashes: readonly TextHash[] | null): Promise<Annotation[]> {
  const rows = await session.rows<AnnotationRow>(
    `SELECT ${COLUMNS} FROM annotation a LEFT JOIN source f ON f.id = a.source
    WHERE ${hashes === null ? "a.text_hash IS NOT NULL" : `a.text_hash IN (SELECT unnest(from_json($1, '["UUID"]')))`}
    ORDER BY a.changed_at_ms DESC NULLS LAST, a.rowid LIMIT ${MOST_ANNOTATED}`,
    hashes === null ? [] : [JSON.stringify(hashes)],
  );
  return rows.map(annotationOf);
}

/** A conversation that is not in the workspace at the moment is known by the trace alone. */
async function conversationTraces(session: Session, traceId: TraceId): Promise<string[]> {
  const known = await session.first("SELECT 1 AS one FROM trace WHERE trace_id = $1", [traceId]);
  if (known === undefined) return [traceId];
  return (await tracesOfConversation(session, traceId)).map((member) => member.traceId);
}

function annotationOf(row: AnnotationRow): Annotation {
  const { source, source_name: name, origin, hash, offset, quote, metadata, own, ...said } = row;
  return {
    id: said.id,
    source: own ? null : { id: (source ?? 0) as never, name, format: formatOf(origin) },
    kind: said.kind,
    target: said.target,
    traceId: said.traceId,
    spanId: said.spanId,
    position: said.position,
    passage: hash === null ? null : { hash, offset: offset ?? 0, quote: quote ?? "" },
    name: said.name,
    label: said.label,
    score: said.score,
    text: said.text,
    by: said.by,
    annotatorKind: said.annotatorKind,
    createdAtMs: said.createdAtMs,
    changedAtMs: said.changedAtMs,
    metadata: metadata === null ? [] : membersOf(metadata),
  };
}

function formatOf(origin: string): string {
  return OTHER_FORMATS.get(origin) ?? importerOf(origin)?.label ?? origin;
}

function membersOf(json: string): Annotation["metadata"] {
  return Object.entries(JSON.parse(json) as Record<string, unknown>).map(([name, value]) => ({
    name,
    value: typeof value === "string" ? value : JSON.stringify(value),
  }));
}
