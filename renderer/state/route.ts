import { z } from "zod";
import { TRACE_SORTS } from "../../shared/contract/traces.js";

/** The views of a trace that are built, in the order of their keys. */
export const TRACE_VIEWS = ["timeline", "graph", "transcript"] as const;
export type TraceView = (typeof TRACE_VIEWS)[number];

/** What list a trace was opened from: it carries over, so that `[`, `]` and the way back know it. */
const listParams = z.object({
  q: z.string().default(""),
  sort: z.enum(TRACE_SORTS).catch("start").default("start"),
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
});
const sourcesParams = z.object({ source: z.coerce.number().int().nonnegative().optional().catch(undefined) });

export type TracesRoute = { readonly page: "traces" } & Readonly<z.output<typeof tracesParams>>;
export type TraceRoute = { readonly page: "trace"; readonly traceId: string } & Readonly<z.output<typeof traceParams>>;
export type SourcesRoute = { readonly page: "sources" } & Readonly<z.output<typeof sourcesParams>>;
/** `home` is the bare address: the app shows Traces where there are any, else Sources. */
export type Route =
  | { readonly page: "home" }
  | TracesRoute
  | TraceRoute
  | SourcesRoute
  | { readonly page: "settings" }
  | { readonly page: "unknown"; readonly path: string };
export type Page = Route["page"];

/** The state of the page that an address stands for. Parameters that do not fit become their defaults. */
export function parseRoute(address: string): Route {
  const url = new URL(address, "http://skein.invalid");
  const params = Object.fromEntries(url.searchParams);
  const [first = "", second] = url.pathname.split("/").filter((part) => part !== "");
  if (first === "" || first === "index.html") return { page: "home" };
  if (first === "traces") return { page: "traces", ...tracesParams.parse(params) };
  if (first === "trace" && second !== undefined) {
    return { page: "trace", traceId: decode(second), ...traceParams.parse(params) };
  }
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
      });
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

function list(route: { readonly q: string; readonly sort: string; readonly desc: boolean }) {
  return {
    q: route.q === "" ? undefined : route.q,
    sort: route.sort === "start" ? undefined : route.sort,
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
