import { describe, expect, it } from "vitest";
import { evaluationsOf } from "./evaluations.js";

const said = (kind: "guardrail" | "llm", output: string) =>
  evaluationsOf("run_guardrail tone", { scalars: { kind, output }, lists: {}, sources: new Map(), speakers: [] });

describe("the verdict of a guardrail", () => {
  it.each([
    [{ verdict: "allow", score: 0.9 }, "allow", 0.9],
    [{ passed: false, reason: "It shouts." }, "failed", null],
    [{ triggered: true }, "failed", null],
    [{ flagged: false }, "passed", null],
    [{ score: 0.2 }, null, 0.2],
  ])("is read from an output like %j", (output, label, score) => {
    expect(said("guardrail", JSON.stringify(output))).toMatchObject([{ name: "tone", label, score }]);
  });

  it("is none where the output says none, or the span is no guardrail", () => {
    for (const output of ["All fine.", "[1]", "{broken", '{"text":"hello"}', '{"verdict":3}']) {
      expect(said("guardrail", output)).toEqual([]);
    }
    expect(said("llm", '{"verdict":"allow"}')).toEqual([]);
  });
});
