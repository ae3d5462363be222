/** A graph whose nodes want places. Sizes and gaps in px. */
export interface LayoutRequest {
  readonly direction: "right" | "down";
  readonly nodes: readonly LayoutNode[];
  /** Ends that name no node, and lines from a node to itself, are left out. */
  readonly edges: readonly LayoutEdge[];
  /** Between nodes of one layer. */
  readonly nodeGapPx: number;
  /** Between layers. */
  readonly layerGapPx: number;
  /** Edges between neighbouring layers have a bend too, so that two that lead there and back lie apart. */
  readonly bendShort?: boolean;
}

export interface LayoutNode {
  readonly id: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Nodes of one group stand together where the layout can do it. The name of a group is no node's. */
  readonly group?: string;
}

export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  /** How much it wants to be short and straight; 1 where it is not said. */
  readonly weight?: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything stands: upper left corners of nodes, and the bends of edges between their two ends. */
export interface LayoutAnswer {
  /** In the order of the request. */
  readonly nodes: readonly Point[];
  /** In the order of the request; empty where the edge is straight, leads to its own node, or was left out. */
  readonly bends: readonly (readonly Point[])[];
  readonly widthPx: number;
  readonly heightPx: number;
}
