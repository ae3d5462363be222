import { expect, test } from "vitest";
import { arranged, insertionAt, moved } from "./order.js";

test("a thing is put before the one whose upper half the pointer is over", () => {
  const places = [
    { start: 0, end: 100 },
    { start: 100, end: 140 },
    { start: 140, end: 400 },
  ];
  expect([-5, 49, 51, 119, 121, 269, 271, 900].map((y) => insertionAt(places, y))).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  expect(insertionAt([], 10)).toBe(0);
});

test("what is moved stands before the place it was let go at", () => {
  const items = ["a", "b", "c", "d"];
  expect(moved(items, 0, 3)).toEqual(["b", "c", "a", "d"]);
  expect(moved(items, 3, 0)).toEqual(["d", "a", "b", "c"]);
  expect(moved(items, 1, 4)).toEqual(["a", "c", "d", "b"]);
  expect(moved(items, 1, 1)).toBe(items);
  expect(moved(items, 1, 2)).toBe(items);
});

test("things are arranged by their ids as long as these are theirs", () => {
  const things = [{ id: "a" }, { id: "b" }, { id: "c" }];
  expect(arranged(things, ["c", "a", "b"])).toEqual([{ id: "c" }, { id: "a" }, { id: "b" }]);
  expect(arranged(things, ["c", "a"])).toBeNull();
  expect(arranged(things, ["c", "a", "x"])).toBeNull();
});
