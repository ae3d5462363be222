import type { LayoutAnswer, LayoutRequest, Point } from "./layout-request.js";

/**
 * The layout for graphs that the good one is too slow for: layers by distance from the sources along the edges that lead
 * on, each layer in the order of its neighbours before it. O(nodes log nodes + edges); edges are straight.
 */
export function layeredLayout(request: LayoutRequest): LayoutAnswer {
  const { nodes, edges, direction, nodeGapPx, layerGapPx } = request;
  const indexOf = new Map(nodes.map((node, index) => [node.id, index]));
  const out: number[][] = nodes.map(() => []);
  const into: number[][] = nodes.map(() => []);
  for (const edge of edges) {
    const from = indexOf.get(edge.from);
    const to = indexOf.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    out[from]?.push(to);
    into[to]?.push(from);
  }
  const layerOf = layersOf(out, into);
  const layers: number[][] = [];
  layerOf.forEach((layer, node) => (layers[layer] ??= []).push(node));

  const across = (node: number): number => (direction === "right" ? nodes[node]?.heightPx : nodes[node]?.widthPx) ?? 0;
  const along = (node: number): number => (direction === "right" ? nodes[node]?.widthPx : nodes[node]?.heightPx) ?? 0;
  const spans = layers.map((layer) => layer.reduce((sum, node) => sum + across(node) + nodeGapPx, -nodeGapPx));
  const widest = spans.reduce((most, span) => Math.max(most, span), 0);
  const places: Point[] = nodes.map(() => ({ x: 0, y: 0 }));
  const middles = new Float64Array(nodes.length);
  let offset = 0;
  layers.forEach((layer, index) => {
    const wish = new Map(layer.map((node) => [node, middleOf(into[node] ?? [], layerOf, index, middles)]));
    if (index > 0) layer.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0));
    let at = (widest - (spans[index] ?? 0)) / 2;
    for (const node of layer) {
      places[node] = direction === "right" ? { x: offset, y: at } : { x: at, y: offset };
      middles[node] = at + across(node) / 2;
      at += across(node) + nodeGapPx;
    }
    offset += layer.reduce((most, node) => Math.max(most, along(node)), 0) + layerGapPx;
  });
  const length = Math.max(0, offset - layerGapPx);
  return {
    nodes: places,
    bends: edges.map(() => []),
    widthPx: direction === "right" ? length : widest,
    heightPx: direction === "right" ? widest : length,
  };
}

/** The layer of each node: one after the furthest of those before it. Where there are only cycles, one node is let go first. */
function layersOf(out: readonly (readonly number[])[], into: readonly (readonly number[])[]): number[] {
  const layer = out.map(() => 0);
  const waitsFor = into.map((sources) => sources.length);
  const placed = out.map(() => false);
  const ready = waitsFor.flatMap((count, node) => (count === 0 ? [node] : []));
  let next = 0;
  for (let done = 0; done < out.length; done += 1) {
    while (ready.length === 0 && placed[next] === true) next += 1;
    const node = ready.pop() ?? next;
    placed[node] = true;
    for (const target of out[node] ?? []) {
      if (placed[target] === true) continue;
      layer[target] = Math.max(layer[target] ?? 0, (layer[node] ?? 0) + 1);
      const left = (waitsFor[target] ?? 0) - 1;
      waitsFor[target] = left;
      if (left === 0) ready.push(target);
    }
  }
  return layer;
}

function middleOf(
  sources: readonly number[],
  layerOf: readonly number[],
  layer: number,
  middles: Float64Array,
): number {
  let sum = 0;
  let count = 0;
  for (const source of sources) {
    if ((layerOf[source] ?? layer) >= layer) continue;
    sum += middles[source] ?? 0;
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}
