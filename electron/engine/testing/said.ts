import type { ChangeCommand } from "../../../shared/contract/changes.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { type AnnotationAbout, annotationIdOf, type AnnotationSaid } from "../../../shared/model/own-annotation.js";
import { calm, type TestEngine } from "./test-engine.js";

/** The change that says one thing of each of some things. */
export function saying(said: AnnotationSaid, abouts: readonly AnnotationAbout[], by = ""): ChangeCommand {
  const put = abouts.map((about) => ({ id: annotationIdOf(about, said, crypto.randomUUID()), about, said, by }));
  return { command: "annotation.set", put, remove: [] };
}

/** The change that writes a note on a span. */
export function noteOn(span: { readonly traceId: TraceId; readonly spanId: SpanId }, text: string): ChangeCommand {
  return saying({ kind: "note", text }, [{ target: "span", ...span }]);
}

/** What the user says of a trace and all that is in it, oldest first. */
export async function ownSaid(engine: TestEngine, traceId: TraceId) {
  const about = { target: "trace", traceId } as const;
  const { annotations } = await engine.handlers["annotation.list"]({ about, within: true, limit: 10_000 }, calm);
  return annotations.filter(({ source }) => source === null);
}
