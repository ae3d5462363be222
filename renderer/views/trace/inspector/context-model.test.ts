import { expect, test } from "vitest";
import { shownContext } from "./context-model.js";

const context = {
  parts: [
    { part: "instructions" as const, characters: 300, texts: 1 },
    { part: "new" as const, characters: 100, texts: 2 },
  ],
  inputTokens: 200,
  cachedTokens: null,
  model: "gpt-4o",
  window: { tokens: 1000, from: "openai/gpt-4o" },
};

test("told tokens are shared out by characters, and set against what the model takes", () => {
  expect(shownContext(context)).toMatchObject({
    tokens: 200,
    isTold: true,
    full: 0.2,
    parts: [
      { part: "instructions", share: 0.75, tokens: 150 },
      { part: "new", share: 0.25, tokens: 50 },
    ],
  });
});

test("where tokens are not told they are guessed, where the length is not known nothing is said of it", () => {
  expect(shownContext({ ...context, inputTokens: null, window: null })).toMatchObject({
    tokens: 100,
    isTold: false,
    full: null,
  });
  expect(shownContext({ ...context, parts: [] })).toBeNull();
});
