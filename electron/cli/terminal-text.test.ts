import { describe, expect, it } from "vitest";
import { cellsOf, jsonLine, printable, table } from "./terminal-text.js";

describe("text for a terminal", () => {
  it("is one line, with marks in place of what would steer it", () => {
    expect(printable("a\u001b[2Jb\u009bc\rd\u202ee\n\tf")).toBe("a\ufffd[2Jb\ufffdc\ufffdd\ufffde  f");
    expect(printable("plain, ünïcödé, 返金, 🧵")).toBe("plain, ünïcödé, 返金, 🧵");
  });

  it("is as wide as a terminal draws it", () => {
    expect(cellsOf("refund")).toBe(6);
    expect(cellsOf("返金")).toBe(4);
    expect(cellsOf("é")).toBe(1);
    expect(cellsOf("e\u0301")).toBe(1);
    expect(cellsOf("🧵")).toBe(2);
  });

  it("stands in columns, numbers at the right", () => {
    const rows = [
      ["返金", 5, null],
      ["a", 1200, "x"],
    ] as const;
    expect(table(["name", "spans", "note"], rows)).toBe("name  spans  note\n返金      5\na      1200  x");
    expect(table(["name"], [])).toBe("name");
  });
});

describe("a line of JSON", () => {
  it("says the same, and steers no terminal", () => {
    const value = { "\u009b31m": "\u001b[0m \u202e \u2028 \u007f 返金" };
    const line = jsonLine(value);
    expect(JSON.parse(line)).toEqual(value);
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
  });
});
