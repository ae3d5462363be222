import type { Handlers } from "../../../shared/contract/handlers.js";
import type { searchContract } from "../../../shared/contract/search.js";
import { fieldValues, runSearch } from "../queries/search.js";
import { runSql } from "../queries/sql-run.js";
import type { Workspace } from "./open-workspace.js";

export function searchHandlers({ database }: Workspace): Handlers<typeof searchContract> {
  return {
    "search.run": (input, { signal }) => database.read((session) => runSearch(session, input), signal),
    "search.values": (input, { signal }) =>
      database.read((session) => fieldValues(session, input.field, input.prefix, input.limit), signal),
    "sql.run": (input, { signal }) => database.read((session) => runSql(session, input.sql, input.limit), signal),
  };
}
