import { expect, test } from "vitest";
import { spanIdOf, traceIdOf } from "./stable-ids.js";
import { trace } from "./trace-dsl.js";

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  links?: { traceId: string; spanId: string }[];
  status: { code?: number; message?: string };
}

function spansOf(document: string | undefined): Span[] {
  const parsed = JSON.parse(document ?? "{}") as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  return parsed.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
}

function attribute(span: Span | undefined, key: string): unknown {
  return Object.values(span?.attributes.find((candidate) => candidate.key === key)?.value ?? {})[0];
}

const PLANNER = `
  agent planner                         0-120ms
    llm  gpt    [in:900 out:40]         5-40ms  "where is it?" => "I'll look"
    tool search [error:timeout]        41-80ms
  agent writer <- planner              80-120ms
`;

test("indentation is parentage, and words name the spans", () => {
  const [document] = trace(PLANNER);
  const spans = spansOf(document);
  expect(spans.map((span) => span.name)).toEqual([
    "invoke_agent planner",
    "chat gpt",
    "execute_tool search",
    "invoke_agent writer",
  ]);
  expect(spans.map((span) => span.parentSpanId)).toEqual([
    undefined,
    spanIdOf("planner"),
    spanIdOf("planner"),
    undefined,
  ]);
  expect(spans.every((span) => span.traceId === traceIdOf())).toBe(true);
});

test("times are offsets from the start of the trace", () => {
  const [, llm] = spansOf(trace(PLANNER)[0]);
  const startMs = Date.UTC(2026, 10, 20, 14);
  expect(llm?.startTimeUnixNano).toBe(`${startMs + 5}000000`);
  expect(llm?.endTimeUnixNano).toBe(`${startMs + 40}000000`);
});

test("brackets, quotes and arrows become tokens, messages, errors and handoffs", () => {
  const [, llm, tool, writer] = spansOf(trace(PLANNER)[0]);
  expect(attribute(llm, "gen_ai.usage.input_tokens")).toBe("900");
  expect(attribute(llm, "gen_ai.input.messages")).toContain("where is it?");
  expect(attribute(llm, "gen_ai.output.messages")).toContain("I'll look");
  expect(tool?.status).toEqual({ code: 2, message: "timeout" });
  expect(attribute(writer, "graph.node.parent_id")).toBe("planner");
  expect(writer?.links).toEqual([{ traceId: traceIdOf(), spanId: spanIdOf("planner") }]);
});

test("the same text gives the same bytes, and repeated names get ids of their own", () => {
  const text = "agent a 0-1s\n  tool search 0-10ms\n  tool search 10-?ms";
  expect(trace(text)).toEqual(trace(text));
  const [, first, second] = spansOf(trace(text)[0]);
  expect(first?.spanId).toBe(spanIdOf("search"));
  expect(second?.spanId).toBe(spanIdOf("search#2"));
  expect(second?.endTimeUnixNano).toBe("0");
});

test("a head line begins another trace", () => {
  const documents = trace(`
    trace one [conversation:c1 user:u1 service:shop]
      agent a 0-5ms
    trace two [at:2026-11-01T00:00:00Z]
      agent a 0-5ms [deployment:blue]
  `);
  expect(documents).toHaveLength(2);
  const [one] = spansOf(documents[0]);
  const [two] = spansOf(documents[1]);
  expect(attribute(one, "gen_ai.conversation.id")).toBe("c1");
  expect(two?.traceId).toBe(traceIdOf("two"));
  expect(two?.parentSpanId).toBeUndefined();
  expect(attribute(two, "deployment")).toBe("blue");
  expect(BigInt(two?.startTimeUnixNano ?? "0") / 1_000_000n).toBe(BigInt(Date.UTC(2026, 10, 1)));
});

test.each([
  ["robot x 0-1ms", 'line 1: "robot" is no span kind'],
  ["agent x", "line 1: x has no times like 5-40ms"],
  ["\nagent", "line 2: the agent has no name"],
])("what cannot be read is told with its line: %j", (text, message) => {
  expect(() => trace(text)).toThrow(message);
});
