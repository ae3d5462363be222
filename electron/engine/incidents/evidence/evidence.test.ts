import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EvidenceReference } from "../../../../shared/contract/incidents.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { BodyOf, ItemType } from "../../../../shared/model/incident.js";
import { itemBody } from "../../../../shared/model/incident.js";
import { spanIdOf, traceIdOf } from "../../../../shared/testing/stable-ids.js";
import { trace } from "../../../../shared/testing/trace-dsl.js";
import { attributeTrace } from "../../testing/attribute-spans.js";
import { calm, failure, TestEngine } from "../../testing/test-engine.js";

let engine: TestEngine;
const LONG = "word ".repeat(4000);

beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add(
    "runs.jsonl",
    trace(`
    trace good [at:2026-11-01T00:00:00Z]
      agent planner                    0-900ms  "where is it?" => "in the post"
        llm  gpt-4o [in:100 out:10 cost:0.5]  0-300ms  "where is it?" => "let me see"
        tool search                  300-500ms  "{\\"q\\":\\"milk\\"}" => "there is milk"
    trace bad [at:2026-11-02T00:00:00Z user:mara]
      agent planner                    0-2000ms  "where is it?" => "I do not know"
        llm  gpt-4o [in:100 out:10 cost:0.1]  0-300ms  "where is it?" => "let me see"
        tool search [error:timeout]    300-900ms  "{\\"q\\":\\"milk\\"}"
        tool lookup                    900-950ms  "{}" => "${LONG}"
  `),
  );
  await engine.add(
    "rag.jsonl",
    attributeTrace("rag", [
      { name: "answer", at: 0, end: 900, attributes: { "openinference.span.kind": "CHAIN" } },
      {
        name: "find",
        at: 10,
        end: 60,
        parent: "answer",
        attributes: {
          "openinference.span.kind": "RETRIEVER",
          "input.value": "how long is the warranty of a lamp",
          "retrieval.documents.0.document.id": "terms",
          "retrieval.documents.0.document.content":
            "The warranty of every lamp is five years from the day of delivery.",
          "retrieval.documents.0.document.score": 0.91,
          "retrieval.documents.1.document.id": "paint",
          "retrieval.documents.1.document.content": "Paint dries slowly in wet rooms and on cold walls in winter.",
          "retrieval.documents.1.document.score": 0.4,
        },
      },
      {
        name: "write",
        at: 100,
        end: 800,
        parent: "answer",
        attributes: {
          "openinference.span.kind": "LLM",
          "llm.input_messages.0.message.role": "system",
          "llm.input_messages.0.message.content":
            "Use this: The warranty of every lamp is five years from the day of delivery.",
          "llm.input_messages.1.message.role": "user",
          "llm.input_messages.1.message.content": "how long is the warranty of a lamp",
          "llm.output_messages.0.message.role": "assistant",
          "llm.output_messages.0.message.content": "The warranty of every lamp is five years.",
        },
      },
    ]),
  );
});
afterAll(() => engine[Symbol.asyncDispose]());

/** The evidence of a reference: its heading and body, which must be what the model of items allows. */
async function evidenceOf<Type extends ItemType & EvidenceReference["type"]>(
  reference: EvidenceReference & { type: Type },
): Promise<{ heading: string; body: BodyOf<Type> }> {
  const { heading, body } = await engine.handlers["incident.evidence"]({ reference: reference as never }, calm);
  expect(itemBody.parse(body)).toEqual(body);
  expect(JSON.parse(JSON.stringify(body))).toEqual(body);
  return { heading, body: body as BodyOf<Type> };
}

const id = (name: string): TraceId => traceIdOf(name) as TraceId;
const span = (name: string): SpanId => spanIdOf(name) as SpanId;
const BAD_MS = Date.UTC(2026, 10, 2);

describe("a span", () => {
  it("comes with what went in and out, where it stands and how it ended", async () => {
    const spans = await engine.sql("SELECT name, span_id FROM span WHERE status = 'error'");
    const failed = spans[0]?.[1] as SpanId;
    const { heading, body } = await evidenceOf({ type: "span", traceId: id("bad"), spanId: failed });
    expect(heading).toBe("planner, search");
    expect(body).toMatchObject({
      kind: "tool",
      status: "error",
      agent: "planner",
      model: null,
      startMs: BAD_MS + 300,
      offsetMs: 300,
      durationMs: 600,
      error: "timeout",
    });
    expect(body.excerpts).toEqual([{ part: "tool call", speaker: "planner", text: '{"q":"milk"}', length: 12 }]);
  });

  it("of a model has the new messages, without the system's, and the answer", async () => {
    const { body } = await evidenceOf({ type: "span", traceId: id("rag"), spanId: span("rag/write") });
    expect(body.excerpts.map(({ part, speaker, text }) => [part, speaker, text])).toEqual([
      ["input message", "user", "how long is the warranty of a lamp"],
      ["output message", "assistant", "The warranty of every lamp is five years."],
    ]);
  });

  it("has long texts cut, and says how long they are", async () => {
    const spans = await engine.sql("SELECT span_id FROM span WHERE tool = 'lookup'");
    const { body } = await evidenceOf({ type: "span", traceId: id("bad"), spanId: spans[0]?.[0] as SpanId });
    expect(body.excerpts.at(-1)?.text).toBe(LONG.slice(0, 4000));
    expect(body.excerpts.at(-1)?.length).toBe(LONG.length);
  });
});

