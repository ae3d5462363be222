import {
  INCIDENT_EVENT,
  INCIDENT_ID_KEY,
  INCIDENT_ITEM_EVENT,
  INCIDENT_PLACE_KEY,
  INCIDENT_SCOPE,
  REPORT_EVENT,
} from "../../../../shared/model/incident-log.js";
import type { AttributeValue } from "../../../../shared/model/facts.js";
import type { Redacted } from "../../../../shared/model/redaction.js";
import { otlpAttributeList, otlpTime } from "../../export/otlp-values.js";
import { incidentLink } from "../links.js";
import type { PenContext, ReportFormatter, ReportHead, ReportItem, ReportPen } from "../report.js";
import { tracesOf } from "../traces-of.js";

/** Lines of OTLP: the incident and its items as logs of Skein's own, then the traces that these are about, whole. */
export const otlp: ReportFormatter = (context) => new OtlpPen(context);

class OtlpPen implements ReportPen {
  readonly #context: PenContext;
  readonly #traces = new Set<string>();
  #head: ReportHead | null = null;

  constructor(context: PenContext) {
    this.#context = context;
  }

  async head(head: ReportHead): Promise<void> {
    this.#head = head;
    const body = { id: head.id, createdAtMs: head.createdAtMs, ...head.incident };
    await this.#context.out.write(
      logLine(INCIDENT_EVENT, head.changedAtMs, JSON.stringify(body), [[INCIDENT_ID_KEY, head.id]]),
    );
  }

  async item({ id, heading, caption, body, addedAtMs }: ReportItem, number: number): Promise<void> {
    for (const trace of tracesOf(body)) this.#traces.add(trace);
    const kept = { id, heading, caption, body, ...(addedAtMs === null ? {} : { addedAtMs }) };
    await this.#context.out.write(
      logLine(INCIDENT_ITEM_EVENT, addedAtMs, JSON.stringify(kept), [
        [INCIDENT_ID_KEY, this.#head?.id ?? ""],
        [INCIDENT_PLACE_KEY, number - 1],
      ]),
    );
  }

  async rest(): Promise<void> {
    for await (const line of this.#context.evidence([...this.#traces])) await this.#context.out.write(line);
  }

  end(redacted: Redacted | null): string {
    const head = this.#head;
    if (head === null) return "";
    return logLine(REPORT_EVENT, head.writtenAtMs, null, [
      [INCIDENT_ID_KEY, head.id],
      ["skein.report.version", head.version],
      ["skein.report.link", incidentLink(head.workspace.id, head.id)],
      [
        "skein.report.sources",
        head.sources.map(({ name, format, spans, sha256 }) => ({ name, format, spans, sha256 })),
      ],
      ["skein.report.redacted", redacted !== null],
      ...(redacted === null
        ? []
        : [
            ["skein.report.redacted.places", redacted.places] as const,
            ["skein.report.redacted.dropped", redacted.dropped] as const,
            ["skein.report.redacted.leftovers", redacted.leftovers] as const,
            ["skein.report.redacted.rules", redacted.counts.map((count) => ({ ...count }))] as const,
          ]),
    ]);
  }
}

function logLine(
  event: string,
  atMs: number | null,
  body: string | null,
  attributes: readonly (readonly [string, AttributeValue])[],
): string {
  const record = {
    ...(atMs === null ? {} : { timeUnixNano: otlpTime(BigInt(Math.round(atMs)) * 1_000_000n) }),
    eventName: event,
    ...(body === null ? {} : { body: { stringValue: body } }),
    attributes: otlpAttributeList(new Map(attributes)),
  };
  const scopeLogs = [{ scope: { name: INCIDENT_SCOPE }, logRecords: [record] }];
  return `${JSON.stringify({ resourceLogs: [{ resource: {}, scopeLogs }] })}\n`;
}
