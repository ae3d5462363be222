import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useSize } from "../../../lib/use-size.js";
import { showing, zoomed } from "./camera.js";
import { isInSight, pointTowards } from "./find-points.js";
import type { MapLabel } from "./labels.js";
import type { MapCamera } from "./map-camera.js";
import styles from "./map.module.css";
import type { Outline } from "./outline.js";
import type { Scene } from "./paint.js";
import { MapPainting } from "./painting.js";
import type { PointLook } from "./points.js";
import { usePointer } from "./use-pointer.js";

export interface MapCanvasProps {
  readonly label: string;
  readonly camera: MapCamera;
  readonly look: PointLook;
  /** What is drawn around the points; the hovered point and the lasso under way are the canvas's own. */
  readonly scene: Omit<Scene, "hovered" | "isOpen">;
  /** A drag draws the lasso instead of moving the map. */
  readonly lassoing: boolean;
  readonly onSelect: (point: number | null) => void;
  readonly onOpen: (point: number) => void;
  /** A label was clicked. */
  readonly onPick: (label: MapLabel) => void;
  readonly onOutline: (outline: Outline | null) => void;
  readonly onHover: (point: number | null) => void;
}

const STEP = 1.5;

/** The picture: points on a canvas of their own, lines and words on another, moved by wheel, drag and keys. */
export function MapCanvas(props: MapCanvasProps) {
  const { camera, look, scene, label } = props;
  const box = useRef<HTMLDivElement>(null);
  const lower = useRef<HTMLCanvasElement>(null);
  const upper = useRef<HTMLCanvasElement>(null);
  const size = useSize(box);
  const [painting] = useState(() => new MapPainting());
  const [hovered, setHovered] = useState<number | null>(null);
  const [drawn, setDrawn] = useState<Outline | null>(null);
  const whole = useMemo(
    (): Scene => ({ ...scene, outline: drawn ?? scene.outline, isOpen: drawn !== null, hovered }),
    [scene, drawn, hovered],
  );
  useLayoutEffect(() => {
    if (lower.current === null || upper.current === null) return;
    return painting.attach(lower.current, upper.current);
  }, [painting]);
  useLayoutEffect(() => painting.show(camera, whole, look), [painting, camera, whole, look]);
  useLayoutEffect(() => {
    if (size.widthPx > 0) camera.resize(size);
    painting.request();
  }, [painting, camera, size]);

  const onHover = useRef(props.onHover);
  useLayoutEffect(() => {
    onHover.current = props.onHover;
  });
  useEffect(() => {
    // What the pointer lay on is elsewhere once the camera moved, or is another thing on another map.
    const follow = () => {
      painting.request();
      setHovered(null);
      onHover.current(null);
    };
    follow();
    return camera.subscribe(follow);
  }, [painting, camera]);

  const pointer = usePointer(box, camera, {
    points: scene.points,
    shown: look.shown,
    lassoing: props.lassoing,
    labelAt: (at) =>
      painting.labels.find(
        ({ x, y, widthPx, heightPx }) => at.x >= x && at.x <= x + widthPx && at.y >= y && at.y <= y + heightPx,
      )?.label ?? null,
    onHover: (point) => {
      if (point === hovered) return;
      setHovered(point);
      props.onHover(point);
    },
    onSelect: props.onSelect,
    onOpen: props.onOpen,
    onLabel: props.onPick,
    onDraw: setDrawn,
    onDrawn: (outline) => {
      setDrawn(null);
      props.onOutline(outline);
    },
  });

  // The keys of the picture; the element has the role of an application, so the listener is put on it by hand.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = pointTowards(scene.points, look.shown, scene.selected, event.key, camera.view);
    if (next !== null) {
      props.onSelect(next);
      if (!isInSight(scene.points, next, camera.view, camera.area)) {
        const place = { x: scene.points.x[next] ?? 0, y: scene.points.y[next] ?? 0 };
        camera.set(showing(camera.view, camera.area, place));
      }
    } else if (event.key === "Enter" && scene.selected !== null) props.onOpen(scene.selected);
    else if (event.key === "0") camera.showWhole();
    else if (event.key === "+" || event.key === "=") zoomBy(camera, STEP);
    else if (event.key === "-") zoomBy(camera, 1 / STEP);
    else if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const keys = useRef(onKeyDown);
  useLayoutEffect(() => {
    keys.current = onKeyDown;
  });
  useEffect(() => {
    const element = box.current;
    const listen = (event: KeyboardEvent): void => keys.current(event);
    element?.addEventListener("keydown", listen);
    return () => element?.removeEventListener("keydown", listen);
  }, []);

  return (
    <div
      ref={box}
      className={styles.canvas}
      data-lassoing={props.lassoing || undefined}
      aria-label={label}
      {...APPLICATION}
      {...pointer}
    >
      <canvas ref={lower} aria-hidden="true" />
      <canvas ref={upper} aria-hidden="true" />
    </div>
  );
}

// It takes the focus and the arrow keys, as a control does.
const APPLICATION = { role: "application", tabIndex: 0 } as const;

/** Nearer or further, around the middle of the picture. */
export function zoomBy(camera: MapCamera, factor: number): void {
  const { view, area, bounds } = camera;
  camera.set(zoomed(view, area, factor, { x: area.widthPx / 2, y: area.heightPx / 2 }, bounds));
}
