import type { SpanKind } from "../../../../shared/model/kind.js";
import type { BoxBlock, BoxGeometry } from "./geometry.js";

interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A stretch of an agent's work, with its calls as squares; repeats and gaps too. */
export interface BoxItem extends Place {
  readonly type: "box";
  readonly block: BoxBlock;
  readonly geometry: BoxGeometry;
  readonly durationText: string;
  /** On the chain of boxes that the run's end waited for. */
  readonly critical: boolean;
}

/** All calls of one name by one agent, or a whole agent, or what was folded together. */
export interface CardItem extends Place {
  readonly type: "card";
  readonly kind: SpanKind;
  readonly name: string;
  /** Who makes the calls; empty where the card is the agent itself. */
  readonly agent: string;
  readonly calls: number;
  readonly failed: number;
  /** Of one call, ns: the half of them took no longer. */
  readonly medianNs: number;
  /** Rows of its calls, by start. */
  readonly rows: Int32Array;
  /** Starts of its calls and, on their own, their ends, ns, ascending: how many ran at a time is a difference. */
  readonly startsNs: Float64Array;
  readonly endsNs: Float64Array;
  /** What a click opens; null where nothing is folded in it. */
  readonly opens: string | null;
  /** What is folded in it, in words. */
  readonly inside: string;
}

/** The frame around the calls of one agent. Its head folds it. */
export interface FrameItem extends Place {
  readonly type: "frame";
  readonly name: string;
  readonly kind: SpanKind;
  readonly row: number;
  /** How many of the agent's runs failed themselves. */
  readonly failed: number;
  readonly closes: string;
}

/** Where branches meet, or where the run begins and ends. */
export interface DotItem extends Place {
  readonly type: "dot";
  readonly look: "junction" | "start" | "end";
}

export type Item = BoxItem | CardItem | FrameItem | DotItem;

/** A line from item to item. */
export interface Wire {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** As in the `d` of an SVG path. */
  readonly path: string;
  readonly critical: boolean;
  readonly widthPx: number;
  readonly label: string;
  readonly labelX: number;
  readonly labelY: number;
  /** Where its arrow points; null for none. Angle in radians, 0 to the right. */
  readonly tip: { readonly x: number; readonly y: number; readonly angle: number } | null;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** When it was gone, ns, ascending; empty where its two ends tell. */
  readonly timesNs: readonly number[];
}

/** A graph with everything in its place: what is painted, hit, walked through, mounted and exported. */
export interface Picture {
  readonly mode: "ran" | "aggregated";
  readonly items: readonly Item[];
  readonly wires: readonly Wire[];
  readonly widthPx: number;
  readonly heightPx: number;
  /** Index of the item that stands for a row of the span table; -1 for none. */
  readonly places: Int32Array;
  /** What is folded or left out, in words. */
  readonly rules: readonly string[];
}
