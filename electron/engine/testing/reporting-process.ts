import { randomUUID } from "node:crypto";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { Excerpt } from "../../../shared/model/incident.js";
import type { Session } from "../db/session.js";
import type { Report, ReportItem } from "../reports/report.js";
import { Spool } from "../reports/spool.js";
import { writeReport } from "../reports/write-report.js";

/**
 * A process with little memory that writes a report of much evidence: `reporting-process.ts FILE ITEMS BYTES`, the bytes of each
 * item. Tells how many bytes it wrote.
 */
const [file = "", items = "0", bytes = "0"] = process.argv.slice(2);
const EXCERPTS = 20;

/** Characters of its own: a string that only repeats another would take no room. */
function excerpt(seed: number): Excerpt {
  const length = Math.floor(Number(bytes) / EXCERPTS);
  const text = Buffer.alloc(length, `${seed} the tool gave up after three seconds\n`).toString("latin1");
  return { part: "tool result", speaker: "search", text, length };
}

async function* evidence(): AsyncGenerator<ReportItem> {
  for (let index = 0; index < Number(items); index += 1) {
    yield {
      id: randomUUID(),
      heading: `Item ${index}`,
      caption: "",
      addedAtMs: null,
      link: null,
      remarks: [],
      body: {
        type: "span",
        traceId: "7f3a9c2e11aa22bb33cc44dd55ee66ff" as TraceId,
        spanId: "00aa11bb22cc33dd" as SpanId,
        name: "search",
        kind: "tool",
        status: "error",
        agent: null,
        model: null,
        startMs: null,
        offsetMs: null,
        durationMs: null,
        error: null,
        excerpts: Array.from({ length: EXCERPTS }, (_, place) => excerpt(index * EXCERPTS + place)),
      },
    };
  }
}

const report: Report = {
  head: {
    id: randomUUID(),
    incident: {
      title: "Much evidence",
      severity: "low",
      status: "open",
      owner: "",
      summary: "",
      startMs: null,
      endMs: null,
    },
    createdAtMs: 0,
    changedAtMs: 0,
    items: Number(items),
    figures: [],
    sources: [],
    workspace: { id: "made", name: "made.skein" },
    writtenAtMs: 0,
    zoneOffsetMinutes: 0,
    version: "0",
  },
  items: evidence,
};
await using spool = await Spool.open(file, "pictures");
await writeReport(null as unknown as Session, report, spool, {
  format: "html",
  options: null,
  signal: new AbortController().signal,
  onItem: () => Promise.resolve(),
});
process.stdout.write(`${spool.bytes}\n`);