describe("a run", () => {
  it("comes with its figures, what was asked first and what was answered last", async () => {
    const { heading, body } = await evidenceOf({ type: "trace", traceId: id("bad") });
    expect(heading).toBe("where is it?");
    expect(body).toMatchObject({
      startMs: BAD_MS,
      durationMs: 2000,
      spans: 4,
      errors: 1,
      tokens: 110,
      costUsd: 0.1,
      agents: ["planner"],
    });
    expect(body.excerpts.map(({ part, text }) => [part, text])).toEqual([
      ["asked first", "where is it?"],
      ["answered last", expect.any(String)],
    ]);
  });
});

describe("a search", () => {
  it("comes with what it counts now, when, and examples", async () => {
    const reference = { type: "search", query: "tool:search status:error", in: "spans" } as const;
    const { heading, body } = await evidenceOf(reference);
    expect(heading).toBe("tool:search status:error");
    expect(body).toMatchObject({ total: 1, spans: 1, traces: 1, errors: 1 });
    expect(body.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(body.hits.map(({ traceId, part, excerpt }) => [traceId, part, excerpt])).toEqual([
      [id("bad"), "error", "timeout"],
    ]);
    const said = await evidenceOf({ type: "search", query: "post kind:agent", in: "spans" });
    expect(said.body.hits.map(({ part, excerpt }) => [part, excerpt])).toEqual([["assistant", "in the post"]]);
    expect(Math.abs(body.countedAtMs - Date.now())).toBeLessThan(600_000);
  });

  it("of runs counts runs, and one of everything has a name", async () => {
    const { body } = await evidenceOf({ type: "search", query: "agent:planner tool:search", in: "traces" });
    expect(body).toMatchObject({ in: "traces", total: 2, traces: 2 });
    expect((await evidenceOf({ type: "search", query: "", in: "traces" })).heading).toBe("All runs");
  });

  it("that can't be read is told with its column", async () => {
    const reference = { type: "search", query: "agent:(", in: "spans" } as const;
    expect(
      await failure(engine.handlers["incident.evidence"]({ reference: { ...reference, zoneOffsetMinutes: 0 } }, calm)),
    ).toBe("QUERY_SYNTAX");
  });
});

describe("a retrieval", () => {
  it("comes with its query, its documents by rank, and what became of them", async () => {
    const { heading, body } = await evidenceOf({ type: "retrieval", traceId: id("rag"), spanId: span("rag/find") });
    expect(heading).toBe("how long is the warranty of a lamp");
    expect(body).toMatchObject({ query: "how long is the warranty of a lamp", documentCount: 2, durationMs: 50 });
    expect(body.documents.map(({ rank, title, score, kept }) => [rank, title, score, kept])).toEqual([
      [1, "terms", 0.91, true],
      [2, "paint", 0.4, false],
    ]);
  });

  it("is no span without documents", async () => {
    const reference = { type: "retrieval", traceId: id("rag"), spanId: span("rag/write") } as const;
    expect(await failure(engine.handlers["incident.evidence"]({ reference }, calm))).toBe("NOT_FOUND");
  });
});

describe("a comparison", () => {
  it("comes with the figures of both runs and where they part", async () => {
    const { heading, body } = await evidenceOf({ type: "comparison", left: id("good"), right: id("bad") });
    expect(heading).toBe("where is it? compared with where is it?");
    expect([body.same, body.changed, body.added, body.removed]).toEqual([1, 2, 1, 0]);
    expect([body.left.costUsd, body.right.costUsd]).toEqual([0.5, 0.1]);
    expect(body.divergence?.left).toMatch(/^planner, agent planner/);
  });

  it("of one run with itself parts nowhere", async () => {
    const { body } = await evidenceOf({ type: "comparison", left: id("good"), right: id("good") });
    expect(body.divergence).toBeNull();
  });
});

it("what is not there is no evidence", async () => {
  for (const reference of [
    { type: "span", traceId: id("bad"), spanId: span("nobody") },
    { type: "trace", traceId: id("gone") },
    { type: "comparison", left: id("good"), right: id("gone") },
  ] as const) {
    expect(await failure(engine.handlers["incident.evidence"]({ reference }, calm))).toBe("NOT_FOUND");
  }
});
