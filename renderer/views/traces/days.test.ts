import { expect, test } from "vitest";
import { daysOfPage, dayStarts, type PageDays } from "./days.js";

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 20, 12);
const page = (offset: number, hoursBefore: readonly number[]): PageDays => {
  const days = daysOfPage(
    offset,
    hoursBefore.map((hours) => NOON - hours * HOUR),
    "utc",
  );
  if (days === null) throw new Error("a page of this test has rows");
  return days;
};

test("a head stands over the first row and wherever the day changes, with the day's count where it is known", () => {
  const starts = dayStarts([page(0, [0, 1, 2, 24, 25]), page(5, [26, 48])], 100);
  expect([...starts].map(([index, start]) => [index, start.rows])).toEqual([
    [0, 3],
    [3, 3],
    [6, null],
  ]);
});

test("a day that goes over the edge of two pages has one head", () => {
  expect([...dayStarts([page(0, [0, 1]), page(2, [2, 3])], 4).keys()]).toEqual([0]);
  expect(dayStarts([page(0, [0, 1]), page(2, [2, 3])], 4).get(0)?.rows).toBe(4);
  expect([...dayStarts([page(0, [0, 1]), page(2, [24])], 3).keys()]).toEqual([0, 2]);
});

test("a page whose neighbour was not seen has no head over its first row and counts nothing across the gap", () => {
  const starts = dayStarts([page(0, [0, 1]), page(400, [90, 110, 140])], 1000);
  expect([...starts].map(([index, start]) => [index, start.rows])).toEqual([
    [0, null],
    [401, 1],
    [402, null],
  ]);
});

test("an empty page has no days", () => {
  expect(daysOfPage(0, [], "utc")).toBeNull();
});
