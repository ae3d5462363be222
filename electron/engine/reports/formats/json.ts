import { type ReportJson, REPORT_VERSION } from "../../../../shared/model/report.js";
import { incidentLink } from "../links.js";
import type { PenContext, ReportFormatter, ReportHead, ReportItem, ReportPen } from "../report.js";
import type { Redacted } from "../../../../shared/model/redaction.js";

/** One JSON document by the published schema. It is written as it comes: an item a line. */
export const json: ReportFormatter = (context) => new JsonPen(context);

class JsonPen implements ReportPen {
  readonly #context: PenContext;
  #head: ReportHead | null = null;

  constructor(context: PenContext) {
    this.#context = context;
  }

  async head(head: ReportHead): Promise<void> {
    this.#head = head;
    const { id, incident, createdAtMs, changedAtMs, figures, workspace, writtenAtMs, zoneOffsetMinutes } = head;
    const first: Omit<ReportJson, "items" | "sources" | "redaction"> = {
      skeinReport: REPORT_VERSION,
      writtenBy: `Skein ${head.version}`,
      writtenAtMs,
      zoneOffsetMinutes,
      workspace,
      link: incidentLink(workspace.id, id),
      incident: { ...incident, id, createdAtMs, changedAtMs },
      figures: [...figures],
    };
    await this.#context.out.write(`${JSON.stringify(first, null, 1).slice(0, -2)},\n "items": [`);
  }

  async item(item: ReportItem, number: number): Promise<void> {
    const { remarks, ...rest } = item;
    const value: ReportJson["items"][number] = { number, ...rest, remarks: [...remarks] };
    await this.#context.out.write(`${number === 1 ? "" : ","}\n  ${JSON.stringify(value)}`);
  }

  end(redacted: Redacted | null): string {
    const last: Pick<ReportJson, "sources" | "redaction"> = {
      sources: [...(this.#head?.sources ?? [])],
      redaction: redacted,
    };
    return `\n ],\n${JSON.stringify(last, null, 1).slice(2)}\n`;
  }
}
