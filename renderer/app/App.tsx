import { type ComponentType, useEffect } from "react";
import { TextNotesProvider } from "../annotations/text/TextNotes.js";
import { useConnection, useEngineQuery, useTextSlices } from "../data/engine.js";
import { useFollowCommands } from "./use-app-commands.js";
import { useFollowMapping } from "./use-derivation.js";
import { useRoute } from "../state/navigation.js";
import { usePreferences } from "../state/preferences.js";
import type { Route } from "../state/route.js";
import { classes } from "../lib/classes.js";
import { useLater } from "../lib/later.js";
import { ErrorPanel } from "../ui/ErrorPanel.js";
import { ReadTextContext } from "../ui/read-text.js";
import { VIEWS, type ViewPage } from "../views/registry.js";
import styles from "./App.module.css";
import { AddToIncident } from "./add-to-incident/AddToIncident.js";
import { Alerts } from "./Alerts.js";
import { CommandPalette } from "./CommandPalette.js";
import { ConnectionBanner } from "./ConnectionBanner.js";
import { DropZone } from "./DropZone.js";
import { HelpDialog } from "./HelpDialog.js";
import { Rail } from "./Rail.js";
import { RebuildButton } from "./RebuildButton.js";
import { StatusBar } from "./StatusBar.js";
import { TopBar } from "./TopBar.js";
import { ViewBoundary } from "./ViewBoundary.js";
import { WorkspaceBanner } from "./WorkspaceBanner.js";
import { UnknownPage } from "./UnknownPage.js";
import { useKeys } from "./use-keys.js";
import { useTheme } from "./use-theme.js";

/** The shell around every view: rail, top bar, status bar, and what floats over them. */
export function App() {
  const route = useRoute();
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const connection = useConnection();
  const railChoice = usePreferences((preferences) => preferences.railOpen);
  useTheme();
  useKeys();
  useFollowCommands();
  useFollowMapping();

  const empty = info.data !== undefined && info.data.sources === 0;
  const page = shownPage(route, info.data === undefined ? null : empty);
  const railOpen = railChoice ?? empty;
  useEffect(() => {
    const title = page === null ? "Skein" : VIEWS[page].title;
    document.title = info.data === undefined ? "Skein" : `${title}, ${info.data.name} – Skein`;
  }, [page, info.data]);

  return (
    <div className={classes(styles.app, railOpen && styles.open)}>
      <Rail page={page} open={railOpen} />
      <TopBar workspaceEmpty={empty} />
      <main className={styles.main}>
        <ConnectionBanner />
        {info.data === undefined ? null : <WorkspaceBanner info={info.data} />}
        <Alerts narrow={page === "sources" || page === "settings"} />
        <div className={styles.view}>
          {info.isError && info.data === undefined && connection.status !== "restarting" ? (
            <div className={styles.failed}>
              <ErrorPanel
                title="The workspace could not be opened"
                failure={info.error.toData()}
                onRetry={() => void info.refetch()}
                actions={info.error.remedy === "rebuild" ? <RebuildButton /> : undefined}
              />
            </div>
          ) : page !== null ? (
            <ViewOf key={page} page={page} />
          ) : route.page === "unknown" ? (
            <UnknownPage path={route.path} />
          ) : null}
        </div>
      </main>
      <StatusBar page={page} info={info.data} />
      <CommandPalette />
      <HelpDialog />
      <AddToIncident />
      <DropZone />
    </div>
  );
}

function ViewOf({ page }: { readonly page: ViewPage }) {
  const readText = useTextSlices();
  return (
    <ViewBoundary title={VIEWS[page].title}>
      <ReadTextContext value={readText}>
        <TextNotesProvider>
          <LoadedView page={page} />
        </TextNotesProvider>
      </ReadTextContext>
    </ViewBoundary>
  );
}

function LoadedView({ page }: { readonly page: ViewPage }) {
  const View = useLater<ComponentType>(VIEWS[page].view);
  useEffect(() => {
    if (View !== null) loadOthers();
  }, [View]);
  return View === null ? null : <Shown View={View} />;
}

function Shown({ View }: { readonly View: ComponentType }) {
  return <View />;
}

/** Loads the views that were not opened yet, once nothing else is to be done, so that they open at once. */
function loadOthers(): void {
  requestIdleCallback(() => {
    for (const { view } of Object.values(VIEWS)) void view.load();
  });
}

/** The bare address shows Traces where there are any, else Sources; null until that is known. */
function shownPage(route: Route, empty: boolean | null): ViewPage | null {
  if (route.page === "unknown") return null;
  if (route.page !== "home") return route.page;
  if (empty === null) return null;
  return empty ? "sources" : "traces";
}
