import { Graph, layout } from "@dagrejs/dagre";
import type { EdgeLabel, GraphLabel, NodeLabel } from "@dagrejs/dagre";
import type { LayoutAnswer, LayoutRequest, Point } from "./layout-request.js";

/**
 * A layered layout with few crossings, by dagre (Sugiyama's method: cycles broken, ranks by network simplex, order by
 * barycentres, places by Brandes and Köpf). Its time follows the shape rather than the size: give it a deadline.
 */
export function dagreLayout(request: LayoutRequest): LayoutAnswer {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true, compound: true });
  graph.setGraph({
    rankdir: request.direction === "right" ? "LR" : "TB",
    nodesep: request.nodeGapPx,
    edgesep: Math.min(request.nodeGapPx, 16),
    ranksep: request.layerGapPx,
  });
  graph.setDefaultNodeLabel(() => ({ width: 0, height: 0 }));
  for (const node of request.nodes) graph.setNode(node.id, { width: node.widthPx, height: node.heightPx });
  for (const { id, group } of request.nodes) {
    if (group === undefined) continue;
    if (!graph.hasNode(group)) graph.setNode(group, { width: 0, height: 0 });
    graph.setParent(id, group);
  }
  request.edges.forEach((edge, index) => {
    if (edge.from === edge.to || !graph.hasNode(edge.from) || !graph.hasNode(edge.to)) return;
    graph.setEdge(edge.from, edge.to, { weight: edge.weight ?? 1, minlen: 1 }, String(index));
  });
  layout(graph);

  const nodes = request.nodes.map(({ id, widthPx, heightPx }): Point => {
    const { x = 0, y = 0 } = graph.node(id);
    return { x: x - widthPx / 2, y: y - heightPx / 2 };
  });
  const bends = request.edges.map((edge, index): readonly Point[] => {
    const points = graph.edge(edge.from, edge.to, String(index))?.points ?? [];
    // The first and the last lie on the borders of the nodes, the one of a short edge halfway between them.
    return points.length <= 3 && request.bendShort !== true ? [] : points.slice(1, -1).map(({ x, y }) => ({ x, y }));
  });
  const { width = 0, height = 0 } = graph.graph();
  return { nodes, bends, widthPx: width, heightPx: height };
}
