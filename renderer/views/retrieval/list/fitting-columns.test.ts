import { expect, test } from "vitest";
import { withoutRoom } from "./fitting-columns.js";

const COLUMNS = [
  { id: "words", track: "minmax(0, 1fr)" },
  { id: "agents", track: "minmax(60px, 120px)" },
  { id: "first", track: "108px" },
  { id: "last", track: "108px" },
];
const gone = (widthPx: number, hidden: readonly string[] = []): readonly string[] =>
  withoutRoom(COLUMNS, new Set(hidden), ["first", "agents", "last"], widthPx);

test("columns give way in their order until the words have room", () => {
  // 200 + 120 + 108 + 108, three gaps of 10 and 26 at the edges.
  expect(gone(592)).toEqual([]);
  expect(gone(591)).toEqual(["first"]);
  expect(gone(470)).toEqual(["first", "agents"]);
  expect(gone(100)).toEqual(["first", "agents", "last"]);
});

test("what is hidden takes no room, and nothing gives way while the width is not known", () => {
  expect(gone(470, ["agents"])).toEqual([]);
  expect(gone(0)).toEqual([]);
});
