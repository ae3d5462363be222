import type { ComponentType } from "react";
import { Later } from "../../lib/later.js";
import type { RetrievalRoute, RetrievalTab } from "../../state/retrieval-route.js";

/** What every tab is given: the address, with the search that it is of. */
export interface TabProps {
  readonly route: RetrievalRoute;
}

export interface TabDefinition {
  readonly id: RetrievalTab;
  readonly label: string;
  readonly view: Later<ComponentType<TabProps>>;
}

/** The tabs of the Retrieval view, in their order: one line each. */
export const TABS: readonly TabDefinition[] = [
  {
    id: "queries",
    label: "Queries",
    view: new Later(async () => (await import("./queries/QueriesTab.js")).QueriesTab),
  },
  {
    id: "documents",
    label: "Documents",
    view: new Later(async () => (await import("./documents/DocumentsTab.js")).DocumentsTab),
  },
  {
    id: "memory",
    label: "Memory",
    view: new Later(async () => (await import("./memory/MemoryTab.js")).MemoryTab),
  },
  {
    id: "embeddings",
    label: "Embeddings",
    view: new Later(async () => (await import("./embeddings/EmbeddingsTab.js")).EmbeddingsTab),
  },
  {
    id: "quality",
    label: "Quality",
    view: new Later(async () => (await import("./quality/QualityTab.js")).QualityTab),
  },
  { id: "map", label: "Map", view: new Later(async () => (await import("./map/MapTab.js")).MapTab) },
  {
    id: "drift",
    label: "Drift",
    view: new Later(async () => (await import("./drift/DriftTab.js")).DriftTab),
  },
];
