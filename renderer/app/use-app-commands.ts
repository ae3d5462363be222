import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import { failureOf, useEngine, useEngineQuery } from "../data/engine.js";
import { usePlatform } from "../data/platform-context.js";
import type { PageCommand } from "../data/platform.js";
import { showAlert } from "../state/alerts.js";
import { runCommand, useCommand, type CommandId } from "../state/commands.js";
import { useImport } from "../state/imports.js";
import { networkRoute } from "../state/network-route.js";
import { retrievalRoute } from "../state/retrieval-route.js";
import { currentRoute, navigate } from "../state/navigation.js";
import {
  compareRoute,
  conversationsRoute,
  incidentsRoute,
  parseRoute,
  spansRoute,
  tracesRoute,
} from "../state/route.js";
import { sqlRoute } from "../state/sql-statements.js";
import { useShowSql } from "./use-show-sql.js";
import { runImport, type ImportWhat } from "./run-import.js";
import { switchTheme } from "./use-theme.js";

const COMMAND_OF_MENU: Readonly<Record<PageCommand, CommandId>> = {
  "open-palette": "palette",
  "show-help": "help",
  "open-settings": "go-settings",
  "open-sample": "open-sample",
  undo: "undo",
  redo: "redo",
};

/** Starts an import; the returned function stays the same while the engine does. */
export function useStartImport(): (what: ImportWhat | Promise<ImportWhat>) => void {
  const { client } = useEngine();
  const queries = useQueryClient();
  return useCallback(
    (what) => {
      Promise.resolve(what)
        .then((chosen) => runImport(client, queries, chosen))
        .catch((error: unknown) =>
          showAlert({ tone: "error", title: "The files could not be read", ...failureOf(error) }),
        );
    },
    [client, queries],
  );
}

/** The run that the reader looks at; undefined where it is none. */
function presentRun(): string | undefined {
  const route = currentRoute();
  if (route.page === "trace" || route.page === "conversation") return route.traceId;
  if (route.page === "traces") return route.selected;
  return route.page === "compare" ? route.left : undefined;
}

/** The commands that hold in every view, and what the window's menus, the dock and links ask for. */
export function useFollowCommands(): void {
  const platform = usePlatform();
  const start = useStartImport();
  const { client } = useEngine();
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const importing = useImport((state) => state.current?.status === "running");
  const readOnly = info.data !== undefined && info.data.readOnly !== null;
  const busy = importing ? "an import is running" : readOnly ? "the workspace is only read" : null;

  useCommand("open-files", () => start(platform.pickFiles()), { unavailable: busy });
  useCommand("open-sample", () => start("sample"), { unavailable: busy });
  useCommand("go-traces", () => navigate(tracesRoute()));
  useCommand("go-spans", () => navigate(spansRoute()));
  useCommand("go-conversations", () => navigate(conversationsRoute()));
  useCommand("go-network", () => navigate(networkRoute()));
  useCommand("go-retrieval", () => navigate(retrievalRoute()));
  useCommand("go-incidents", () => navigate(incidentsRoute()));
  useCommand("go-sources", () => navigate({ page: "sources", source: undefined }));
  useCommand("go-settings", () => navigate({ page: "settings" }));
  useCommand("go-sql", () => navigate(sqlRoute()));
  useCommand("compare", () => navigate(compareRoute(presentRun())));
  useCommand("switch-theme", switchTheme);
  useShowSql();

  // The engine decides whether there is anything to undo: what the page last heard of it may be older than the change that
  // was made a moment ago and is still being kept.
  const change = async (name: "change.undo" | "change.redo") => {
    const [verb, done] = name === "change.undo" ? ["undo", "Undone"] : ["redo", "Redone"];
    try {
      const { label } = await client.call(name, {});
      showAlert({ tone: "notice", title: label === null ? `There is nothing to ${verb}` : `${done}: ${label}` });
    } catch (error) {
      showAlert({ tone: "error", title: "The change could not be made", ...failureOf(error) });
    }
  };
  const kept = readOnly ? "the workspace is only read" : null;
  useCommand("undo", () => void change("change.undo"), { unavailable: kept });
  useCommand("redo", () => void change("change.redo"), { unavailable: kept });

  useEffect(() => {
    const stops = [
      platform.onOpenFiles((files) => start(files)),
      platform.onOpenPath((path) => navigate(parseRoute(path))),
      platform.onCommand((command) => runCommand(COMMAND_OF_MENU[command])),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [platform, start]);
}
