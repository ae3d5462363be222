import { z } from "zod";
import { CONVERSATION_SORTS } from "../../shared/contract/conversations.js";
import { SPAN_SORTS } from "../../shared/contract/spans.js";
import { TRACE_SORTS } from "../../shared/contract/traces.js";
import { networkAddress, networkParams, type NetworkRoute } from "./network-route.js";
import { retrievalAddress, retrievalParams, type RetrievalRoute } from "./retrieval-route.js";

/** The views of a trace that are built, in the order of their keys. */
export const TRACE_VIEWS = ["timeline", "graph", "swimlanes", "transcript"] as const;
export type TraceView = (typeof TRACE_VIEWS)[number];

/** What the colour of a bar says in the time views. */
export const COLOUR_BY = ["kind", "agent", "model", "cost", "latency"] as const;
export type ColourBy = (typeof COLOUR_BY)[number];
/** What the critical path follows: the work that the end waited for, or the steps on which the most was spent. */
export const PATH_BY = ["time", "cost"] as const;
export type PathBy = (typeof PATH_BY)[number];

/** The graph of a run: each call in its order, or repeats collapsed to counts. */
export const GRAPH_MODES = ["ran", "aggregated"] as const;
export type GraphMode = (typeof GRAPH_MODES)[number];

/** What a transcript shows. */
export const TRANSCRIPT_MODES = ["all", "between"] as const;
export type TranscriptMode = (typeof TRANSCRIPT_MODES)[number];

const flag = z
  .enum(["0", "1"])
  .catch("0")
  .default("0")
  .transform((value) => value === "1");

/** What list a trace was opened from: it carries over, so that `[`, `]` and the way back know it. */
const listParams = z.object({
  q: z.string().default(""),
  sort: z.enum(TRACE_SORTS).catch("relevance").default("relevance"),
  desc: z
    .enum(["0", "1"])
    .catch("1")
    .default("1")
    .transform((value) => value === "1"),
});

const tracesParams = listParams.extend({
  /** Columns that are shown, comma-separated; absent for those of the design. */
  cols: z.string().optional().catch(undefined),
  /** The trace that the inspector shows. */
  selected: z.string().optional().catch(undefined),
});
const traceParams = listParams.extend({
  span: z.string().optional().catch(undefined),
  view: z.enum(TRACE_VIEWS).catch("timeline").default("timeline"),
  split: z.enum(TRACE_VIEWS).optional().catch(undefined),
  find: z.string().optional().catch(undefined),
  color: z.enum(COLOUR_BY).catch("kind").default("kind"),
  path: z.enum(PATH_BY).catch("time").default("time"),
  /** What the transcript shows: everything, or what passed between agents. */
  talk: z.enum(TRANSCRIPT_MODES).catch("all").default("all"),
  /** Idle time is compressed. */
  idle: flag,
  /** The stretch of time that is shown: `from-to`, ms from the run's start. */
  t: z.string().max(100).optional().catch(undefined),
  /** What is folded in the tree, which lanes are, and which groups of the transcript; each view reads its own. */
  fold: z.string().max(2000).optional().catch(undefined),
  lanes: z.string().max(2000).optional().catch(undefined),
  groups: z.string().max(2000).optional().catch(undefined),
  graph: z.enum(GRAPH_MODES).catch("ran").default("ran"),
  /** The span whose neighbourhood the graph shows. */
  focus: z.string().max(200).optional().catch(undefined),
  /** What is opened or closed in the graph. */
  boxes: z.string().max(2000).optional().catch(undefined),
});
const spansParams = listParams.extend({
  sort: z.enum(SPAN_SORTS).catch("relevance").default("relevance"),
  cols: z.string().optional().catch(undefined),
  /** The span that is selected: its trace, a slash, its id. */
  selected: z.string().optional().catch(undefined),
});
const conversationListParams = listParams.extend({
  sort: z.enum(CONVERSATION_SORTS).catch("relevance").default("relevance"),
});
const conversationsParams = conversationListParams.extend({
  cols: z.string().optional().catch(undefined),
  /** The first trace of the conversation that is selected. */
  selected: z.string().optional().catch(undefined),
});
const place = z.coerce.number().int().nonnegative().optional().catch(undefined);
const conversationParams = conversationListParams.extend({
  /** The entry at the top of what is read, from 0. */
  at: place,
  /** The selected entry, from 0. */
  entry: place,
  find: z.string().optional().catch(undefined),
});
const sourcesParams = z.object({ source: z.coerce.number().int().nonnegative().optional().catch(undefined) });

const compareParams = z.object({
  /** The search among the runs to choose from. */
  q: z.string().default(""),
  /** Equal steps are shown too. */
  all: flag,
  /** The selected step: a span of the left run, else of the right one. */
  span: z.string().optional().catch(undefined),
});

