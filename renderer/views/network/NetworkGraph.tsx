import { ReactFlow, ReactFlowProvider, useReactFlow, ViewportPortal, type Node, type Viewport } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { formatCounted } from "../../lib/format.js";
import { useSize } from "../../lib/use-size.js";
import { useCommand } from "../../state/commands.js";
import { IconButton } from "../../ui/IconButton.js";
import { firstView, isRoomy, LEAST_ZOOM, viewShowing, wholeView } from "./camera.js";
import { createEmphasis } from "./emphasis.js";
import styles from "./graph.module.css";
import { Legend } from "./Legend.js";
import { Lines } from "./Lines.js";
import type { Line } from "./lines.js";
import type { Look } from "./look.js";
import type { NetworkNode } from "./model.js";
import { firstNode, neighbourhood, nodeTowards } from "./neighbours.js";
import { NetworkMinimap } from "./NetworkMinimap.js";
import { NodeBox, type NodeBoxData } from "./NodeBox.js";
import { boundsOf, NODE_HEIGHT_PX } from "./places.js";
import { routesOf } from "./routes.js";
import type { Selected } from "./selection.js";
import type { Placed } from "./use-places.js";

export interface NetworkGraphProps {
  readonly placed: Placed;
  readonly look: Look;
  readonly selected: Selected;
  /** True where something is said below the picture: then no node has to stand there at first. */
  readonly hasNotes: boolean;
  readonly onSelectNode: (key: string) => void;
  readonly onSelectLine: (line: Line) => void;
  readonly onClear: () => void;
  /** Opens a fold or stack. */
  readonly onOpen: (node: NetworkNode) => void;
}

const NODE_TYPES = { node: NodeBox };

