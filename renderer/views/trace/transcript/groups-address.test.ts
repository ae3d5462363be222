import { expect, it } from "vitest";
import { formatGroups, parseGroups } from "./groups-address.js";

it("keeps in an address which groups are open and which are folded", () => {
  const groups = new Map([
    [4, true],
    [51, false],
    [1_000_000, true],
  ]);
  expect(new Map([...parseGroups(formatGroups(groups))].toSorted(([a], [b]) => a - b))).toEqual(groups);
  expect(formatGroups(new Map())).toBeUndefined();
});

it("leaves out what it cannot read, and stays short", () => {
  expect(parseGroups("o1.-2.é_x3_f_oo")).toEqual(
    new Map([
      [1, true],
      [24, true],
    ]),
  );
  const many = formatGroups(new Map(Array.from({ length: 5000 }, (_, row) => [row + 900_000, row % 2 === 0])));
  expect(many?.length).toBeLessThan(2000);
  expect(parseGroups(many).get(904_999)).toBe(false);
});
