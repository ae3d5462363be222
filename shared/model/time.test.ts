import { describe, expect, it } from "vitest";
import { toUnixMs } from "./time.js";

describe("an absolute time and an offset", () => {
  it("are milliseconds since 1970", () => {
    expect(toUnixMs("1700000000123456789", 1e9)).toBe(1_700_000_001_123.456_8);
    expect(toUnixMs("42")).toBe(42e-6);
  });
  it("are not a number where the offset is unknown", () => {
    expect(toUnixMs("1700000000123456789", Number.NaN)).toBeNaN();
    expect(toUnixMs("42", Number.NaN)).toBeNaN();
  });
});
