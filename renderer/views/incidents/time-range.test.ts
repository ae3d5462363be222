import { expect, test } from "vitest";
import { fromField, toField } from "./time-range.js";

const AT = Date.UTC(2026, 10, 20, 14, 52);

test("a time goes through the field of either zone unharmed", () => {
  expect(toField(AT, "utc")).toBe("2026-11-20T14:52");
  expect(fromField(toField(AT, "utc"), "utc")).toBe(AT);
  expect(fromField(toField(AT, "local"), "local")).toBe(AT);
});

test("no time is an empty field", () => {
  expect(toField(null, "utc")).toBe("");
  expect(fromField("", "local")).toBeNull();
  expect(fromField("yesterday", "utc")).toBeNull();
});
