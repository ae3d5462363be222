import { z } from "zod";
import { MAP_METHODS, type MapMethod } from "../../shared/contract/vectors.js";

/** What the colour of a point says. */
export const MAP_COLOURS = ["kind", "agent", "score", "time", "source"] as const;
export type MapColour = (typeof MAP_COLOURS)[number];
/** What the panel beside the map lists. */
export const MAP_PANELS = ["none", "clusters", "points"] as const;
export type MapPanel = (typeof MAP_PANELS)[number];

/** Stands for a map of the words of the texts in the place of a space. */
export const WORDS = "words";

/** What the map adds to the address of the Retrieval view. */
export const mapParams = {
  method: z.enum(MAP_METHODS).catch("pca").default("pca"),
  /** The space of the vectors, or `WORDS`; absent for the space with the most, and words where there is none. */
  space: z.string().max(300).optional().catch(undefined),
  color: z.enum(MAP_COLOURS).catch("kind").default("kind"),
  /** The part of the map that is shown, see `formatView`. */
  box: z.string().max(60).optional().catch(undefined),
  /** The outline of the lasso, see `formatOutline`. */
  lasso: z.string().max(2000).optional().catch(undefined),
  list: z.enum(MAP_PANELS).catch("none").default("none"),
} as const;

interface MapRoute {
  readonly method: MapMethod;
  readonly space?: string | undefined;
  readonly color: MapColour;
  readonly box?: string | undefined;
  readonly lasso?: string | undefined;
  readonly list: MapPanel;
}

/** The parameters of the map in an address; undefined where they are at their default. */
export function mapAddress(route: MapRoute): Readonly<Record<string, string | undefined>> {
  return {
    method: route.method === "pca" ? undefined : route.method,
    space: route.space,
    color: route.color === "kind" ? undefined : route.color,
    box: route.box,
    lasso: route.lasso,
    list: route.list === "none" ? undefined : route.list,
  };
}
