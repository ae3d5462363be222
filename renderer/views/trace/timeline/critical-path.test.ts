import { describe, expect, it } from "vitest";
import { deriveStructure } from "../structure.js";
import { makeTable, supportRun } from "../testing/make-table.js";
import { findCriticalPath, onScale } from "./critical-path.js";
import { timeShares } from "./path-shares.js";
import { compressedScale } from "./time-scale.js";

const piecesOf = (table: ReturnType<typeof supportRun>) => {
  const path = findCriticalPath(deriveStructure(table));
  return Array.from(path.row, (row, index) => [
    table.name.values[table.name.index[row] ?? 0],
    (path.fromNs[index] ?? 0) / 1e6,
    (path.toNs[index] ?? 0) / 1e6,
  ]);
};

describe("critical path", () => {
  it("follows the branch that ended last", () => {
    const table = makeTable([
      {
        name: "root",
        startMs: 0,
        durationMs: 100,
        inside: [
          { name: "short", startMs: 10, durationMs: 20 },
          { name: "long", startMs: 10, durationMs: 60 },
          { name: "last", startMs: 80, durationMs: 10 },
        ],
      },
    ]);
    expect(piecesOf(table)).toEqual([
      ["root", 0, 10],
      ["long", 10, 70],
      ["root", 70, 80],
      ["last", 80, 90],
      ["root", 90, 100],
    ]);
  });

  it("covers the whole trace without a gap and leaves out the branch that waited", () => {
    const pieces = piecesOf(supportRun());
    expect(pieces[0]?.[1]).toBe(0);
    expect(pieces.at(-1)?.[2]).toBe(24_620);
    for (let index = 1; index < pieces.length; index++) expect(pieces[index]?.[1]).toBe(pieces[index - 1]?.[2]);
    expect(pieces.some(([name]) => name === "orders.get")).toBe(false);
  });

  it("cuts children that reach outside their parent, and skips spans without length", () => {
    const table = makeTable([
      {
        name: "root",
        startMs: 10,
        durationMs: 10,
        inside: [
          { name: "early", startMs: 0, durationMs: 15 },
          { name: "point", startMs: 18, durationMs: 0 },
        ],
      },
    ]);
    expect(piecesOf(table)).toEqual([
      ["early", 10, 15],
      ["root", 15, 20],
    ]);
  });

  it("follows work that goes on after its span ended, to the end of the run", () => {
    const table = makeTable([
      {
        name: "root",
        startMs: 0,
        durationMs: 13,
        inside: [
          {
            name: "hands on a stream",
            startMs: 9,
            durationMs: 1,
            inside: [
              { name: "model", startMs: 14, durationMs: 11, kind: "llm" },
              { name: "last", startMs: 26, durationMs: 1 },
            ],
          },
        ],
      },
    ]);
    expect(piecesOf(table)).toEqual([
      ["root", 0, 9],
      ["hands on a stream", 9, 10],
      ["root", 10, 13],
      ["model", 14, 25],
      ["last", 26, 27],
    ]);
    const structure = deriveStructure(table);
    const shares = timeShares(structure, findCriticalPath(structure));
    expect(Object.fromEntries(shares.map(({ label, share }) => [label, Math.round(share * 27)]))).toEqual({
      own: 14,
      model: 11,
      waiting: 2,
    });
  });

  it("says where the time went, in shares that add up", () => {
    const structure = deriveStructure(supportRun());
    const shares = timeShares(structure, findCriticalPath(structure));
    expect(shares[0]?.label).toBe("model");
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it("has nothing to say about a trace without length", () => {
    const structure = deriveStructure(makeTable([{ name: "a", startMs: 0, durationMs: 0 }]));
    expect(timeShares(structure, findCriticalPath(structure))).toEqual([]);
  });

  it("tells work of a span's own from waiting: time between roots, and workflows in which nothing runs", () => {
    const structure = deriveStructure(
      makeTable([
        {
          name: "session",
          kind: "workflow",
          startMs: 0,
          durationMs: 50,
          inside: [
            {
              name: "planner",
              kind: "agent",
              startMs: 0,
              durationMs: 30,
              inside: [{ name: "chat", kind: "llm", startMs: 10, durationMs: 20 }],
            },
          ],
        },
        { name: "later", kind: "tool", startMs: 80, durationMs: 20 },
      ]),
    );
    const shares = timeShares(structure, findCriticalPath(structure)).map(({ label, share }) => [label, share]);
    expect(Object.fromEntries(shares)).toEqual({ waiting: 0.5, model: 0.2, tools: 0.2, own: 0.1 });
  });

  it("lies where its spans are drawn when idle time is compressed", () => {
    const structure = deriveStructure(
      makeTable([
        { name: "a", startMs: 0, durationMs: 10 },
        { name: "b", startMs: 1000, durationMs: 10 },
      ]),
    );
    const scale = compressedScale([{ fromNs: 10e6, toNs: 1000e6 }], 1e6);
    const path = onScale(findCriticalPath(structure), scale);
    expect([...path.fromNs]).toEqual([0, 11e6]);
    expect([...path.toNs]).toEqual([10e6, 21e6]);
  });
});
