import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { EDGE_TYPES, NODE_TYPES } from "../../../../shared/contract/network.js";

const ENGINE = join(import.meta.dirname, "../..");
const DOC = readFileSync(join(ENGINE, "../../docs/network.md"), "utf8");

const ROOMS = ["analysis/identity", "analysis/handoffs", "analysis/network", "pipeline", "queries/network"];
const sources = ROOMS.map((room) => join(ENGINE, room)).flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(folder, name), "utf8")),
);

it("the documentation tells of every rule", () => {
  const named = sources.flatMap((source) =>
    Array.from(
      source.matchAll(/(?:\brule: |agentParty\(\s*profile(?:Of\(run, row\))?,\s*)"([^"]+)"/g),
      (found) => found[1] ?? "",
    ),
  );
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter((rule) => !DOC.includes(rule))).toEqual([]);
});

it("the documentation tells of every type of node and edge", () => {
  const words = [...NODE_TYPES, ...EDGE_TYPES].map((type) => type.replaceAll("_", " "));
  expect(words.filter((word) => !DOC.includes(word))).toEqual([]);
});

it("the documentation's SQL names tables that are there", () => {
  expect(DOC).toMatch(/FROM contact c JOIN relation r/);
});
