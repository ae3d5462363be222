import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import type { Page } from "../state/route.js";

export interface ViewDefinition {
  readonly title: string;
  readonly View: LazyExoticComponent<ComponentType>;
}

/** Every view, by the page of the route that shows it. A view is loaded when it is first opened. */
export const VIEWS = {
  traces: {
    title: "Traces",
    View: lazy(async () => ({ default: (await import("./traces/TracesView.js")).TracesView })),
  },
  trace: { title: "Trace", View: lazy(async () => ({ default: (await import("./trace/TraceView.js")).TraceView })) },
  conversations: {
    title: "Conversations",
    View: lazy(async () => ({ default: (await import("./conversations/ConversationsView.js")).ConversationsView })),
  },
  conversation: {
    title: "Conversation",
    View: lazy(async () => ({ default: (await import("./conversations/ConversationView.js")).ConversationView })),
  },
  compare: {
    title: "Compare",
    View: lazy(async () => ({ default: (await import("./compare/CompareView.js")).CompareView })),
  },
  network: {
    title: "Network",
    View: lazy(async () => ({ default: (await import("./network/NetworkView.js")).NetworkView })),
  },
  sql: { title: "SQL", View: lazy(async () => ({ default: (await import("./sql/SqlView.js")).SqlView })) },
  sources: {
    title: "Sources",
    View: lazy(async () => ({ default: (await import("./sources/SourcesView.js")).SourcesView })),
  },
  settings: {
    title: "Settings",
    View: lazy(async () => ({ default: (await import("./settings/SettingsView.js")).SettingsView })),
  },
} as const satisfies Readonly<Partial<Record<Page, ViewDefinition>>>;
export type ViewPage = keyof typeof VIEWS;
