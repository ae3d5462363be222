import { expect, test } from "vitest";
import { buildSample } from "./sample.js";
import type { Sample } from "./sample.js";

const sample = buildSample();

function attributes(key: string, from: Sample = sample): Set<string> {
  return new Set(
    from.spans.flatMap(({ span }) => {
      const value = span.attributes[key];
      return typeof value === "string" ? [value] : [];
    }),
  );
}

test("each build gives the same bytes, and few of them", () => {
  expect(Buffer.compare(buildSample().bytes, sample.bytes)).toBe(0);
  expect(sample.bytes.length).toBeLessThan(3_000_000);
});

test("the network is big enough to show what Skein is for", () => {
  const agents = new Set([...attributes("gen_ai.agent.name"), ...attributes("agent.name")]);
  expect(agents.size).toBeGreaterThanOrEqual(8);
  expect(new Set(sample.spans.map(({ span }) => span.spanContext().traceId)).size).toBeGreaterThanOrEqual(40);
  expect(attributes("gen_ai.conversation.id").size).toBeGreaterThanOrEqual(15);
  expect(new Set(sample.spans.map(({ service }) => service)).size).toBe(6);
});

test("it holds each thing that the views are for", () => {
  const names = sample.spans.map(({ span }) => span.name);
  for (const name of ["execute_tool transfer_to_planner", "handoff to billing", "rerank", "embed query", "grounded"]) {
    expect(names).toContain(name);
  }
  expect(attributes("gen_ai.operation.name")).toEqual(
    new Set([
      "invoke_workflow",
      "invoke_agent",
      "chat",
      "execute_tool",
      "run_guardrail",
      "search_memory",
      "upsert_memory",
    ]),
  );
  expect(attributes("error.type").size).toBeGreaterThanOrEqual(6);
  expect(sample.spans.filter(({ span }) => !span.ended)).toHaveLength(1);
});

test("the run that the documentation shows is as told", () => {
  const run = sample.spans
    .filter(({ span }) => span.spanContext().traceId.startsWith("7f3a9c2e"))
    .map(({ span }) => span);
  const root = run.find((span) => span.parentSpanContext === undefined);
  expect(run).toHaveLength(34);
  expect(run.filter((span) => span.status.code === 2)).toHaveLength(3);
  expect(root?.duration).toEqual([24, 620_000_000]);
  const call = run.find((span) => span.spanContext().spanId.startsWith("c41e07aa"));
  expect(call?.attributes["gen_ai.usage.input_tokens"]).toBe(2703);
  const retrieval = run.find((span) => span.name === "policy_index");
  expect(retrieval?.attributes["retrieval.documents.0.document.id"]).toBe("policy/4.1");
  expect(retrieval?.attributes["retrieval.documents.0.document.score"]).toBeCloseTo(0.83, 2);
});

test("the spans of a trace stand on several lines, children mostly before their parents", () => {
  const text = Buffer.from(sample.bytes).toString("utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  expect(lines).toHaveLength(sample.lines);
  expect(lines.filter((line) => line.includes('"7f3a9c2e')).length).toBeGreaterThanOrEqual(3);
  for (const line of lines) expect(JSON.parse(line)).toHaveProperty("resourceSpans");
});
