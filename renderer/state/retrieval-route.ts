import { z } from "zod";
import { RETRIEVAL_SORTS, type RetrievalSort } from "../../shared/contract/retrieval.js";
import { mapAddress, mapParams } from "./map-route.js";

/** The parts of the Retrieval view, in the order of its tabs. */
export const RETRIEVAL_TABS = ["queries", "documents", "memory", "embeddings", "quality", "map", "drift"] as const;
export type RetrievalTab = (typeof RETRIEVAL_TABS)[number];

const name = z.string().max(600).optional().catch(undefined);

const search = z.string().max(2000).optional().catch(undefined);

export const retrievalParams = z.object({
  tab: z.enum(RETRIEVAL_TABS).catch("queries").default("queries"),
  /** The search; every tab is of what it selects. */
  q: z.string().default(""),
  /** What the tab's list is sorted by, in the words of the tab; absent for its own default. */
  sort: z.string().max(40).optional().catch(undefined),
  desc: z
    .enum(["0", "1"])
    .optional()
    .catch(undefined)
    .transform((value) => (value === undefined ? undefined : value === "1")),
  /** Columns that are shown, comma-separated; absent for those of the design. */
  cols: name,
  /** The selected retrieval: its trace, a slash, its span. */
  span: name,
  /** The selected document of the retrieval, by its place from 0. */
  doc: z.coerce.number().int().nonnegative().optional().catch(undefined),
  /** Queries as a table with all columns, without the funnel. */
  as: z.enum(["funnel", "table"]).catch("funnel").default("funnel"),
  /** What stands under the funnel. */
  below: z.enum(["answer", "map"]).catch("answer").default("answer"),
  /** A quick filter of the tab, in its own words. */
  only: name,
  /** The one store of a memory that is shown; `(none)` for what names none. */
  store: name,
  /** What is selected in the other tabs: a document, a key of a memory, a point of the map. */
  selected: name,
  /** How many ranks the measures of quality count, and which judgement they are of. */
  k: z.coerce.number().int().min(1).max(1000).optional().catch(undefined),
  judgement: name,
  /** The two searches between which drift is looked for. */
  left: search,
  right: search,
  ...mapParams,
});
export type RetrievalRoute = { readonly page: "retrieval" } & Readonly<z.output<typeof retrievalParams>>;

/** A route of the Retrieval view with everything at its default. */
export function retrievalRoute(change: Partial<Omit<RetrievalRoute, "page">> = {}): RetrievalRoute {
  return { page: "retrieval", ...retrievalParams.parse({}), ...change };
}

/** The parameters of an address; undefined where they are at their default. */
export function retrievalAddress(route: RetrievalRoute): Readonly<Record<string, string | undefined>> {
  return {
    tab: route.tab === "queries" ? undefined : route.tab,
    q: route.q,
    sort: route.sort,
    desc: route.desc === undefined ? undefined : route.desc ? "1" : "0",
    cols: route.cols,
    span: route.span,
    doc: route.doc?.toString(),
    as: route.as === "funnel" ? undefined : route.as,
    below: route.below === "answer" ? undefined : route.below,
    only: route.only,
    store: route.store,
    selected: route.selected,
    k: route.k?.toString(),
    judgement: route.judgement,
    left: route.left,
    right: route.right,
    ...mapAddress(route),
  };
}

/** Sorts of the queries whose first click goes up. */
const ASCENDING: ReadonlySet<RetrievalSort> = new Set(["query", "knowledge", "agent", "supported", "judgement"]);

/** Which way a sort of the queries goes at first. */
export function sortsDown(sort: RetrievalSort): boolean {
  return !ASCENDING.has(sort);
}

/** How the queries are sorted, as the address says; else the newest come first. */
export function retrievalSort({ sort, desc }: Pick<RetrievalRoute, "sort" | "desc">): {
  readonly sort: RetrievalSort;
  readonly descending: boolean;
} {
  const known = RETRIEVAL_SORTS.find((one) => one === sort) ?? "start";
  return { sort: known, descending: desc ?? sortsDown(known) };
}