/** The picture: nodes in layers from left to right, lines by their figures. Its keys and its camera. */
export function NetworkGraph(props: NetworkGraphProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({ placed, look, selected, hasNotes, onSelectNode, onSelectLine, onClear, onOpen }: NetworkGraphProps) {
  const { drawing, places, scene } = placed;
  const flow = useReactFlow();
  const area = useRef<HTMLDivElement>(null);
  const whole = useSize(area);
  const footPx = hasNotes ? NOTES_PX : 0;
  const size = useMemo(() => ({ ...whole, heightPx: Math.max(0, whole.heightPx - footPx) }), [whole, footPx]);
  const [emphasis] = useState(createEmphasis);
  const [hovered, setHovered] = useState<string | null>(null);
  const bounds = useMemo(() => boundsOf(drawing, places), [drawing, places]);
  const routes = useMemo(() => routesOf(drawing, places, look.widthOf), [drawing, places, look]);
  const nodes = useMemo(
    () =>
      drawing.nodes.flatMap((node): Node<NodeBoxData>[] => {
        const position = places.nodes.get(node.key);
        if (position === undefined) return [];
        const box = { width: places.widths.get(node.key) ?? 0, height: NODE_HEIGHT_PX };
        return [
          { id: node.key, type: "node", position, ...box, handles: [], data: { node, totals: look.totals, emphasis } },
        ];
      }),
    [drawing, places, look.totals, emphasis],
  );
  const boxes = useMemo(
    () => nodes.map(({ position, width = 0, height = 0 }) => ({ ...position, widthPx: width, heightPx: height })),
    [nodes],
  );
  const start = useMemo(() => firstNode(drawing, places), [drawing, places]);

  const selectedNode = selected?.type === "node" ? selected.node.key : null;
  const selectedLine = selected?.type === "line" ? selected.line : null;
  useEffect(() => {
    emphasis.setState({
      selectedNode,
      selectedLine: selectedLine?.id ?? null,
      ends: new Set(selectedLine === null ? [] : [selectedLine.from, selectedLine.to]),
      near: hovered === null ? null : neighbourhood(drawing.lines, hovered),
      tabStop: drawing.nodes.some((node) => node.key === selectedNode) ? selectedNode : start,
    });
  }, [emphasis, selectedNode, selectedLine, hovered, drawing, start]);

  const marked = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    marked.current = new Set([selectedNode, selectedLine?.from, selectedLine?.to].flatMap((key) => key ?? []));
  }, [selectedNode, selectedLine]);

  // The camera looks anew only at another picture; a selection or a narrower search never moves it.
  const shown = useRef({ scene: -1, heightPx: 0, windowPx: 0, moved: false });
  useEffect(() => {
    if (size.widthPx === 0 || bounds.widthPx === 0) return;
    const { scene: before, heightPx, windowPx, moved: isMoved } = shown.current;
    // A camera that nobody moved follows the window; the width alone changes when the inspector opens.
    const resized = heightPx !== whole.heightPx || windowPx !== window.innerWidth;
    if (before === scene && (isMoved || !resized)) return;
    shown.current = { scene, heightPx: whole.heightPx, windowPx: window.innerWidth, moved: false };
    const at = start === null ? undefined : places.nodes.get(start);
    const view = firstView(bounds, boxes, at, size);
    // An address may name what it is about.
    const wanted = boundsOf({ nodes: drawing.nodes.filter((node) => marked.current.has(node.key)), lines: [] }, places);
    const moved = wanted.widthPx === 0 ? null : viewShowing(wanted, view, size);
    void flow.setViewport(moved ?? view);
  }, [flow, scene, bounds, whole, size, start, places, drawing, boxes]);

  const fit = () => void flow.setViewport(wholeView(bounds, boxes, size));
  useCommand("fit", fit);
  useCommand("zoom-in", () => void flow.zoomIn());
  useCommand("zoom-out", () => void flow.zoomOut());

  const focusNode = (key: string) => {
    const place = places.nodes.get(key);
    const node = drawing.nodes.find((candidate) => candidate.key === key);
    if (place === undefined || node === undefined) return;
    emphasis.setState({ tabStop: key });
    const box = { ...place, widthPx: places.widths.get(node.key) ?? 0, heightPx: NODE_HEIGHT_PX };
    const view = viewShowing(box, flow.getViewport(), size);
    if (view !== null) void flow.setViewport(view);
    requestAnimationFrame(() =>
      area.current?.querySelector<HTMLElement>(`[data-node=${CSS.escape(key)}]`)?.focus({ preventScroll: true }),
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = (event.target as HTMLElement).closest<HTMLElement>("[data-node]")?.dataset["node"] ?? null;
    const next = nodeTowards(drawing, places, focused, event.key);
    if (next !== null) focusNode(next);
    else if (event.key === "0") fit();
    else if (event.key === "Escape" && selected !== null) onClear();
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
  };
  // Its keys hold wherever in it the focus is.
  const keys = useRef(onKeyDown);
  useLayoutEffect(() => {
    keys.current = onKeyDown;
  });
  useEffect(() => {
    const element = area.current;
    const listen = (event: KeyboardEvent): void => keys.current(event);
    element?.addEventListener("keydown", listen);
    return () => element?.removeEventListener("keydown", listen);
  }, []);
  const onNodeClick = useCallback((_: unknown, node: Node) => onSelectNode(node.id), [onSelectNode]);
  const onHoverLine = useCallback(
    (line: Line | null) =>
      emphasis.setState({
        near: line === null ? null : { nodes: new Set([line.from, line.to]), lines: new Set([line.id]) },
      }),
    [emphasis],
  );
  const openNode = (key: string) => {
    const node = drawing.nodes.find((candidate) => candidate.key === key);
    if (node !== undefined && node.folds > 1) onOpen(node);
  };

  return (
    <div
      ref={area}
      className={styles.area}
      role="group"
      aria-label={`Network of ${formatCounted(drawing.nodes.length, "node")} and ${formatCounted(drawing.lines.length, "line")}; arrow keys go from node to node`}
    >
      {size.widthPx === 0 ? null : (
        <ReactFlow
          nodes={nodes}
          nodeTypes={NODE_TYPES}
          defaultViewport={FIRST_VIEWPORT}
          minZoom={LEAST_ZOOM}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          deleteKeyCode={null}
          disableKeyboardA11y
          zoomOnDoubleClick={false}
          onlyRenderVisibleElements
          onNodeClick={onNodeClick}
          onNodeDoubleClick={(_, node) => openNode(node.id)}
          onNodeMouseEnter={(_, node) => setHovered(node.id)}
          onNodeMouseLeave={() => setHovered(null)}
          onPaneClick={onClear}
          onMoveStart={(event) => {
            if (event !== null) shown.current.moved = true;
          }}
          proOptions={{ hideAttribution: true }}
        >
          <ViewportPortal>
            <Lines
              routes={routes}
              inkOf={look.inkOf}
              labelOf={look.labelOf}
              emphasis={emphasis}
              onSelect={onSelectLine}
              onHover={onHoverLine}
            />
          </ViewportPortal>
        </ReactFlow>
      )}
      <NetworkMinimap
        placed={placed}
        bounds={bounds}
        area={whole}
        onMove={(x, y) => {
          const { zoom } = flow.getViewport();
          shown.current.moved = true;
          void flow.setViewport({ x: size.widthPx / 2 - x * zoom, y: size.heightPx / 2 - y * zoom, zoom });
        }}
      />
      <Legend look={look} drawing={drawing} roomy={isRoomy(whole)} />
      <div className={styles.zoom}>
        <IconButton icon="plus" label="Zoom in" chord="+" tooltipSide="top" onClick={() => void flow.zoomIn()} />
        <IconButton icon="minus" label="Zoom out" chord="-" tooltipSide="top" onClick={() => void flow.zoomOut()} />
        <IconButton icon="fit" label="Show the whole picture" chord="f" tooltipSide="top" onClick={fit} />
      </div>
    </div>
  );
}

const NOTES_PX = 24;
const FIRST_VIEWPORT: Viewport = { x: 0, y: 0, zoom: 1 };
