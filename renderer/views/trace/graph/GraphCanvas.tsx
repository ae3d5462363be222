import { ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from "@xyflow/react";
import type { Node } from "@xyflow/react";
import "@xyflow/react/dist/base.css";
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { MouseEvent, Ref } from "react";
import { useSize } from "../../../lib/use-size.js";
import { AgentBox } from "./AgentBox.js";
import { FlowCard } from "./FlowCard.js";
import { FrameHead } from "./FrameHead.js";
import { FRAME_HEAD_PX } from "./flow-layout.js";
import styles from "./graph.module.css";
import { GraphMinimap } from "./GraphMinimap.js";
import { useThemeInks } from "../../../lib/theme-inks.js";
import type { GraphActions } from "./item-data.js";
import { paintOverview } from "./paint-overview.js";
import type { Item } from "./picture.js";
import { boundsOf, firstView, fitView, seenPart, worthMounting } from "./scene.js";
import type { Scene, View } from "./scene.js";
import { keepInSight, showIn } from "./sight.js";
import type { Bounds } from "./sight.js";

const NODE_TYPES = { box: AgentBox, card: FlowCard, frame: FrameHead };
/** At this zoom of the overview a click cannot mean one call any more. */
const SMALLEST_HIT_PX = 7;

/** What the keyboard, the playback and the bar do with the viewport. */
export interface GraphCamera {
  fit(): void;
  zoom(by: number): void;
  /** Moves as little as it must so that a part of the picture is seen. */
  show(bounds: Bounds): void;
  /** What is drawn there stays where it is on the screen when the picture changes. */
  hold(item: Item): void;
}

export interface GraphCanvasProps {
  readonly scene: Scene;
  readonly actions: GraphActions;
  /** Changes where another picture is to be looked at from its beginning. */
  readonly viewKey: string;
  readonly label: string;
  readonly camera: Ref<GraphCamera>;
  /** Where the reader is: it stays in sight when the window of the graph gets smaller. */
  readonly here: () => Bounds | undefined;
  /** A click on what is only painted; null for the ground. */
  readonly onHit: (x: number, y: number, index: number | null, twice: boolean) => void;
}

/** The graph under one viewport: elements where they can be read, one canvas for all the rest. */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ scene, actions, viewKey, label, camera, here, onHit }: GraphCanvasProps) {
  const { picture } = scene;
  const area = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { widthPx, heightPx } = useSize(area);
  const flow = useReactFlow();
  const store = useStoreApi();
  const inks = useThemeInks();
  const view = useRef<View>({ x: 0, y: 0, zoom: 1 });
  const [seen, setSeen] = useState<View>(view.current);
  const [mounted, setMounted] = useState<readonly number[]>([]);

  const paint = useCallback(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || context === null || context === undefined || widthPx === 0) return;
    const ratio = devicePixelRatio;
    const [wide, high] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
    if (canvas.current.width !== wide || canvas.current.height !== high) {
      canvas.current.width = wide;
      canvas.current.height = high;
    }
    const marked = { marks: actions.marks.getState(), momentNs: actions.momentNs, mounted: new Set(mounted) };
    paintOverview(context, { scene, view: view.current, widthPx, heightPx, inks, context: marked }, ratio);
    canvas.current.dataset["painted"] = picture.mode;
  }, [scene, picture, widthPx, heightPx, inks, mounted, actions]);
  // The picture moves with the viewport in the same frame; which elements are on the page follows when it must.
  const latest = useRef(paint);
  latest.current = paint;
  const remount = useCallback(() => {
    const wanted = worthMounting(scene, view.current, widthPx, heightPx);
    setMounted((now) =>
      now.length === wanted.length && now.every((index, at) => index === wanted[at]) ? now : wanted,
    );
    setSeen(view.current);
  }, [scene, widthPx, heightPx]);
  const latestRemount = useRef(remount);
  latestRemount.current = remount;
  const look = useCallback(
    (next: View) => {
      view.current = next;
      void flow.setViewport(next, { duration: 0 });
      latest.current();
      latestRemount.current();
    },
    [flow],
  );
  useEffect(
    () =>
      store.subscribe(({ transform: [x, y, zoom] }) => {
        if (view.current.x === x && view.current.y === y && view.current.zoom === zoom) return;
        view.current = { x, y, zoom };
        latest.current();
        latestRemount.current();
      }),
    [store],
  );

  // The library takes its first viewport when it is made.
  const shownKey = useRef("");
  if (widthPx > 0 && shownKey.current === "") {
    shownKey.current = viewKey;
    view.current = firstView(picture, widthPx, heightPx);
  }
  const size = useRef({ widthPx, heightPx });
  const held = useRef<{ readonly row: number; readonly x: number; readonly y: number } | null>(null);
  useLayoutEffect(() => {
    if (widthPx === 0) return;
    if (shownKey.current !== viewKey) look(firstView(picture, widthPx, heightPx));
    else if (held.current !== null) {
      const at = picture.items[picture.places[held.current.row] ?? -1];
      const { zoom } = view.current;
      if (at !== undefined) look({ x: held.current.x - at.x * zoom, y: held.current.y - at.y * zoom, zoom });
    } else {
      const at = here();
      const next = at === undefined ? null : keepInSight(at, view.current, size.current, { widthPx, heightPx });
      if (next !== null) look(next);
    }
    size.current = { widthPx, heightPx };
    shownKey.current = viewKey;
    held.current = null;
    remount();
  }, [picture, viewKey, widthPx, heightPx, here, look, remount]);
  useLayoutEffect(paint, [paint]);
  useEffect(() => actions.marks.subscribe(() => latest.current()), [actions.marks]);

  useImperativeHandle(
    camera,
    (): GraphCamera => ({
      fit: () => look(fitView(picture, widthPx, heightPx, view.current)),
      zoom: (by) => {
        const { x, y, zoom } = view.current;
        const next = Math.min(2, Math.max(0.002, zoom * by));
        const [midX, midY] = [widthPx / 2, heightPx / 2];
        look({ x: midX - ((midX - x) * next) / zoom, y: midY - ((midY - y) * next) / zoom, zoom: next });
      },
      show: (bounds) => {
        const next = showIn(bounds, view.current, { widthPx, heightPx });
        if (next !== null) look(next);
      },
      hold: (item) => {
        const { x, y, zoom } = view.current;
        const row = picture.places.indexOf(picture.items.indexOf(item));
        if (row >= 0) held.current = { row, x: item.x * zoom + x, y: item.y * zoom + y };
      },
    }),
    [picture, widthPx, heightPx, look],
  );

  const nodes = useMemo(() => mounted.flatMap((index) => nodeOf(scene, index, actions)), [mounted, scene, actions]);
  const hit = (event: MouseEvent, twice: boolean): void => {
    const box = area.current?.getBoundingClientRect();
    const { x: left, y: top, zoom } = view.current;
    const x = (event.clientX - (box?.left ?? 0) - left) / zoom;
    const y = (event.clientY - (box?.top ?? 0) - top) / zoom;
    const slack = SMALLEST_HIT_PX / 2 / zoom;
    const found = scene.itemGrid
      .in({ left: x - slack, top: y - slack, right: x + slack, bottom: y + slack })
      .findLast((index) => picture.items[index]?.type !== "frame" && picture.items[index]?.type !== "dot");
    onHit(x, y, found ?? null, twice);
  };
  const part = seenPart(seen, widthPx, heightPx);
  return (
    <div
      ref={area}
      className={styles.canvasArea}
      onDoubleClick={(event) => {
        if ((event.target as HTMLElement).closest("button") === null) hit(event, true);
      }}
    >
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={label} />
      {widthPx === 0 ? null : (
        <ReactFlow
          nodes={nodes}
          nodeTypes={NODE_TYPES}
          defaultViewport={{ x: view.current.x, y: view.current.y, zoom: view.current.zoom }}
          minZoom={0.002}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          deleteKeyCode={null}
          panActivationKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          zoomActivationKeyCode={null}
          disableKeyboardA11y
          zoomOnDoubleClick={false}
          onPaneClick={(event) => hit(event, false)}
          proOptions={{ hideAttribution: true }}
        />
      )}
      {widthPx > 0 &&
      (part.left > 1 || part.top > 1 || part.right < picture.widthPx || part.bottom < picture.heightPx) ? (
        <GraphMinimap
          scene={scene}
          part={part}
          inks={inks}
          marks={actions.marks}
          onMove={(x, y) => {
            const { zoom } = view.current;
            look({ x: widthPx / 2 - x * zoom, y: heightPx / 2 - y * zoom, zoom });
          }}
        />
      ) : null}
    </div>
  );
}

function nodeOf(scene: Scene, index: number, actions: GraphActions): Node[] {
  const item = scene.picture.items[index];
  if (item === undefined || item.type === "dot") return [];
  const { left, top } = boundsOf(item);
  return [
    {
      id: item.id,
      type: item.type,
      position: { x: left, y: top },
      width: item.widthPx,
      height: item.type === "frame" ? FRAME_HEAD_PX : item.heightPx,
      data: { item, index, actions },
    },
  ];
}
