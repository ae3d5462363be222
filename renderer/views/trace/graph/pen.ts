import type { SpanKind } from "../../../../shared/model/kind.js";

/** A colour of the design, by its name: `--text-2`. */
export type Ink = `--${string}`;

export interface ShapeLook {
  readonly fill?: Ink;
  readonly stroke?: Ink;
  readonly strokePx?: number;
  readonly radiusPx?: number;
  readonly dashed?: boolean;
}

export interface TextLook {
  readonly ink: Ink;
  readonly sizePx: number;
  readonly strong?: boolean;
  readonly align?: "start" | "end" | "middle";
  /** Longer words end in an ellipsis. */
  readonly roomPx?: number;
}

/** What the graph is drawn with: a canvas on the screen, or the shapes of a picture that is saved. */
export interface Pen {
  rect(x: number, y: number, widthPx: number, heightPx: number, look: ShapeLook): void;
  path(d: string, look: ShapeLook): void;
  /** `y` is the base line. */
  text(words: string, x: number, y: number, look: TextLook): void;
  icon(kind: SpanKind, x: number, y: number, sizePx: number, ink: Ink): void;
  /** Draws with less weight, 0 to 1. */
  faded(opacity: number, draw: () => void): void;
}
