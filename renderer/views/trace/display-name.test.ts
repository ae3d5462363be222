import { expect, test } from "vitest";
import { displayName } from "./display-name.js";
import { deriveStructure } from "./structure.js";
import { makeTable } from "./testing/make-table.js";
import type { SketchedSpan } from "./testing/make-table.js";

const shown = (span: Omit<SketchedSpan, "startMs">) =>
  displayName(deriveStructure(makeTable([{ ...span, startMs: 0 }])), 0);

test("an operation that the icon says is left out", () => {
  expect(shown({ name: "invoke_agent planner", kind: "agent", agent: "planner" })).toBe("planner");
});

test("a model that stands beside the name is left out of it", () => {
  expect(shown({ name: "chat gpt-4o", kind: "llm", model: "gpt-4o" })).toBe("chat");
});

test("an operation alone gives way to its object", () => {
  expect(shown({ name: "execute_tool", kind: "tool", tool: "search" })).toBe("search");
  expect(shown({ name: "invoke_agent", kind: "agent", agent: "planner" })).toBe("planner");
});

test("any other name stays as it is", () => {
  expect(shown({ name: "chat gpt-4o", kind: "llm", model: "gpt-4o-2024-08-06" })).toBe("chat gpt-4o");
  expect(shown({ name: "POST /orders 1", kind: "http" })).toBe("POST /orders 1");
  expect(shown({ name: "planner", kind: "agent" })).toBe("planner");
  expect(shown({ name: "Refund Agent", kind: "agent", agent: "Agent" })).toBe("Refund Agent");
});
