import type { Handlers } from "../../../shared/contract/handlers.js";
import type { tracesContract } from "../../../shared/contract/traces.js";
import type { TraceId } from "../../../shared/model/ids.js";
import type { Session } from "../db/session.js";
import { traceContacts } from "../queries/trace-contacts.js";
import { findInTrace } from "../queries/trace-find.js";
import { getTrace, traceNeighbours } from "../queries/trace-get.js";
import { listTraces } from "../queries/trace-list.js";
import { traceOpening, traceSpans } from "../queries/trace-spans.js";
import { KeptOutlines } from "../queries/transcript/kept-outlines.js";
import { readWindow } from "../queries/transcript/window.js";
import { listVerdicts } from "./list-verdicts.js";
import type { Workspace } from "./open-workspace.js";

export function tracesHandlers({ database, revision }: Workspace): Handlers<typeof tracesContract> {
  const outlines = new KeptOutlines();
  const outlineOf = (session: Session, traceId: TraceId) =>
    outlines.of(session, traceId, `${revision.current} ${database.rewrites}`);
  return {
    "trace.list": (input, { signal }) =>
      database.read(async (session) => {
        const list = await listTraces(session, input);
        return { ...list, verdicts: await listVerdicts(session, list.traceId) };
      }, signal),
    "trace.neighbours": (input, { signal }) => database.read((session) => traceNeighbours(session, input), signal),
    "trace.get": (input, { signal }) => database.read((session) => getTrace(session, input.traceId), signal),
    "trace.spans": (input, { signal }) => database.read((session) => traceSpans(session, input.traceId), signal),
    "trace.opening": (input, { signal }) => database.read((session) => traceOpening(session, input.traceId), signal),
    "trace.contacts": (input, { signal }) => database.read((session) => traceContacts(session, input.traceId), signal),
    "trace.outline": (input, { signal }) =>
      database.read(async (session) => {
        const { text: _numbers, ...outline } = await outlineOf(session, input.traceId);
        return outline;
      }, signal),
    "trace.transcript": ({ traceId, offset, limit }, { signal }) =>
      database.read(
        async (session) => readWindow(session, traceId, await outlineOf(session, traceId), offset, limit),
        signal,
      ),
    "trace.find": (input, { signal }) => database.read((session) => findInTrace(session, input), signal),
  };
}
