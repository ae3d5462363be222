import { expect, test } from "vitest";
import { contextWindow } from "./context-window.js";

test("models that the table lists have a context length, whoever names them", () => {
  expect(contextWindow("openai", "gpt-4o")).toMatchObject({ tokens: 128_000 });
  expect(contextWindow(null, "gpt-4o-2024-08-06")).toMatchObject({ tokens: 128_000 });
  expect(contextWindow(null, "gpt-4o")?.from).toContain("openai/gpt-4o");
});

test("for others it is not known", () => {
  expect(contextWindow(null, "our-own-model")).toBeNull();
  expect(contextWindow("ollama", "gpt-4o")).toBeNull();
});
