import { failureOf, useEngine, type EngineClient } from "../data/engine.js";
import { zoneOffsetMinutes } from "../lib/format.js";
import { showAlert } from "../state/alerts.js";
import { useCommand } from "../state/commands.js";
import { navigate, useRoute } from "../state/navigation.js";
import { usePreferences } from "../state/preferences.js";
import { retrievalSort } from "../state/retrieval-route.js";
import { isList, type Route } from "../state/route.js";
import { sqlRoute } from "../state/sql-statements.js";

/** "Show the SQL of this view": the statement behind the list that is shown. */
export function useShowSql(): void {
  const { client } = useEngine();
  const route = useRoute();
  const zone = usePreferences((preferences) => preferences.zone);
  const show = async (): Promise<void> => {
    try {
      const sql = await sqlOf(client, route, zoneOffsetMinutes(zone));
      if (sql !== null) navigate(sqlRoute(sql));
    } catch (error) {
      showAlert({ tone: "error", title: "The SQL of this view can't be shown", ...failureOf(error) });
    }
  };
  useCommand("show-sql", () => void show(), { active: hasSql(route) });
}

function hasSql(route: Route): boolean {
  return isList(route) || (route.page === "retrieval" && route.tab === "queries");
}

/** Null where the page shows no list. */
async function sqlOf(client: EngineClient, route: Route, offsetMinutes: number): Promise<string | null> {
  switch (route.page) {
    case "traces": {
      const { q: query, sort, desc: descending } = route;
      return (await client.call("sql.ofTraces", { query, sort, descending, zoneOffsetMinutes: offsetMinutes })).sql;
    }
    case "spans": {
      const { q: query, sort, desc: descending } = route;
      return (await client.call("sql.ofSpans", { query, sort, descending, zoneOffsetMinutes: offsetMinutes })).sql;
    }
    case "conversations": {
      const { q: query, sort, desc: descending } = route;
      const question = { query, sort, descending, zoneOffsetMinutes: offsetMinutes };
      return (await client.call("sql.ofConversations", question)).sql;
    }
    case "retrieval": {
      const question = { query: route.q, ...retrievalSort(route), zoneOffsetMinutes: offsetMinutes };
      return (await client.call("sql.ofRetrievals", question)).sql;
    }
    default:
      return null;
  }
}
