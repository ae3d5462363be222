import { MarkerType, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import type { Edge, Node, Viewport } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { formatCounted, formatDuration } from "../../../lib/format.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { IconButton } from "../../../ui/IconButton.js";
import type { TraceStructure } from "../structure.js";
import { useSize } from "../use-size.js";
import { AgentBox } from "./AgentBox.js";
import { foldGraph } from "./fold.js";
import styles from "./graph.module.css";
import { PORT_PX, layoutGraph } from "./layout.js";
import type { BoxBlock, GraphLayout } from "./layout.js";
import { createGraphMarks } from "./marks.js";
import { JunctionDot } from "./JunctionDot.js";
import { WireEdge } from "./WireEdge.js";

export interface GraphViewProps {
  readonly structure: TraceStructure;
  readonly selectedRow: number | null;
  readonly onSelect: (row: number) => void;
  readonly matches: ReadonlySet<number>;
  /** Buttons at the right end of the bar, where the page shows two views. */
  readonly actions?: ReactNode;
}

const NODE_TYPES = { box: AgentBox, junction: JunctionDot };
const EDGE_TYPES = { wire: WireEdge };
const LEFT_PX = 16;
const TOP_PX = 28;

function durationOf(block: BoxBlock): string {
  return block.type === "gap" ? "" : formatDuration(block.toNs - block.fromNs);
}

/** The run as it ran: agents as boxes, calls as squares, time from left to right. */
export function GraphView(props: GraphViewProps) {
  return (
    <ReactFlowProvider>
      <Graph {...props} />
    </ReactFlowProvider>
  );
}

function Graph({ structure, selectedRow, onSelect, matches, actions }: GraphViewProps) {
  const [unfold, setUnfold] = useState(false);
  const area = useRef<HTMLDivElement>(null);
  const size = useSize(area);
  const folded = useMemo(() => foldGraph(structure, unfold), [structure, unfold]);
  const layout = useMemo(() => layoutGraph(folded.sequence, durationOf), [folded]);
  const [marks] = useState(createGraphMarks);
  useEffect(
    () => marks.setState({ selectedRow: shownRow(structure, selectedRow), matches }),
    [marks, structure, selectedRow, matches],
  );
  const select = useRef(onSelect);
  select.current = onSelect;
  const nodes = useMemo(() => nodesOf(layout, marks, (row) => select.current(row)), [layout, marks]);
  const edges = useMemo(() => edgesOf(layout), [layout]);
  const flow = useReactFlow();
  const fit = () => void flow.fitView({ padding: 0.06, maxZoom: 1, duration: 0 });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const next = neighbourCall(structure, selectedRow, event.key === "ArrowRight" ? 1 : -1);
      if (next !== null) onSelect(next);
    } else if (event.key === "+" || event.key === "=") void flow.zoomIn();
    else if (event.key === "-") void flow.zoomOut();
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rules = folded.rules.join(". ");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys hold wherever in it the focus is.
    <section aria-label="Graph" className={styles.graph} onKeyDown={onKeyDown}>
      <div className={styles.bar}>
        <h2>Graph</h2>
        <span className={styles.rules} title={rules}>
          {rules === "" ? formatCounted(layout.boxes.length, "box", "boxes") : `${rules}.`}
        </span>
        {folded.rules.length > 0 && !unfold ? (
          <Button look="quiet" onClick={() => setUnfold(true)}>
            Show more
          </Button>
        ) : null}
        {unfold ? (
          <Button look="quiet" onClick={() => setUnfold(false)}>
            Fold
          </Button>
        ) : null}
        <span className={styles.space} />
        <IconButton icon="minus" label="Zoom out" chord="-" onClick={() => void flow.zoomOut()} />
        <IconButton icon="plus" label="Zoom in" chord="+" onClick={() => void flow.zoomIn()} />
        <IconButton icon="fit" label="Fit the graph" chord="0" onClick={fit} />
        {actions}
      </div>
      <div
        ref={area}
        className={styles.area}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes the arrow keys.
        tabIndex={0}
        role="group"
        aria-label="Graph of the run; arrow keys go from call to call"
      >
        {layout.boxes.length === 0 ? (
          <EmptyState title="Nothing to draw" hint="This trace has no calls and no agents." compact />
        ) : size.widthPx === 0 ? null : (
          <ReactFlow
            key={unfold ? "unfolded" : "folded"}
            nodes={nodes}
            edges={edges}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            defaultViewport={firstViewport(layout, size.widthPx, size.heightPx)}
            minZoom={0.02}
            maxZoom={2}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            deleteKeyCode={null}
            disableKeyboardA11y
            onlyRenderVisibleElements
            proOptions={{ hideAttribution: true }}
          />
        )}
      </div>
    </section>
  );
}

