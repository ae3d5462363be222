import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Comparison, STEP_CHANGE, STEP_VERDICTS } from "../../../shared/contract/compare.js";
import { dictionaryAt } from "../../../shared/model/columns.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { traceIdOf } from "../../../shared/testing/stable-ids.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

let engine: TestEngine;

beforeAll(async () => {
  engine = await TestEngine.open();
  const documents = trace(`
    trace good [at:2026-11-01T00:00:00Z]
      agent planner                    0-900ms  "where is it?" => "in the post"
        llm  gpt-4o [in:100 out:10 cost:0.5]  0-300ms  "where is it?" => "let me see"
        tool search                  300-500ms  "{\\"q\\":\\"milk\\"}" => "there is milk"
        llm  gpt-4o [in:200 out:10 cost:0.5] 500-800ms "there is milk" => "in the post"
    trace bad [at:2026-11-02T00:00:00Z]
      agent planner                    0-2000ms  "where is it?" => "I do not know"
        llm  gpt-4o-mini [in:100 out:10 cost:0.1]  0-300ms  "where is it?" => "let me see"
        tool search [error:timeout]    300-900ms  "{\\"q\\":\\"milk\\"}"
        tool lookup                    900-950ms  "{}" => "nothing"
        llm  gpt-4o-mini [in:300 out:10 cost:0.1] 950-1800ms "timeout" => "I do not know"
  `);
  await engine.add("runs.jsonl", documents);
});
afterAll(() => engine[Symbol.asyncDispose]());

const id = (name: string): TraceId => traceIdOf(name) as TraceId;
const compare = (left: string, right: string) =>
  engine.handlers["compare.runs"]({ left: id(left), right: id(right) }, calm) as Promise<Comparison>;
const lines = (answer: Comparison) =>
  [...answer.verdict].map((code, row) => {
    const [left, right] = [answer.leftStep[row] ?? -1, answer.rightStep[row] ?? -1];
    const subject =
      left >= 0 ? dictionaryAt(answer.left.steps.subject, left) : dictionaryAt(answer.right.steps.subject, right);
    return `${STEP_VERDICTS[code]} ${subject}`;
  });

describe("two runs", () => {
  it("are aligned on their steps, whatever model answered", async () => {
    const answer = await compare("good", "bad");
    expect(lines(answer)).toEqual([
      "changed planner",
      "changed chat",
      "changed search",
      "added lookup",
      "changed chat",
    ]);
    expect(answer.what[0]).toBe(STEP_CHANGE.output);
    expect(answer.what[1]).toBe(STEP_CHANGE.model);
    expect(answer.what[2]).toBe(STEP_CHANGE.output | STEP_CHANGE.status);
    expect(answer.exact).toBe(true);
    expect(answer.right.steps.durationNs[2]).toBe(600e6);
    expect(answer.left.summary.costUsd).toBe(1);
  });

  it("swapped tell the same the other way round", async () => {
    expect(lines(await compare("bad", "good"))).toContain("removed lookup");
  });

  it("that are one run have nothing changed", async () => {
    const answer = await compare("good", "good");
    expect(lines(answer)).toEqual(["same planner", "same chat", "same search", "same chat"]);
  });

  it("of which one is not there are an error", async () => {
    expect(await failure(compare("good", "gone"))).toBe("NOT_FOUND");
  });
});