const sqlParams = z.object({
  /** The statement, where it is short enough for an address. */
  q: z.string().optional().catch(undefined),
  /** The number of a longer one among those that this browser keeps. */
  kept: z.string().max(20).optional().catch(undefined),
});

const incidentsParams = z.object({
  /** Words that the list of incidents is narrowed to. */
  q: z.string().default(""),
  /** The selected piece of evidence. */
  item: z.string().max(100).optional().catch(undefined),
});

export type TracesRoute = { readonly page: "traces" } & Readonly<z.output<typeof tracesParams>>;
export type TraceRoute = { readonly page: "trace"; readonly traceId: string } & Readonly<z.output<typeof traceParams>>;
export type SpansRoute = { readonly page: "spans" } & Readonly<z.output<typeof spansParams>>;
export type ConversationsRoute = { readonly page: "conversations" } & Readonly<z.output<typeof conversationsParams>>;
/** Any trace of a conversation names it. */
export type ConversationRoute = { readonly page: "conversation"; readonly traceId: string } & Readonly<
  z.output<typeof conversationParams>
>;
/** Two runs side by side, or the choice of them. */
export type CompareRoute = {
  readonly page: "compare";
  readonly left: string | undefined;
  readonly right: string | undefined;
} & Readonly<z.output<typeof compareParams>>;
export type SqlRoute = { readonly page: "sql" } & Readonly<z.output<typeof sqlParams>>;
/** The incidents, and the one that is worked on. */
export type IncidentsRoute = { readonly page: "incidents"; readonly incidentId: string | undefined } & Readonly<
  z.output<typeof incidentsParams>
>;
export type SourcesRoute = { readonly page: "sources" } & Readonly<z.output<typeof sourcesParams>>;
/** `home` is the bare address: the app shows Traces where there are any, else Sources. */
export type Route =
  | { readonly page: "home" }
  | TracesRoute
  | TraceRoute
  | SpansRoute
  | ConversationsRoute
  | ConversationRoute
  | NetworkRoute
  | RetrievalRoute
  | CompareRoute
  | IncidentsRoute
  | SqlRoute
  | SourcesRoute
  | { readonly page: "settings" }
  | { readonly page: "unknown"; readonly path: string };
export type Page = Route["page"];
/** The lists that a search can have for an answer. */
export type ListRoute = TracesRoute | SpansRoute | ConversationsRoute;

export function isList(route: Route): route is ListRoute {
  return route.page === "traces" || route.page === "spans" || route.page === "conversations";
}

/** The state of the page that an address stands for. Parameters that do not fit become their defaults. */
export function parseRoute(address: string): Route {
  const url = new URL(address, "http://skein.invalid");
  const params = Object.fromEntries(url.searchParams);
  const [first = "", second, third] = url.pathname.split("/").filter((part) => part !== "");
  if (first === "" || first === "index.html") return { page: "home" };
  if (first === "traces") return { page: "traces", ...tracesParams.parse(params) };
  if (first === "trace" && second !== undefined) {
    return { page: "trace", traceId: decode(second), ...traceParams.parse(params) };
  }
  if (first === "spans") return { page: "spans", ...spansParams.parse(params) };
  if (first === "conversations") {
    return second === undefined
      ? { page: "conversations", ...conversationsParams.parse(params) }
      : { page: "conversation", traceId: decode(second), ...conversationParams.parse(params) };
  }
  if (first === "compare")
    return { page: "compare", ...compared(second, third, params), ...compareParams.parse(params) };
  if (first === "network") return { page: "network", ...networkParams.parse(params) };
  if (first === "retrieval") return { page: "retrieval", ...retrievalParams.parse(params) };
  if (first === "incidents")
    return {
      page: "incidents",
      incidentId: second === undefined ? undefined : decode(second),
      ...incidentsParams.parse(params),
    };
  if (first === "sql") return { page: "sql", ...sqlParams.parse(params) };
  if (first === "sources") return { page: "sources", ...sourcesParams.parse(params) };
  if (first === "settings") return { page: "settings" };
  return { page: "unknown", path: url.pathname };
}

