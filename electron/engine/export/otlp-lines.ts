import { ANNOTATION_SCOPE } from "../../../shared/model/annotation-log.js";
import { type OtlpItem, otlpAnnotation, otlpLog, otlpSpan } from "./otlp-span.js";
import { otlpAttributeList } from "./otlp-values.js";
import type { ExportedSpan } from "./read-spans.js";
import type { Selection } from "./selection.js";

/** A line that is longer is ended. Characters. */
const LONG_LINE = 1_000_000;

/**
 * A page of spans as lines of OTLP: requests of spans, each of one trace, then requests of the logs and of the annotations of
 * these spans. Spans keep their order, so what stands around them is repeated where it changes.
 */
export function* otlpLines(page: readonly ExportedSpan[]): Generator<string> {
  let from = 0;
  while (from < page.length) {
    const trace = page[from]?.trace;
    let end = from;
    while (end < page.length && page[end]?.trace === trace) end++;
    const spans = page.slice(from, end);
    yield* requests("Spans", spans.map(otlpSpan));
    yield* requests(
      "Logs",
      spans.flatMap((span) => span.logs.map(otlpLog)),
    );
    yield* requests(
      "Logs",
      spans
        .flatMap((span) => span.annotations)
        .map((one) => ({ json: otlpAnnotation(one), resource: "", scope: JSON.stringify({ name: ANNOTATION_SCOPE }) })),
    );
    from = end;
  }
}

/** A request without spans, whose resource says what a reduced export has left out. */
export function otlpReduction(
  { traces, spans, left }: Selection,
  { query, reduce, seed }: { readonly query: string; readonly reduce: number; readonly seed: number },
): string {
  const attributes = otlpAttributeList(
    new Map<string, string | number>([
      ["skein.export.query", query],
      ["skein.export.sampled", reduce],
      ["skein.export.seed", seed],
      ["skein.export.traces", traces],
      ["skein.export.spans", spans],
      ["skein.export.left_out.traces", left?.traces ?? 0],
      ["skein.export.left_out.spans", left?.spans ?? 0],
    ]),
  );
  return `${JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [] }] })}\n`;
}

const NAMES = {
  Spans: { items: "spans", byScope: "scopeSpans", byResource: "resourceSpans" },
  Logs: { items: "logRecords", byScope: "scopeLogs", byResource: "resourceLogs" },
} as const;

/** Put together as text: records stand in it as they are. */
function* requests(signal: keyof typeof NAMES, items: readonly OtlpItem[]): Generator<string> {
  const { items: itemsName, byScope, byResource } = NAMES[signal];
  let line = "";
  let last: OtlpItem | null = null;
  for (const item of items) {
    if (line.length > LONG_LINE) {
      yield `${line}]}]}]}\n`;
      line = "";
      last = null;
    }
    const scope = `{${item.scope === "" ? "" : `"scope":${item.scope},`}"${itemsName}":[`;
    const resource = `{${item.resource === "" ? "" : `"resource":${item.resource},`}"${byScope}":[`;
    if (last === null) line = `{"${byResource}":[${resource}${scope}`;
    else if (last.resource !== item.resource) line += `]}]},${resource}${scope}`;
    else if (last.scope !== item.scope) line += `]},${scope}`;
    else line += ",";
    line += item.json;
    last = item;
  }
  if (last !== null) yield `${line}]}]}]}\n`;
}
