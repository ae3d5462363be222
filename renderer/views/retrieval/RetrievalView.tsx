import type { ComponentType } from "react";
import { useEngineQuery } from "../../data/engine.js";
import { useLater } from "../../lib/later.js";
import { runCommand } from "../../state/commands.js";
import { navigate, useRoute } from "../../state/navigation.js";
import { retrievalRoute, type RetrievalRoute } from "../../state/retrieval-route.js";
import { Button } from "../../ui/Button.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { Tabs } from "../../ui/Tabs.js";
import text from "../../ui/text.module.css";
import styles from "./retrieval.module.css";
import { TABS, type TabDefinition, type TabProps } from "./tabs.js";

/** What was asked, what was found and what was used, over all runs that the search selects. */
export function RetrievalView() {
  const present = useRoute();
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const route: RetrievalRoute = present.page === "retrieval" ? present : retrievalRoute();
  const tab = TABS.find(({ id }) => id === route.tab) ?? TABS[0];
  if (info.data?.traces === 0 && route.q === "") return <NoTraces />;
  return (
    <section className={styles.view} aria-label="Retrieval">
      <h1 className={text.visuallyHidden}>Retrieval</h1>
      <Tabs
        label="Parts of Retrieval"
        items={TABS}
        value={tab?.id ?? "queries"}
        // The search goes along; what was selected and sorted is the tab's own.
        onChange={(id) => navigate(retrievalRoute({ tab: id, q: route.q }))}
        panelClassName={styles.panel}
      >
        {tab === undefined ? null : <Loaded key={tab.id} tab={tab} route={route} />}
      </Tabs>
    </section>
  );
}

function Loaded({ tab, route }: { readonly tab: TabDefinition; readonly route: RetrievalRoute }) {
  const View = useLater<ComponentType<TabProps>>(tab.view);
  return View === null ? null : <Shown View={View} route={route} />;
}

function Shown({ View, route }: { readonly View: ComponentType<TabProps> } & TabProps) {
  return <View route={route} />;
}

function NoTraces() {
  return (
    <section className={styles.view} aria-label="Retrieval">
      <EmptyState
        title="This workspace holds no traces yet"
        hint="Retrieval shows what was asked of knowledge bases and memories, what they gave and what of it was used. Open a trace dump, or the sample."
        actions={
          <>
            <Button look="primary" onClick={() => runCommand("open-files")}>
              Open files
            </Button>
            <Button onClick={() => runCommand("open-sample")}>Open the sample</Button>
          </>
        }
      />
    </section>
  );
}
