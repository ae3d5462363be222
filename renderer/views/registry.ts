import type { ComponentType } from "react";
import { Later } from "../lib/later.js";
import type { Page } from "../state/route.js";

export interface ViewDefinition {
  readonly title: string;
  readonly view: Later<ComponentType>;
}

/** Every view, by the page of the route that shows it. A view is loaded when it is first opened, or when there is nothing else to do. */
export const VIEWS = {
  traces: {
    title: "Traces",
    view: new Later(async () => (await import("./traces/TracesView.js")).TracesView),
  },
  trace: { title: "Trace", view: new Later(async () => (await import("./trace/TraceView.js")).TraceView) },
  spans: { title: "Spans", view: new Later(async () => (await import("./spans/SpansView.js")).SpansView) },
  conversations: {
    title: "Conversations",
    view: new Later(async () => (await import("./conversations/ConversationsView.js")).ConversationsView),
  },
  conversation: {
    title: "Conversation",
    view: new Later(async () => (await import("./conversations/ConversationView.js")).ConversationView),
  },
  compare: {
    title: "Compare",
    view: new Later(async () => (await import("./compare/CompareView.js")).CompareView),
  },
  network: {
    title: "Network",
    view: new Later(async () => (await import("./network/NetworkView.js")).NetworkView),
  },
  retrieval: {
    title: "Retrieval",
    view: new Later(async () => (await import("./retrieval/RetrievalView.js")).RetrievalView),
  },
  incidents: {
    title: "Incidents",
    view: new Later(async () => (await import("./incidents/IncidentsView.js")).IncidentsView),
  },
  sql: { title: "SQL", view: new Later(async () => (await import("./sql/SqlView.js")).SqlView) },
  sources: {
    title: "Sources",
    view: new Later(async () => (await import("./sources/SourcesView.js")).SourcesView),
  },
  settings: {
    title: "Settings",
    view: new Later(async () => (await import("./settings/SettingsView.js")).SettingsView),
  },
} as const satisfies Readonly<Partial<Record<Page, ViewDefinition>>>;
export type ViewPage = keyof typeof VIEWS;
