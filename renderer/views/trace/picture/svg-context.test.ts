import type { ReactElement } from "react";
import { expect, test } from "vitest";
import { SvgContext } from "./svg-context.js";

const drawn = (context: SvgContext) =>
  context.elements().map(({ type, props }: ReactElement) => ({ type, ...(props as Record<string, unknown>) }));

test("what is painted comes out as shapes in its order, with its colour and opacity", () => {
  const context = new SvgContext("rgb(1, 1, 1)", null);
  context.fillStyle = "red";
  context.fillRect(1.006, 2, 3, 4);
  context.globalAlpha = 0.5;
  context.beginPath();
  context.rect(0, 0, 10, 5);
  context.fill();
  expect(drawn(context)).toEqual([
    { type: "rect", x: 1.01, y: 2, width: 3, height: 4, fill: "red", children: undefined },
    { type: "path", d: "M0 0h10v5h-10z", fill: "red", opacity: 0.5, children: undefined },
  ]);
});

test("lines keep their width and dashes; nothing is drawn of no path and of no area", () => {
  const context = new SvgContext("rgb(1, 1, 1)", null);
  context.fillRect(0, 0, 0, 5);
  context.stroke();
  context.setLineDash([2, 3]);
  context.strokeStyle = "blue";
  context.lineWidth = 1.5;
  context.beginPath();
  context.lineTo(1, 1);
  context.lineTo(5, 1);
  context.closePath();
  context.stroke();
  expect(drawn(context)).toMatchObject([
    { type: "path", d: "M1 1L5 1z", fill: "none", stroke: "blue", strokeWidth: 1.5, strokeDasharray: "2 3" },
  ]);
});

test("round corners, circles and the shading of waiting", () => {
  const context = new SvgContext("rgb(1, 1, 1)", null);
  context.fillStyle = "rgb(1, 1, 1)";
  context.beginPath();
  context.roundRect(0, 0, 10, 4, 8);
  context.fill();
  context.beginPath();
  context.arc(5, 5, 2, 0, 2 * Math.PI);
  context.fill();
  const [bar, dot] = drawn(context);
  expect(bar).toMatchObject({ d: "M2 0h6a2 2 0 0 1 2 2v0a2 2 0 0 1 -2 2h-6a2 2 0 0 1 -2 -2v0a2 2 0 0 1 2 -2z" });
  expect(bar).toMatchObject({ fill: "url(#hatch)" });
  expect(dot).toMatchObject({ d: "M3 5a2 2 0 1 1 4 0a2 2 0 1 1 -4 0z" });
  expect(() => context.arc(0, 0, 1, 0, 1)).toThrow("whole circles");
});

test("words stand where they were put, as they are", () => {
  const context = new SvgContext("", null);
  context.font = "11px Roboto";
  context.fillText("<b> & 5 s", 3, 4);
  expect(drawn(context)).toEqual([{ type: "text", x: 3, y: 4, fontSize: 11, fill: "#000", children: "<b> & 5 s" }]);
});
