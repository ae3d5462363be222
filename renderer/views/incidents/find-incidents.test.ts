import { expect, test } from "vitest";
import type { IncidentHead } from "../../../shared/contract/incidents.js";
import { findIncidents } from "./find-incidents.js";

const incident = (title: string, summary = ""): IncidentHead => ({
  id: crypto.randomUUID(),
  title,
  summary,
  severity: "high",
  status: "open",
  owner: "Zoë",
  startMs: null,
  endMs: null,
  createdAtMs: 0,
  changedAtMs: 0,
  items: 0,
});

test("every word has to be somewhere in an incident, whatever its case and accents", () => {
  const all = [incident("Search times out", "the portal gives up"), incident("Planner asks again")];
  const titles = (words: string) => findIncidents(all, words).map(({ title }) => title);
  expect(titles("SEARCH portal")).toEqual(["Search times out"]);
  expect(titles("zoe")).toHaveLength(2);
  expect(titles("search again")).toEqual([]);
  expect(titles('"  "')).toHaveLength(2);
});
