import type { TraceStructure } from "../structure.js";
import type { Marks } from "./marks.js";
import type { BoxItem, Item } from "./picture.js";

/** What can be done with an item, whichever way it is drawn. */
export interface GraphActions {
  readonly structure: TraceStructure;
  readonly marks: Marks;
  /** Calls that take less are lit for so long in a playback, ns. */
  readonly momentNs: number;
  select(row: number): void;
  /** Opens a span of another trace. */
  openTrace(traceId: string, spanId: string): void;
  /** Shows the neighbourhood of a row. */
  focus(row: number): void;
  /** Opens or closes a fold. `at` keeps its place on the screen. */
  toggle(fold: string, at: Item): void;
  /** The fold that closes the agents below a box; null where it has none, or where it is not the first of its agent. */
  closes(item: BoxItem): string | null;
}

/** What the elements of the graph's library carry. */
export interface ItemData<I extends Item = Item> {
  readonly item: I;
  readonly index: number;
  readonly actions: GraphActions;
}
