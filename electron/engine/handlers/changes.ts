import type { changesContract, Note } from "../../../shared/contract/changes.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { Workspace } from "./open-workspace.js";

const NOTE_COLUMNS = `id, trace_id AS "traceId", span_id AS "spanId", text, created_at_ms AS "createdAtMs",
  changed_at_ms AS "changedAtMs"`;

export function changesHandlers(workspace: Workspace): Handlers<typeof changesContract> {
  const { changes, database, revision } = workspace;
  return {
    "change.apply": async ({ change }) => {
      const seq = await changes.apply(change);
      revision.bump("change");
      return { seq };
    },
    "change.undo": async () => {
      const label = await changes.undo();
      if (label !== null) revision.bump("change");
      return { label };
    },
    "change.redo": async () => {
      const label = await changes.redo();
      if (label !== null) revision.bump("change");
      return { label };
    },
    "note.list": (input, { signal }) =>
      database.read(
        (session) =>
          input.spanId === undefined
            ? session.rows<Note>(
                `SELECT ${NOTE_COLUMNS} FROM annotation WHERE kind = 'note' AND origin = 'user' AND trace_id = $1 ORDER BY created_at_ms, id`,
                [input.traceId],
              )
            : session.rows<Note>(
                `SELECT ${NOTE_COLUMNS} FROM annotation WHERE kind = 'note' AND origin = 'user' AND trace_id = $1 AND span_id = $2 ORDER BY created_at_ms, id`,
                [input.traceId, input.spanId],
              ),
        signal,
      ),
  };
}
