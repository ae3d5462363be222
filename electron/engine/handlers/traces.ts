import type { Handlers } from "../../../shared/contract/handlers.js";
import type { tracesContract } from "../../../shared/contract/traces.js";
import { findInTrace } from "../queries/trace-find.js";
import { getTrace, traceNeighbours } from "../queries/trace-get.js";
import { listTraces } from "../queries/trace-list.js";
import { traceSpans } from "../queries/trace-spans.js";
import { traceTranscript } from "../queries/transcript.js";
import type { Workspace } from "./open-workspace.js";

export function tracesHandlers({ database }: Workspace): Handlers<typeof tracesContract> {
  return {
    "trace.list": (input, { signal }) => database.read((session) => listTraces(session, input), signal),
    "trace.neighbours": (input, { signal }) => database.read((session) => traceNeighbours(session, input), signal),
    "trace.get": (input, { signal }) => database.read((session) => getTrace(session, input.traceId), signal),
    "trace.spans": (input, { signal }) => database.read((session) => traceSpans(session, input.traceId), signal),
    "trace.transcript": (input, { signal }) =>
      database.read((session) => traceTranscript(session, input.traceId, input.offset, input.limit), signal),
    "trace.find": (input, { signal }) => database.read((session) => findInTrace(session, input), signal),
  };
}
