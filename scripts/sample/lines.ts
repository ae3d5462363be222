import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import type { ExportedSpan } from "./recorder.js";
import type { ServiceName } from "./services.js";

interface Batch {
  readonly openedUs: number;
  flushedUs: number;
  readonly spans: ExportedSpan[];
}

const BATCH_DELAY_US = 5e6;
const BATCH_SPANS = 24;
/** The collector writes what three exports brought as one line. */
const BATCHES_A_LINE = 3;

/**
 * Lays the spans out as a collector's file exporter would find them: each service exports in batches of its own, a line
 * holds three batches, so the spans of one trace stand on several lines and children mostly before their parents.
 */
export function* toLines(spans: readonly ExportedSpan[]): Generator<Uint8Array> {
  const batches = toBatches(spans);
  for (let index = 0; index < batches.length; index += BATCHES_A_LINE) {
    const line = batches.slice(index, index + BATCHES_A_LINE).flatMap((batch) => batch.spans);
    const bytes = JsonTraceSerializer.serializeRequest(line.map((exported) => exported.span));
    if (bytes === undefined) throw new Error("the serialiser gave nothing");
    yield bytes;
  }
}

function toBatches(spans: readonly ExportedSpan[]): Batch[] {
  const done: Batch[] = [];
  const open = new Map<ServiceName, Batch>();
  for (const exported of spans) {
    let batch = open.get(exported.service);
    if (batch !== undefined && (exported.atUs - batch.openedUs > BATCH_DELAY_US || batch.spans.length >= BATCH_SPANS)) {
      batch.flushedUs = Math.min(exported.atUs, batch.openedUs + BATCH_DELAY_US);
      done.push(batch);
      batch = undefined;
    }
    if (batch === undefined) {
      batch = { openedUs: exported.atUs, flushedUs: exported.atUs + BATCH_DELAY_US, spans: [] };
      open.set(exported.service, batch);
    }
    batch.spans.push(exported);
  }
  done.push(...open.values());
  return done.toSorted((left, right) => left.flushedUs - right.flushedUs);
}
