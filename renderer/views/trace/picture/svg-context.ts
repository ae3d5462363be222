import { createElement, type ReactElement } from "react";
import type { PaintContext } from "../paint-context.js";

type Paint = PaintContext["fillStyle"];

type Ruler = Pick<PaintContext, "font" | "measureText">;

/** Two decimals are finer than any pixel. */
const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * Takes what is painted on a canvas and keeps it as elements of an SVG: the same painters draw the screen and the picture.
 * It knows what `PaintContext` names and nothing else; there are no patterns, the shading of waiting is a repeating gradient.
 */
export class SvgContext implements PaintContext {
  fillStyle: Paint = "#000";
  strokeStyle: Paint = "#000";
  lineWidth = 1;
  globalAlpha = 1;
  font = "11px sans-serif";
  textBaseline: CanvasTextBaseline = "alphabetic";
  readonly #elements: ReactElement[] = [];
  readonly #hatch: string;
  readonly #ruler: Ruler | null;
  #path = "";
  #dash: readonly number[] = [];

  /** `hatch` is the colour that stands for shading. Without a ruler letters are taken for equally wide. */
  constructor(hatch: string, ruler: Ruler | null = new OffscreenCanvas(1, 1).getContext("2d")) {
    this.#hatch = hatch;
    this.#ruler = ruler;
  }

  /** What was painted, in its order. */
  elements(): readonly ReactElement[] {
    return this.#elements;
  }

  beginPath(): void {
    this.#path = "";
  }
  closePath(): void {
    this.#path += "z";
  }
  moveTo(x: number, y: number): void {
    this.#path += `M${round(x)} ${round(y)}`;
  }
  lineTo(x: number, y: number): void {
    this.#path += `${this.#path === "" ? "M" : "L"}${round(x)} ${round(y)}`;
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.#path += `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`;
  }
  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const r = round(Math.max(0, Math.min(radius, width / 2, height / 2)));
    if (r === 0) return this.rect(x, y, width, height);
    const across = round(width - 2 * r);
    const down = round(height - 2 * r);
    const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
    this.#path += `M${round(x + r)} ${round(y)}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`;
  }
  arc(x: number, y: number, radius: number, startAngle: number, endAngle: number): void {
    const r = round(radius);
    if (Math.abs(endAngle - startAngle) < 2 * Math.PI - 1e-6) throw new Error("Only whole circles are drawn.");
    this.#path += `M${round(x - radius)} ${round(y)}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
  }
  fill(): void {
    if (this.#path !== "") this.#add("path", { d: this.#path, fill: this.#paint(this.fillStyle), ...this.#faint() });
  }
  stroke(): void {
    if (this.#path === "") return;
    this.#add("path", {
      d: this.#path,
      fill: "none",
      stroke: this.#paint(this.strokeStyle),
      strokeWidth: this.lineWidth,
      ...(this.#dash.length === 0 ? {} : { strokeDasharray: this.#dash.join(" ") }),
      ...this.#faint(),
    });
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    if (width <= 0 || height <= 0) return;
    const place = { x: round(x), y: round(y), width: round(width), height: round(height) };
    this.#add("rect", { ...place, fill: this.#paint(this.fillStyle), ...this.#faint() });
  }
  fillText(text: string, x: number, y: number): void {
    const place = { x: round(x), y: round(y), fontSize: Number.parseFloat(this.font) };
    this.#add("text", { ...place, fill: this.#paint(this.fillStyle), ...this.#faint() }, text);
  }
  measureText(text: string): { readonly width: number } {
    if (this.#ruler === null) return { width: text.length * 6 };
    this.#ruler.font = this.font;
    return this.#ruler.measureText(text);
  }
  setLineDash(segments: number[]): void {
    this.#dash = [...segments];
  }
  createPattern(): null {
    return null;
  }

  #faint(): { readonly opacity?: number } {
    return this.globalAlpha === 1 ? {} : { opacity: this.globalAlpha };
  }
  #paint(style: Paint): string {
    if (typeof style !== "string") throw new TypeError("Only plain colours are drawn.");
    return style === this.#hatch ? "url(#hatch)" : style;
  }
  #add(name: string, attributes: Readonly<Record<string, string | number>>, text?: string): void {
    this.#elements.push(createElement(name, { key: this.#elements.length, ...attributes }, text));
  }
}
