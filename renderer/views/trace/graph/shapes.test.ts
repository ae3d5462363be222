import { describe, expect, it } from "vitest";
import { layeredLayout } from "../../../workers/layered-layout.js";
import { deriveStructure } from "../structure.js";
import { makeTable } from "../testing/make-table.js";
import type { SketchedSpan } from "../testing/make-table.js";
import { readSequence } from "./episodes.js";
import { collapse } from "./flow.js";
import { foldFlow } from "./flow-fold.js";
import { pictureOfFlow, requestOf } from "./flow-layout.js";
import { MOST_BOXES } from "./fold.js";
import type { Picture } from "./picture.js";
import { createPlayClock } from "./play-clock.js";
import { spotsOf } from "./spots.js";
import { pictureOfRun } from "./use-picture.js";

const NONE: ReadonlySet<string> = new Set();
const call = (name: string, startMs: number, durationMs = 5): SketchedSpan => ({
  name,
  kind: "tool",
  startMs,
  durationMs,
});
const agent = (name: string, startMs: number, durationMs: number, inside: SketchedSpan[] = []): SketchedSpan => ({
  name,
  kind: "agent",
  startMs,
  durationMs,
  inside,
});

/** Agents that call each other in a circle, as often as asked. */
function circle(rounds: number): SketchedSpan {
  const inside = rounds === 0 ? [] : [circle(rounds - 1)];
  const name = ["planner", "researcher", "writer"][rounds % 3] ?? "planner";
  return agent(name, 100 - rounds, 1000, [call("chat", 100 - rounds, 0), ...inside]);
}

function nested(levels: number): SketchedSpan {
  return agent(`level-${levels}`, 300 - levels, 2 * levels + 1, levels === 0 ? [] : [nested(levels - 1)]);
}

const SHAPES: Readonly<Record<string, readonly SketchedSpan[]>> = {
  "one span": [call("only", 0)],
  "one agent": [agent("only", 0, 10)],
  "nothing at all": [],
  "no root": [call("first", 0), agent("lost", 20, 30, [call("chat", 22)]), call("last", 90)],
  "agents in a circle": [circle(30)],
  "200 levels": [nested(200)],
  "10,000 siblings": [
    agent(
      "boss",
      0,
      90_000,
      Array.from({ length: 10_000 }, (_, at) => call("step", at * 9)),
    ),
  ],
  "10,000 agents side by side": [
    agent("boss", 0, 1000, [
      call("plan", 0),
      ...Array.from({ length: 10_000 }, (_, at) => agent(`w-${at % 40}`, 10, 900, [call("go", 12)])),
    ]),
  ],
  "10,000 names": [
    agent(
      "boss",
      0,
      90_000,
      Array.from({ length: 10_000 }, (_, at) => call(`step-${at}`, at * 9)),
    ),
  ],
  "no length": [agent("a", 5, 0, [call("x", 5, 0), call("y", 5, 0), call("z", 5, 0)])],
  "negative lengths": [agent("a", 50, -40, [call("x", 60, -10), agent("b", 55, -1, [call("y", 56, -3)])])],
  "outside their parent": [agent("a", 100, 10, [call("early", 0), agent("b", 500, 100, [call("late", 900)])])],
  unfinished: [agent("a", 0, 100, [{ name: "open", kind: "llm", startMs: 10 }])],
};

function expectSound(picture: Picture, rows: number): void {
  for (const item of picture.items) {
    expect([item.x, item.y, item.widthPx, item.heightPx].every(Number.isFinite), item.id).toBe(true);
    expect(item.widthPx > 0 && item.heightPx > 0).toBe(true);
  }
  for (const wire of picture.wires) expect(wire.path).not.toMatch(/NaN|Infinity|undefined/);
  const known = new Set(picture.items.map(({ id }) => id));
  expect(picture.wires.every(({ from, to }) => known.has(from) && known.has(to))).toBe(true);
  expect(new Set(picture.wires.map(({ id }) => id)).size).toBe(picture.wires.length);
  expect(picture.places.length).toBe(rows);
  if (rows > 0) expect([...picture.places].every((place) => place >= 0 && place < picture.items.length)).toBe(true);
}

describe.each(Object.entries(SHAPES))("a run of a hostile shape: %s", (_name, spans) => {
  const structure = deriveStructure(makeTable(spans));

  it("is drawn as it ran, folded to what can be read, with each row somewhere", () => {
    const picture = pictureOfRun(structure, NONE, null);
    expectSound(picture, structure.rowCount);
    const boxes = picture.items.filter(({ type }) => type === "box");
    expect(boxes.length).toBeLessThanOrEqual(MOST_BOXES * 2);
    expect(boxes.length > 0).toBe(structure.rowCount > 0);
    for (const a of boxes) {
      for (const b of boxes) {
        const apart =
          a.x + a.widthPx <= b.x || b.x + b.widthPx <= a.x || a.y + a.heightPx <= b.y || b.y + b.heightPx <= a.y;
        expect(a === b || apart).toBe(true);
      }
    }
  });

  it("is drawn unfolded, as far as any reader goes", () => {
    expectSound(pictureOfRun(structure, new Set(["*"]), null), structure.rowCount);
  });

  it("is drawn aggregated", () => {
    const flow = collapse(structure, readSequence(structure, { deepest: 1e9, foldCalls: false, folds: NONE }));
    const folded = foldFlow(flow, NONE, null);
    const picture = pictureOfFlow(structure, flow, folded, { ...layeredLayout(requestOf(flow, folded)), simple: true });
    expectSound(picture, structure.rowCount);
    expect(picture.items.length).toBeLessThanOrEqual(140);
  });

  it("has a neighbourhood around each of its ends, and spots for the keyboard", () => {
    if (structure.rowCount === 0) return;
    for (const row of [0, structure.rowCount - 1]) {
      const picture = pictureOfRun(structure, NONE, row);
      expect(picture.items.length).toBeGreaterThan(0);
      const spots = picture.items.flatMap((item, index) => spotsOf(structure, item, index));
      expect(spots.length).toBeGreaterThan(0);
      expect(new Set(spots.map(({ id }) => id)).size).toBe(spots.length);
      expect(spots.every(({ label }) => label !== "" && !label.includes("undefined"))).toBe(true);
    }
  });

  it("plays from its first call to its last", () => {
    const clock = createPlayClock(structure);
    const times = [0, 0.25, 0.5, 0.75, 1].map((place) => clock.timeAt(place));
    expect(times.every(Number.isFinite)).toBe(true);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});

describe("every fold of a wide run", () => {
  it("opens, and what was in it is then drawn", () => {
    const structure = deriveStructure(makeTable(SHAPES["10,000 agents side by side"] ?? []));
    const closed = pictureOfRun(structure, NONE, null);
    expect(closed.rules.join()).toMatch(/side by side are stacked/);
    const stack = closed.items.find((item) => item.type === "box" && item.block.type === "repeat");
    expect(stack?.type === "box" && stack.block.type === "repeat" && stack.block.all.length).toBe(250);
    const opens = stack === undefined ? null : (spotsOf(structure, stack, 0)[0]?.opens ?? null);
    const open = pictureOfRun(structure, new Set([opens ?? ""]), null);
    expect(open.items.length).toBeGreaterThan(closed.items.length);
  });
});
