import type { Handlers } from "../../../shared/contract/handlers.js";
import type { sqlContract } from "../../../shared/contract/sql.js";
import { sqlSchema } from "../queries/sql/sql-schema.js";
import { conversationsSql } from "../queries/sql/conversations-view-sql.js";
import { retrievalsSql } from "../queries/sql/retrievals-view-sql.js";
import { spansSql } from "../queries/sql/spans-view-sql.js";
import { tracesSql } from "../queries/sql/traces-view-sql.js";
import { runSql, SQL_TIME_LIMIT_MS } from "../queries/sql-run.js";
import type { Workspace } from "./open-workspace.js";
import { exportSql } from "./sql-export.js";

export function sqlHandlers(workspace: Workspace): Handlers<typeof sqlContract> {
  const { database } = workspace;
  return {
    "sql.run": (input, { signal }) => {
      const late = AbortSignal.timeout(input.timeLimitMs ?? SQL_TIME_LIMIT_MS);
      const stop = AbortSignal.any([signal, late]);
      return database.read((session) => runSql(session, input, stop, () => late.aborted && !signal.aborted), stop);
    },
    "sql.schema": (_input, { signal }) => database.read((session) => sqlSchema(session), signal),
    "sql.ofTraces": (input, { signal }) =>
      database.read(async (session) => ({ sql: await tracesSql(session, input) }), signal),
    "sql.ofSpans": (input, { signal }) =>
      database.read(async (session) => ({ sql: await spansSql(session, input) }), signal),
    "sql.ofConversations": (input, { signal }) =>
      database.read(async (session) => ({ sql: await conversationsSql(session, input) }), signal),
    "sql.ofRetrievals": (input, { signal }) =>
      database.read(async (session) => ({ sql: await retrievalsSql(session, input) }), signal),
    "sql.export": (input, { signal }) => exportSql(workspace, input, signal),
  };
}
