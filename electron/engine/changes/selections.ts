import { AppError } from "../../../shared/contract/errors.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import type { Session } from "../db/session.js";
import type { ChangeKind } from "./change.js";

interface KeptTrace {
  readonly traceId: TraceId;
  readonly spanIds: SpanId[];
}

function tracesOf(session: Session, id: string): Promise<KeptTrace[]> {
  return session.rows<KeptTrace>(
    `SELECT trace_id AS "traceId", list(span_id ORDER BY span_id) AS "spanIds" FROM selection WHERE id = $1
      GROUP BY trace_id ORDER BY trace_id`,
    [id],
  );
}

export const selectionSave: ChangeKind<"selection.save"> = {
  command: "selection.save",
  label: "list of spans",
  inverse: async (session, { id }) => {
    if ((await tracesOf(session, id)).length > 0) {
      throw new AppError("INVALID_INPUT", "There is a list of this name already.");
    }
    return { command: "selection.remove", id };
  },
  apply: (session, { id, traces }) =>
    session.run(
      `INSERT INTO selection SELECT $1, kept."traceId", unnest(kept."spanIds")
        FROM (SELECT unnest(from_json($2, '[{"traceId":"VARCHAR","spanIds":["VARCHAR"]}]')) AS kept)`,
      [id, JSON.stringify(traces)],
    ),
};

export const selectionRemove: ChangeKind<"selection.remove"> = {
  command: "selection.remove",
  label: "removal of a list of spans",
  inverse: async (session, { id }) => {
    const traces = await tracesOf(session, id);
    if (traces.length === 0) throw new AppError("NOT_FOUND", "This list is not there any more.");
    return { command: "selection.save", id, traces };
  },
  apply: (session, { id }) => session.run("DELETE FROM selection WHERE id = $1", [id]),
};