/** At natural size from the left; smaller where that shows the whole and stays readable. */
function firstViewport(layout: GraphLayout, widthPx: number, heightPx: number): Viewport {
  const across = (widthPx - 2 * LEFT_PX) / Math.max(layout.widthPx, 1);
  const down = (heightPx - 24) / Math.max(layout.heightPx, 1);
  const whole = Math.min(across, down, 1);
  const zoom = whole >= 0.72 ? whole : 1;
  const tall = layout.heightPx * zoom > heightPx - TOP_PX;
  return { x: LEFT_PX, y: tall ? 8 : Math.min(TOP_PX, Math.max(8, (heightPx - layout.heightPx * zoom) / 2)), zoom };
}

function nodesOf(
  layout: GraphLayout,
  marks: ReturnType<typeof createGraphMarks>,
  onSelect: (row: number) => void,
): Node[] {
  const handles = (widthPx: number, y: number) => [
    { id: null, type: "source" as const, position: "right" as never, x: widthPx, y, width: 1, height: 1 },
    { id: null, type: "target" as const, position: "left" as never, x: 0, y, width: 1, height: 1 },
  ];
  return [
    ...layout.boxes.map((box) => ({
      id: box.id,
      type: "box",
      position: { x: box.x, y: box.y },
      width: box.widthPx,
      height: box.heightPx,
      handles: handles(box.widthPx, PORT_PX),
      data: { box, marks, onSelect, durationText: durationOf(box.block) },
    })),
    ...layout.junctions.map((junction) => ({
      id: junction.id,
      type: "junction",
      position: { x: junction.x, y: junction.y },
      width: 6,
      height: 6,
      handles: handles(6, 3),
      data: {},
    })),
  ];
}

function edgesOf(layout: GraphLayout): Edge[] {
  return layout.wires.map((wire) => ({
    id: wire.id,
    source: wire.from,
    target: wire.to,
    type: "wire",
    data: { wire },
    ...(wire.critical ? { zIndex: 1 } : {}),
    ...(wire.to.startsWith("junction")
      ? {}
      : {
          markerEnd: {
            type: MarkerType.ArrowClosed,
            width: 18,
            height: 18,
            markerUnits: "userSpaceOnUse",
            color: wire.critical ? "var(--text)" : "var(--data-strong)",
          },
        }),
  }));
}

/** The row that stands for the selected one: itself, or the call that it lies inside. */
function shownRow(structure: TraceStructure, row: number | null): number | null {
  for (let at = row ?? -1; at >= 0; at = structure.table.parent[at] ?? -1) {
    if (structure.isCall[at] === 1 || structure.owner[at] === at) return at;
  }
  return row;
}

function neighbourCall(structure: TraceStructure, from: number | null, step: 1 | -1): number | null {
  const start = from ?? (step === 1 ? -1 : structure.rowCount);
  for (let row = start + step; row >= 0 && row < structure.rowCount; row += step)
    if (structure.isCall[row] === 1) return row;
  return null;
}
