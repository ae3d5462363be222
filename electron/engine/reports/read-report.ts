import type { ItemBody } from "../../../shared/model/incident.js";
import type { Session } from "../db/session.js";
import { readIncident } from "../incidents/read-incidents.js";
import { importerOf } from "../importers/registry.js";
import { ENGINE_VERSION } from "../version.js";
import { FigureCount } from "./figures.js";
import { linkOf } from "./links.js";
import type { Remark, Report, ReportItem, ReportSource } from "./report.js";
import { Clock } from "./words.js";

export interface ReportPlace {
  readonly workspace: { readonly id: string; readonly name: string };
  readonly zoneOffsetMinutes: number;
}

/**
 * The report of an incident from the workspace. Its items are read one at a time, each time that they are asked for: all of them
 * may be larger than memory. The session is in one transaction as long as the report is read. NOT_FOUND.
 */
export async function readReport(session: Session, id: string, place: ReportPlace): Promise<Report> {
  const first = await readIncident(session, id);
  const { title, severity, status, owner, summary, startMs, endMs, createdAtMs, changedAtMs, items } = first.incident;
  const incident = { title, severity, status, owner, summary, startMs, endMs };
  const figures = new FigureCount();
  for await (const { body } of first.items) figures.add(body);
  const { traces } = (await session.first<{ traces: number }>("SELECT count(*)::DOUBLE AS traces FROM trace")) ?? {
    traces: 0,
  };
  return {
    head: {
      id,
      incident,
      createdAtMs,
      changedAtMs,
      items,
      figures: figures.figures(incident, traces, new Clock(place.zoneOffsetMinutes)),
      sources: await readSources(session),
      workspace: place.workspace,
      writtenAtMs: Date.now(),
      zoneOffsetMinutes: place.zoneOffsetMinutes,
      version: ENGINE_VERSION,
    },
    items: async function* () {
      for await (const item of (await readIncident(session, id)).items) {
        const found: ReportItem = {
          ...item,
          addedAtMs: item.addedAtMs ?? null,
          link: linkOf(item.body, place.workspace.id),
          remarks: await remarksOf(session, item.body),
        };
        yield found;
      }
    },
  };
}

async function readSources(session: Session): Promise<ReportSource[]> {
  const rows = await session.rows<ReportSource & object>(
    `SELECT name, coalesce(format, '') AS format, (coalesce(stored, 0) + coalesce(merged, 0))::DOUBLE AS spans,
      coalesce(sha256, '') AS sha256 FROM source ORDER BY id`,
  );
  return rows.map((row) => ({ ...row, format: importerOf(row.format)?.label ?? row.format }));
}

/** What is said of the span or the trace that an item is about, in the order in which it was said. */
async function remarksOf(session: Session, body: ItemBody): Promise<Remark[]> {
  if (body.type !== "span" && body.type !== "retrieval" && body.type !== "trace") return [];
  const spanId = body.type === "trace" ? null : body.spanId;
  return session.rows<Remark & object>(
    `SELECT kind, name, label, score, text, annotator AS "by", created_at_ms::DOUBLE AS "atMs", origin, quote
    FROM annotation WHERE trace_id = $1 AND span_id IS NOT DISTINCT FROM $2 AND target <> 'document'
    ORDER BY created_at_ms NULLS FIRST, id LIMIT 200`,
    [body.traceId, spanId],
  );
}
