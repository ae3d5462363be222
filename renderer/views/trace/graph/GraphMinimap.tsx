import { useEffect, useRef } from "react";
import type { PointerEvent } from "react";
import type { Bounds } from "./grid.js";
import styles from "./graph.module.css";
import type { ThemeInks } from "../../../lib/theme-inks.js";
import type { Marks } from "./marks.js";
import { kindInk } from "./paint.js";
import { episodeOfBox, isBoxFailed } from "./geometry.js";
import type { Item } from "./picture.js";
import type { Scene } from "./scene.js";

const MOST_WIDE_PX = 200;
const MOST_HIGH_PX = 110;
const LEAST_PX = 36;

interface GraphMinimapProps {
  readonly scene: Scene;
  readonly part: Bounds;
  readonly inks: ThemeInks;
  readonly marks: Marks;
  /** The middle of the view goes to a point of the picture. */
  readonly onMove: (x: number, y: number) => void;
}

/** The whole picture, small, with a frame around the part that is seen. */
export function GraphMinimap({ scene, part, inks, marks, onMove }: GraphMinimapProps) {
  const { picture } = scene;
  const canvas = useRef<HTMLCanvasElement>(null);
  const scale = Math.min(MOST_WIDE_PX / Math.max(picture.widthPx, 1), MOST_HIGH_PX / Math.max(picture.heightPx, 1));
  const widthPx = Math.max(LEAST_PX, Math.round(picture.widthPx * scale));
  const heightPx = Math.max(LEAST_PX, Math.round(picture.heightPx * scale));
  // A run is far longer than high: each direction has its own scale, so that the little picture can be told.
  const [across, down] = [widthPx / Math.max(picture.widthPx, 1), heightPx / Math.max(picture.heightPx, 1)];
  useEffect(() => {
    const paint = (): void => {
      const context = canvas.current?.getContext("2d");
      if (context === null || context === undefined) return;
      const { hits, selectedItem } = marks.getState();
      const ratio = devicePixelRatio;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, widthPx, heightPx);
      picture.items.forEach((item, index) => {
        if (item.type === "dot" || item.type === "frame") return;
        context.globalAlpha = hits !== null && hits[index] === 0 ? 0.25 : 0.8;
        context.fillStyle = inks.token(index === selectedItem ? "--accent" : inkOf(item));
        const high = Math.max(1.5, item.heightPx * down);
        context.fillRect(item.x * across, item.y * down, Math.max(1, item.widthPx * across - 0.5), high);
      });
      context.globalAlpha = 1;
      context.strokeStyle = inks.token("--accent");
      context.lineWidth = 1.5;
      const left = Math.max(1, part.left * across);
      const top = Math.max(1, part.top * down);
      context.strokeRect(
        left,
        top,
        Math.max(4, Math.min(widthPx - 1, part.right * across) - left),
        Math.max(4, Math.min(heightPx - 1, part.bottom * down) - top),
      );
    };
    paint();
    return marks.subscribe(paint);
  }, [picture, part, inks, marks, widthPx, heightPx, across, down]);
  const move = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    onMove((event.clientX - box.left) / across, (event.clientY - box.top) / down);
  };
  return (
    <canvas
      ref={canvas}
      className={styles.minimap}
      role="img"
      aria-label="Minimap of the graph"
      width={Math.round(widthPx * devicePixelRatio)}
      height={Math.round(heightPx * devicePixelRatio)}
      style={{ width: widthPx, height: heightPx }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    />
  );
}

function inkOf(item: Item): `--${string}` {
  if (item.type === "card") return item.failed > 0 ? "--error" : kindInk(item.kind);
  if (item.type !== "box") return "--data";
  const one = episodeOfBox(item.block);
  if (one === null) return "--data";
  if (isBoxFailed(item.block, item.geometry)) return "--error";
  return item.critical ? "--data-strong" : "--data";
}
