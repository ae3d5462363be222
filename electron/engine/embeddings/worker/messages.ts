import type { ErrorData } from "../../../../shared/contract/errors.js";
import type { MapMethod, MapPhase } from "../../../../shared/contract/vectors.js";
import type { TellingWord } from "../../analysis/vectors/telling-words.js";

type Floats = Float32Array<ArrayBuffer>;

/** Where the items of a map lie. */
export interface Layout {
  /** Between -1 and 1, on one scale. */
  readonly x: Floats;
  readonly y: Floats;
  /** Cosine distance to the nearest document; NaN for what is no query, and where there is no document. */
  readonly gap: Floats;
  readonly reducedTo: number;
  readonly variance: number;
}

/** Items in groups, and what sets the groups apart. */
export interface Grouping {
  /** -1: none. */
  readonly cluster: Int32Array<ArrayBuffer>;
  readonly words: readonly (readonly TellingWord[])[];
  readonly holeGap: number | null;
  readonly holes: readonly MapHoleItems[];
}
export interface MapHoleItems {
  readonly items: readonly number[];
  readonly words: readonly TellingWord[];
}

/** What is laid out: `documents` items first, then `queries`, then all others. */
export interface Items {
  readonly count: number;
  readonly documents: number;
  readonly queries: number;
}

export interface MapOrder {
  readonly type: "map";
  readonly items: Items;
  /** Numbers of a vector; null where the map is made of texts. */
  readonly columns: number | null;
  readonly method: MapMethod;
  readonly neighbours: number;
  readonly minDistance: number;
  readonly seed: number;
  readonly clusterSize: number | null;
  readonly holeGap: number | null;
  /** A layout that was made before; only groups are wanted then. */
  readonly known: Layout | null;
}

/** The texts most like one of them, by their words. */
export interface NearestOrder {
  readonly type: "nearest";
  readonly texts: number;
  /** The item that is asked about. */
  readonly item: number;
  readonly limit: number;
}
export type Order = MapOrder | NearestOrder;

export type ToWorker =
  | Order
  /** Vectors of some items, one after another. */
  | { readonly type: "rows"; readonly places: Int32Array<ArrayBuffer>; readonly values: Floats }
  /** Texts of some items. */
  | { readonly type: "texts"; readonly places: readonly number[]; readonly texts: readonly string[] }
  /** The pass is over. */
  | { readonly type: "end" };

export type FromWorker =
  /** Asks for the vectors or texts of the items from `first` up to `end`, of texts at most `most`, evenly. */
  | {
      readonly type: "pass";
      readonly what: "rows" | "texts";
      readonly first: number;
      readonly end: number;
      readonly most: number;
    }
  /** A block has been used up. */
  | { readonly type: "credit" }
  /** No pass is wanted any more. */
  | { readonly type: "read" }
  | { readonly type: "progress"; readonly phase: MapPhase; readonly share: number }
  | { readonly type: "done"; readonly layout: Layout; readonly grouping: Grouping }
  | { readonly type: "nearest"; readonly items: readonly number[]; readonly cosines: readonly number[] }
  | { readonly type: "failed"; readonly error: ErrorData };

/** The worker's end of its connection. */
export interface WorkerPort {
  send(message: FromWorker, transfer?: readonly ArrayBuffer[]): void;
  next(): Promise<ToWorker>;
}
