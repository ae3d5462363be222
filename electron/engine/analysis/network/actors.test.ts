import { expect, it } from "vitest";
import { findActors } from "./actors.js";
import type { Profile, Prompt, Run } from "./run.js";

const NAMELESS: Profile = {
  kind: "llm",
  name: null,
  agent: null,
  tool: null,
  model: "gpt-4o",
  store: null,
  service: null,
  scope: null,
  handoffFrom: null,
  handoffTo: null,
  graphNode: null,
  graphParent: null,
  sources: {},
};

/** A root with a model call below it for each prompt; rows of `read` are what the store happened to give first. */
function runOf(prompts: readonly string[], read: readonly number[]): Run {
  const rows = prompts.length + 1;
  const told = read.map((row): [number, Prompt] => [
    row,
    { hash: prompts[row - 1] ?? "", opening: `You are the ${prompts[row - 1] ?? ""}` },
  ]);
  return {
    rows,
    profiles: [{ ...NAMELESS, kind: "chain", name: "main" }, NAMELESS],
    profile: Int32Array.from({ length: rows }, (_, row) => (row === 0 ? 0 : 1)),
    parent: Int32Array.from({ length: rows }, (_, row) => (row === 0 ? -1 : 0)),
    subtreeEnd: Int32Array.from({ length: rows }, (_, row) => (row === 0 ? rows : row + 1)),
    startNs: Float64Array.from({ length: rows }, (_, row) => row),
    hasGraphNodes: false,
    orphan: new Uint8Array(rows),
    requests: new Map(),
    links: new Map(),
    elsewhere: new Map(),
    prompts: new Map(told),
  };
}

it("an agent that only its prompt tells of begins where it is first heard, whatever order the prompts were read in", () => {
  const prompts = ["judge", "lawyer", "judge", "lawyer"];
  const inOrder = findActors(runOf(prompts, [1, 2, 3, 4]));
  expect(inOrder.activations).toContain(1);
  expect(inOrder.activations).toContain(2);
  expect(findActors(runOf(prompts, [3, 4, 2, 1]))).toEqual(inOrder);
});
