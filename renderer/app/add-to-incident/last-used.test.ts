import { expect, test } from "vitest";
import type { IncidentHead } from "../../../shared/contract/incidents.js";
import { byLastUse } from "./last-used.js";

const incident = (title: string, changedAtMs: number, status: IncidentHead["status"] = "open"): IncidentHead => ({
  id: crypto.randomUUID(),
  title,
  summary: "",
  severity: "high",
  status,
  owner: "",
  startMs: null,
  endMs: null,
  createdAtMs: 0,
  changedAtMs,
  items: 0,
});

test("what was worked on last is offered first, what is resolved last", () => {
  const all = [incident("a", 1), incident("done", 9, "resolved"), incident("b", 5), incident("c", 3)];
  expect(byLastUse(all).map(({ title }) => title)).toEqual(["b", "c", "a", "done"]);
});
