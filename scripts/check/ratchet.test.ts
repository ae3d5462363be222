import { describe, expect, it } from "vitest";
import { compareRatchet, countRatchet, MAX_FILE_LINES } from "./ratchet.js";

const clean = { any: 0, suppressions: 0, longFiles: {} };
const count = (text: string) => countRatchet(new Map([["a.ts", text]]));

describe("the ratchet", () => {
  it("counts `any` where it is a type", () => {
    expect(count("let a: any; const b = c as any; type D = Map<string, any>; type E = string | any;").any).toBe(4);
  });

  it("leaves words alone that only look like it", () => {
    expect(count('// any\nconst any = 1; const a = "x: any"; const limits = { any: 2 }; Promise.any(list);').any).toBe(
      0,
    );
  });

  it("counts comments that silence a check", () => {
    expect(count("// @ts-expect-error later\n/* oxlint-disable */\n// eslint-disable-next-line\n").suppressions).toBe(
      3,
    );
  });

  it("names files that are too long", () => {
    expect(count("x\n".repeat(MAX_FILE_LINES)).longFiles).toEqual({});
    expect(count("x\n".repeat(MAX_FILE_LINES + 1)).longFiles).toEqual({ "a.ts": MAX_FILE_LINES + 1 });
  });

  it("goes down only", () => {
    expect(compareRatchet({ ...clean, any: 1 }, clean).worse).toHaveLength(1);
    expect(compareRatchet(clean, { ...clean, any: 1 })).toEqual({
      worse: [],
      lower: ["`any`: 0, and the limit still says 1"],
    });
    expect(
      compareRatchet({ ...clean, longFiles: { "a.ts": 410 } }, { ...clean, longFiles: { "a.ts": 405 } }).worse,
    ).toHaveLength(1);
    expect(compareRatchet(clean, clean)).toEqual({ worse: [], lower: [] });
  });
});
