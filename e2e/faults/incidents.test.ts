import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { spanIdOf, traceIdOf } from "../../shared/testing/stable-ids.js";
import { trace } from "../../shared/testing/trace-dsl.js";
import { BUILD_LIMIT_MS, ensureBuilt, Place } from "./skein.js";

const RUNS = trace(`
  trace good
    agent planner                  0-120ms
  trace bad
    agent planner                  0-120ms
      tool search [error:timeout] 41-80ms   "refund"
`);

let place: Place;
beforeAll(async () => {
  await ensureBuilt();
  place = new Place();
  writeFileSync(place.pathOf("runs.jsonl"), `${RUNS.join("\n")}\n`);
  await place.answer("import", "runs.jsonl", "--workspace", "runs.skein");
}, BUILD_LIMIT_MS);
afterAll(() => place.remove());

const incident = (...args: string[]) => place.answer("incident", ...args, "--workspace", "runs.skein");

describe("skein incident", () => {
  it("begins one, adds evidence, shows it and removes it", async () => {
    const made = (await incident("create", "--title", "Search times out", "--severity", "high")) as {
      incident: { id: string };
    };
    expect(made.incident).toMatchObject({ severity: "high", status: "open", items: 0, startMs: null });
    const short = made.incident.id.slice(0, 6);
    await incident("add", "search TIMES out", "--search", "status:error");
    await incident("add", short, "--span", `${traceIdOf("bad")}/${spanIdOf("search", "bad")}`, "--caption", "*why*");
    const { items } = (await incident("show", short, "--bodies")) as { items: unknown[] };
    expect(items).toMatchObject([
      { type: "search", body: { query: "status:error", total: 1, in: "spans" } },
      { type: "span", heading: "planner, search", caption: "*why*", body: { error: "timeout" } },
    ]);
    await incident("remove", short, "--item", "2");
    const text = await place.run(["incident", "show", short, "--workspace", "runs.skein"]);
    expect(text.stdout).toMatch(/^Search times out\nS2 high, open, 1 item\n\n1\. search: status:error, 1 span on /);
  });

  it("tells what is bad usage, and makes no incident that would be lost", async () => {
    const wrong = [
      ["add", "nobody", "--note", "x", "--trace", "y", "--workspace", "runs.skein"],
      ["create", "--title", "x"],
    ];
    for (const args of wrong) {
      const ran = await place.run(["incident", ...args, "--json"]);
      const { error } = JSON.parse(ran.stderr) as { error: { code: string } };
      expect([args, ran.code, error.code]).toEqual([args, 2, "INVALID_INPUT"]);
    }
  });
});
