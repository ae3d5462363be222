import { z } from "zod";
import { EDGE_TYPES } from "../../shared/contract/network.js";

export const NETWORK_LEVELS = ["agents", "tools", "all"] as const;
export type NetworkLevel = (typeof NETWORK_LEVELS)[number];
/** What the width or the darkness of a line can stand for. */
export const NETWORK_FIGURES = ["calls", "failed", "p50", "p95", "tokens", "cost"] as const;
export type NetworkFigure = (typeof NETWORK_FIGURES)[number];

const flag = z
  .enum(["0", "1"])
  .catch("0")
  .default("0")
  .transform((value) => value === "1");
const name = z.string().max(600).optional().catch(undefined);

export const networkParams = z.object({
  q: z.string().default(""),
  /** The search that it is compared with; absent where nothing is compared. */
  with: z.string().optional().catch(undefined),
  level: z.enum(NETWORK_LEVELS).catch("all").default("all"),
  as: z.enum(["graph", "table"]).catch("graph").default("graph"),
  width: z.enum(NETWORK_FIGURES).catch("calls").default("calls"),
  colour: z.enum(NETWORK_FIGURES).catch("failed").default("failed"),
  /** Lines of fewer calls are folded; absent for as few as can be read. */
  least: z.coerce.number().int().positive().optional().catch(undefined),
  /** Folds that are open, one a line. */
  open: z
    .string()
    .default("")
    .transform((keys): readonly string[] => keys.split("\n").filter((key) => key !== "")),
  /** Nodes that the user hid are shown too. */
  hidden: flag,
  /** The selected node, or the selected edge by its ends and type. */
  node: name,
  from: name,
  to: name,
  via: z.enum(EDGE_TYPES).optional().catch(undefined),
});
export type NetworkRoute = { readonly page: "network" } & Readonly<z.output<typeof networkParams>>;

/** A route of the network with everything at its default. */
export function networkRoute(change: Partial<Omit<NetworkRoute, "page">> = {}): NetworkRoute {
  return { page: "network", ...networkParams.parse({}), ...change };
}

/** The parameters of an address; undefined where they are at their default. */
export function networkAddress(route: NetworkRoute): Readonly<Record<string, string | undefined>> {
  const { level, as, width, colour, least } = route;
  return {
    q: route.q,
    with: route.with,
    level: level === "all" ? undefined : level,
    as: as === "graph" ? undefined : as,
    width: width === "calls" ? undefined : width,
    colour: colour === "failed" ? undefined : colour,
    least: least === undefined ? undefined : String(least),
    open: route.open.join("\n"),
    hidden: route.hidden ? "1" : undefined,
    node: route.node,
    from: route.from,
    to: route.to,
    via: route.via,
  };
}
