import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { INCIDENT_ID, incidentLines, PICTURE } from "../fixtures/incident-lines.js";
import { BUILD_LIMIT_MS, ensureBuilt, Place, until } from "./skein.js";
import { codeOf, itLeavesNoHalfFile } from "./written-whole.js";

const ITEMS = 40;
const ITEM_CHARACTERS = 92_000;

let place: Place;
beforeAll(async () => {
  await ensureBuilt();
  place = new Place();
  writeFileSync(place.pathOf("incident.jsonl"), incidentLines("A long one", bodies()));
  await place.answer("import", "incident.jsonl", "--workspace", "base.skein");
}, BUILD_LIMIT_MS);
afterAll(() => place.remove());

/** Four megabytes of what was said, and a picture. */
function bodies(): object[] {
  const said = { part: "tool result", speaker: null, text: "why the search gave up ".repeat(200), length: 4600 };
  const excerpts = Array.from({ length: 20 }, () => said);
  const span = {
    type: "span",
    traceId: "7f3a9c2e11aa22bb33cc44dd55ee66ff",
    spanId: "00aa11bb22cc33dd",
    name: "search",
    kind: "tool",
    status: "error",
    agent: null,
    model: null,
    startMs: null,
    offsetMs: null,
    durationMs: null,
    error: null,
    excerpts,
  };
  return [PICTURE, ...Array.from({ length: ITEMS }, () => span)];
}

const argumentsFor = (file: string, format: string, ...more: string[]): string[] => [
  "report",
  INCIDENT_ID,
  "--format",
  format,
  "-o",
  file,
  "--workspace",
  "base.skein",
  "--json",
  ...more,
];

describe("a report", { timeout: 120_000 }, () => {
  it("is there when it is whole, for its user alone, with its pictures beside it", async () => {
    const ran = await place.run(argumentsFor("whole.md", "md", "--redact"));
    expect(JSON.parse(ran.stdout)).toMatchObject({ items: ITEMS + 1, redacted: { leftovers: 0 } });
    expect(statSync(place.pathOf("whole.md")).size).toBeGreaterThan(ITEMS * ITEM_CHARACTERS);
    expect(statSync(place.pathOf("whole.md")).mode & 0o077).toBe(0);
    const [picture = ""] = readdirSync(place.pathOf("whole-pictures"));
    expect(readFileSync(place.pathOf("whole.md"), "utf8")).toContain(`](whole-pictures/${picture})`);
    expect(place.besides("whole.md")).toEqual([]);
    expect(place.besides("base.skein").filter((name) => name.includes(".tmp-"))).toEqual([]);
  });

  it("replaces no file unless it is told to; then pictures of the old one go, and nothing else of theirs", async () => {
    writeFileSync(place.pathOf("there.md"), "mine");
    mkdirSync(place.pathOf("there-pictures"));
    for (const name of ["figure-7-0123abcd.svg", "mine.svg"])
      writeFileSync(place.pathOf(`there-pictures/${name}`), "old");
    const refused = await place.run(argumentsFor("there.md", "md"));
    expect([refused.code, codeOf(refused)]).toEqual([1, "INVALID_INPUT"]);
    expect(readFileSync(place.pathOf("there.md"), "utf8")).toBe("mine");
    expect(readdirSync(place.pathOf("there-pictures"))).toHaveLength(2);
    expect((await place.run(argumentsFor("there.md", "md", "--force"))).code).toBe(0);
    expect(readdirSync(place.pathOf("there-pictures")).toSorted()).toEqual([
      expect.stringMatching(/^figure-1-/),
      "mine.svg",
    ]);
  });

  itLeavesNoHalfFile(
    () => place,
    ".md",
    (file, ...more) => argumentsFor(file, "md", ...more),
  );

  it("that is killed while it is written leaves the old file", async () => {
    writeFileSync(place.pathOf("killed.json"), "old");
    const { child, ended } = place.start(argumentsFor("killed.json", "json", "--force"));
    const spooled = (): boolean => place.besides("base.skein").some((name) => name.includes("-report-"));
    await until("it writes", () => spooled() || child.exitCode !== null);
    child.kill("SIGKILL");
    const ran = await ended;
    // It may have ended by itself in between: then the new file is whole.
    if (ran.code === 0)
      return expect(statSync(place.pathOf("killed.json")).size).toBeGreaterThan(ITEMS * ITEM_CHARACTERS);
    expect(readFileSync(place.pathOf("killed.json"), "utf8")).toBe("old");
  });

  it("as a PDF needs a browser, and says so where there is none", async () => {
    const before = process.env["CHROME_PATH"];
    process.env["CHROME_PATH"] = place.pathOf("no-browser");
    try {
      const ran = await place.run(argumentsFor("out.pdf", "pdf"));
      expect([ran.code, codeOf(ran)]).toEqual([1, "NOT_FOUND"]);
    } finally {
      if (before === undefined) delete process.env["CHROME_PATH"];
      else process.env["CHROME_PATH"] = before;
    }
    expect(place.besides("out.pdf")).toEqual([]);
    expect(existsSync(place.pathOf("out.pdf"))).toBe(false);
    expect(place.leftovers()).toEqual([]);
  });
});
