import { expect, test } from "vitest";
import { COMMANDS } from "../state/commands.js";
import { matchCommands, routeOfLink } from "./palette-model.js";

const titles = (text: string) => matchCommands(text, COMMANDS).map((command) => command.title);

test("a command is found by the start of its title, by its words, and by what else it is called", () => {
  expect(titles("next")[0]).toMatch(/^Next/);
  expect(titles("error next")).toEqual(["Go to the next error"]);
  expect(titles("preferences")).toEqual(["Go to Settings"]);
  expect(titles("")).toHaveLength(COMMANDS.length);
  expect(titles("xyzzy")).toEqual([]);
});

test("a link of this app leads to its page, any other text leads nowhere", () => {
  expect(routeOfLink("skein://4f1c/trace/7f3a?view=graph")).toMatchObject({
    page: "trace",
    traceId: "7f3a",
    view: "graph",
  });
  expect(routeOfLink("skein://4f1c")).toEqual({ page: "home" });
  expect(routeOfLink("https://example.com/trace/1")).toBeNull();
  expect(routeOfLink("skein://4f1c/elsewhere")).toBeNull();
});

// A trace and the retrievals are never on the screen together, nor are a comparison and a list of which rows can be chosen.
test.each([
  ["Trace", "Compare"],
  ["Trace", "Lists"],
  ["Retrieval", "Compare"],
  ["Retrieval", "Lists"],
])("no two commands share a key where there is no %s and no %s", (...elsewhere) => {
  const there = COMMANDS.filter(({ group }) => !elsewhere.includes(group));
  const chords = there.flatMap((command) => [...command.chords]);
  expect(new Set(chords).size).toBe(chords.length);
});
