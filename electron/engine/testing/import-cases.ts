import { expect } from "vitest";
import type { ImportedFile } from "../../../shared/contract/sources.js";
import type { SourceId, SpanId, TraceId } from "../../../shared/model/ids.js";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, type TestEngine } from "./test-engine.js";

export const traceId = traceIdOf() as TraceId;
export const span = (name: string): { traceId: TraceId; spanId: SpanId } => ({
  traceId,
  spanId: spanIdOf(name) as SpanId,
});

export const RUN = trace(`
  agent planner                     0-100ms "where is my order?" => "it is late"
    llm  gpt [in:100 out:20]        5-40ms  "where is my order?" => "I'll look it up"
    tool search [error:timeout]    41-80ms  "{}" => "nothing"
`);

/** The lines of a document with its spans changed. */
export function withSpans(
  document: string | undefined,
  change: (span: Record<string, unknown>) => object | null,
): string {
  const parsed = JSON.parse(document ?? "") as {
    resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[];
  };
  for (const scope of parsed.resourceSpans.flatMap((resource) => resource.scopeSpans)) {
    scope.spans = scope.spans.map(change).filter((entry) => entry !== null) as Record<string, unknown>[];
  }
  return JSON.stringify(parsed);
}
export const only = (name: string): string =>
  withSpans(RUN[0], (entry) => (entry["spanId"] === spanIdOf(name) ? entry : null));

export function addsUp(file: ImportedFile): void {
  expect(file.read).toBe(file.stored + file.merged + file.duplicates + file.rejected);
}

export async function sourceOf(engine: TestEngine, name: string): Promise<SourceId> {
  const source = (await engine.handlers["source.list"]({}, calm)).find((row) => row.name === name);
  if (source === undefined) throw new Error(`There is no source ${name}.`);
  return source.id as SourceId;
}
export const remove = async (engine: TestEngine, name: string): Promise<{ spans: number; handedOn: number }> =>
  engine.handlers["source.remove"]({ source: await sourceOf(engine, name) }, calm);