/** The address of a route; defaults are left out. `parseRoute` of it gives the route again. */
export function formatRoute(route: Route): string {
  switch (route.page) {
    case "home":
      return "/";
    case "traces":
      return withParams("/traces", { ...list(route), cols: route.cols, selected: route.selected });
    case "trace":
      return withParams(`/trace/${encodeURIComponent(route.traceId)}`, {
        ...list(route),
        span: route.span,
        view: route.view === "timeline" ? undefined : route.view,
        split: route.split,
        find: route.find,
        color: route.color === "kind" ? undefined : route.color,
        path: route.path === "time" ? undefined : route.path,
        talk: route.talk === "all" ? undefined : route.talk,
        idle: route.idle ? "1" : undefined,
        t: route.t,
        fold: route.fold,
        lanes: route.lanes,
        groups: route.groups,
        graph: route.graph === "ran" ? undefined : route.graph,
        focus: route.focus,
        boxes: route.boxes,
      });
    case "spans":
      return withParams("/spans", { ...list(route), cols: route.cols, selected: route.selected });
    case "conversations":
      return withParams("/conversations", { ...list(route), cols: route.cols, selected: route.selected });
    case "conversation":
      return withParams(`/conversations/${encodeURIComponent(route.traceId)}`, {
        ...list(route),
        at: route.at?.toString(),
        entry: route.entry?.toString(),
        find: route.find,
      });
    case "compare":
      return withParams(["/compare", ...comparePath(route)].join("/"), {
        right: route.left === undefined ? route.right : undefined,
        q: route.q === "" ? undefined : route.q,
        all: route.all ? "1" : undefined,
        span: route.span,
      });
    case "network":
      return withParams("/network", networkAddress(route));
    case "retrieval":
      return withParams("/retrieval", retrievalAddress(route));
    case "incidents":
      return withParams(
        route.incidentId === undefined ? "/incidents" : `/incidents/${encodeURIComponent(route.incidentId)}`,
        { q: route.q === "" ? undefined : route.q, item: route.item },
      );
    case "sql":
      return withParams("/sql", { q: route.q, kept: route.kept });
    case "sources":
      return withParams("/sources", { source: route.source?.toString() });
    case "settings":
      return "/settings";
    case "unknown":
      return route.path;
  }
}

/** A route of the list with everything at its default. */
export function tracesRoute(change: Partial<Omit<TracesRoute, "page">> = {}): TracesRoute {
  return { page: "traces", ...tracesParams.parse({}), ...change };
}

/** A route of one trace, opened from a list (or from nowhere). */
export function traceRoute(
  traceId: string,
  from: Partial<Pick<TracesRoute, "q" | "sort" | "desc">> &
    Partial<Pick<TraceRoute, "span" | "view" | "split" | "find">> = {},
): TraceRoute {
  const { q, sort, desc, span, view, split, find } = from;
  const base = { page: "trace" as const, traceId, ...traceParams.parse({}) };
  return {
    ...base,
    q: q ?? base.q,
    sort: sort ?? base.sort,
    desc: desc ?? base.desc,
    span,
    view: view ?? base.view,
    split,
    find,
  };
}

/** A route of the list of spans with everything at its default. */
export function spansRoute(change: Partial<Omit<SpansRoute, "page">> = {}): SpansRoute {
  return { page: "spans", ...spansParams.parse({}), ...change };
}

/** A route of the list of conversations with everything at its default. */
export function conversationsRoute(change: Partial<Omit<ConversationsRoute, "page">> = {}): ConversationsRoute {
  return { page: "conversations", ...conversationsParams.parse({}), ...change };
}

/** A route of one conversation, by any of its traces. */
export function conversationRoute(
  traceId: string,
  change: Partial<Omit<ConversationRoute, "page" | "traceId">> = {},
): ConversationRoute {
  return { page: "conversation", traceId, ...conversationParams.parse({}), ...change };
}

/** A route that compares two runs; with one or none the reader chooses. */
export function compareRoute(
  left?: string,
  right?: string,
  change: Partial<z.output<typeof compareParams>> = {},
): CompareRoute {
  return { page: "compare", left, right, ...compareParams.parse({}), ...change };
}

/** A route of the incidents, with one of them open or with none named. */
export function incidentsRoute(
  incidentId?: string,
  change: Partial<z.output<typeof incidentsParams>> = {},
): IncidentsRoute {
  return { page: "incidents", incidentId, ...incidentsParams.parse({}), ...change };
}

/** Where only the right run is known, it stands behind the question mark. */
function compared(
  left: string | undefined,
  right: string | undefined,
  params: Readonly<Record<string, string>>,
): Pick<CompareRoute, "left" | "right"> {
  return {
    left: left === undefined ? undefined : decode(left),
    right: left === undefined ? params["right"] : right === undefined ? undefined : decode(right),
  };
}

function comparePath({ left, right }: CompareRoute): string[] {
  return left === undefined
    ? []
    : [left, right].flatMap((part) => (part === undefined ? [] : [encodeURIComponent(part)]));
}

function list(route: { readonly q: string; readonly sort: string; readonly desc: boolean }) {
  return {
    q: route.q === "" ? undefined : route.q,
    sort: route.sort === "relevance" ? undefined : route.sort,
    desc: route.desc ? undefined : "0",
  };
}

function withParams(path: string, params: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && value !== "") query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
