import { conversationsRoute, spansRoute, tracesRoute, type ListRoute } from "../state/route.js";

/** What a list of results has rows of. */
export type ResultUnit = ListRoute["page"];

/** One of them, as `formatCounted` takes it. */
export const UNIT_WORD: Readonly<Record<ResultUnit, string>> = {
  traces: "trace",
  spans: "span",
  conversations: "conversation",
};
export const UNIT_TITLE: Readonly<Record<ResultUnit, string>> = {
  traces: "Traces",
  spans: "Spans",
  conversations: "Conversations",
};
/** In the order of the switch. */
export const UNITS: readonly ResultUnit[] = ["traces", "spans", "conversations"];

/** The list of them that a search selects. */
export function unitRoute(unit: ResultUnit, query: string): ListRoute {
  switch (unit) {
    case "traces":
      return tracesRoute({ q: query });
    case "spans":
      return spansRoute({ q: query });
    case "conversations":
      return conversationsRoute({ q: query });
  }
}
