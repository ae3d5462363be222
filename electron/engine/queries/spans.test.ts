import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceId, SpanId, TextHash, TraceId } from "../../../shared/model/ids.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

let engine: TestEngine;
const traceId = "0123456789abcdef0123456789abcdef" as TraceId;
const call = (turn: number): { traceId: TraceId; spanId: SpanId } => ({
  traceId,
  spanId: `000000000000000${turn}` as SpanId,
});
const long = "The whole of the policy. 😀 ".repeat(5000);

const attribute = (key: string, value: unknown): object => ({
  key,
  value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value },
});
const text = (role: string, content: string): object => ({ role, parts: [{ type: "text", content }] });

/** Three turns of one conversation; each call repeats all that was said before. */
const history = ["question one", "answer one", "question two", "answer two", long, "answer three"];
const spans = [1, 2, 3].map((turn) => ({
  ...call(turn),
  name: `chat ${turn}`,
  startTimeUnixNano: String(1_790_000_000_000_000_000n + BigInt(turn) * 1_000_000_000n),
  endTimeUnixNano: String(1_790_000_000_500_000_000n + BigInt(turn) * 1_000_000_000n),
  attributes: [
    attribute("gen_ai.operation.name", "chat"),
    attribute("gen_ai.request.model", "gpt"),
    attribute("gen_ai.usage.input_tokens", 10 * turn),
    attribute("custom.key", "mine"),
    attribute(
      "gen_ai.input.messages",
      JSON.stringify([
        text("system", "be kind"),
        ...history.slice(0, turn * 2 - 1).map((said, index) => text(index % 2 === 0 ? "user" : "assistant", said)),
      ]),
    ),
    attribute("gen_ai.output.messages", JSON.stringify([text("assistant", history[turn * 2 - 1] ?? "")])),
  ],
  events: [{ name: "first token", timeUnixNano: "1790000001250000000", attributes: [attribute("n", 1)] }],
}));
const retriever = {
  traceId,
  spanId: "000000000000000a",
  parentSpanId: call(3).spanId,
  name: "retrieve",
  startTimeUnixNano: "1790000003100000000",
  endTimeUnixNano: "1790000003200000000",
  attributes: [
    attribute("openinference.span.kind", "RETRIEVER"),
    attribute("input.value", "policy"),
    ...["low", "high"].flatMap((content, rank) => [
      attribute(`retrieval.documents.${rank}.document.id`, `d${rank}`),
      attribute(`retrieval.documents.${rank}.document.content`, content),
      { key: `retrieval.documents.${rank}.document.score`, value: { doubleValue: 0.9 - rank / 2 } },
    ]),
  ],
};

beforeAll(async () => {
  engine = await TestEngine.open();
  const resource = { attributes: [attribute("service.name", "shop")] };
  const scope = { name: "instrumentation", version: "2" };
  await engine.add(
    "talk.json",
    JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope, spans: [...spans, retriever] }] }] }, null, 1),
  );
});
afterAll(() => engine[Symbol.asyncDispose]());

describe("the messages of a call", () => {
  it("are new where no earlier call had them", async () => {
    const isNew = [];
    for (const turn of [1, 2, 3]) {
      const { messages } = await engine.handlers["span.messages"](call(turn), calm);
      isNew.push(messages.map((message) => `${message.role[0]}${message.isNew ? "+" : "-"}`).join(" "));
    }
    expect(isNew).toEqual(["s+ u+ a+", "s- u- a- u+ a+", "s- u- a- u- a- u+ a+"]);
  });

  it("come with who gave them, and long ones as a beginning", async () => {
    const { messages, from } = await engine.handlers["span.messages"](call(3), calm);
    expect(from.map((one) => one.attribute)).toEqual(["gen_ai.input.messages", "gen_ai.output.messages"]);
    const content = messages.at(-2)?.parts[0]?.content;
    expect(content?.length).toBe(long.length);
    expect(long.startsWith(content?.text ?? "?")).toBe(true);
    expect(content?.text.length).toBeLessThan(long.length);
  });
});

describe("a long text", () => {
  it("is read in slices by its hash, in UTF-16 units", async () => {
    const { messages } = await engine.handlers["span.messages"](call(3), calm);
    const hash = messages.at(-2)?.parts[0]?.content.hash as TextHash;
    let read = "";
    while (read.length < long.length) {
      const slice = await engine.handlers["text.read"]({ hash, offset: read.length, length: 33_333 }, calm);
      expect(slice.length).toBe(long.length);
      read += slice.text;
    }
    expect(read).toBe(long);
    expect(await engine.handlers["text.read"]({ hash, offset: long.length + 5, length: 10 }, calm)).toMatchObject({
      text: "",
    });
    expect(
      await failure(engine.handlers["text.read"]({ hash: "0".repeat(32) as TextHash, offset: 0, length: 1 }, calm)),
    ).toBe("NOT_FOUND");
  });
});

describe("a span", () => {
  it("its overview", async () => {
    const overview = await engine.handlers["span.get"](call(1), calm);
    expect(overview).toMatchObject({
      name: "chat 1",
      kind: "llm",
      status: "unset",
      startNs: "1790000001000000000",
      offsetNs: 0,
      durationNs: 500e6,
      model: "gpt",
      inputTokens: 10,
      service: "shop",
      scope: "instrumentation",
      source: "talk.json",
      copies: [],
      counts: { messages: 3, documents: 0, attributes: 6, notes: 0, labels: 0 },
    });
    expect(overview.events).toMatchObject([
      { name: "first token", atNs: 250e6, attributes: [{ key: "n", type: "number" }] },
    ]);
    expect(overview.fields.find((field) => field.field === "model")?.from?.attribute).toBe("gen_ai.request.model");
  });

  it("its attributes, in order, with their owners", async () => {
    const rows = await engine.handlers["span.attributes"](call(1), calm);
    expect(rows.map((row) => `${row.group} ${row.key}`)).toEqual([
      "span gen_ai.operation.name",
      "span gen_ai.request.model",
      "span gen_ai.usage.input_tokens",
      "span custom.key",
      "span gen_ai.input.messages",
      "span gen_ai.output.messages",
      "resource service.name",
      "scope name",
      "scope version",
    ]);
    expect(rows.find((row) => row.key === "custom.key")).toMatchObject({ owner: null, value: { text: "mine" } });
    const [source] = await engine.handlers["source.list"]({}, calm);
    if (source === undefined) throw new Error("There is no source.");
    const keys = await engine.handlers["source.keys"]({ source: source.id as SourceId }, calm);
    expect(keys).toEqual([{ key: "custom.key", spans: 3, example: "mine" }]);
  });

  it("its records as they stood in the file", async () => {
    const raw = await engine.handlers["span.raw"](call(1), calm);
    expect(raw.map((record) => record.title.split(",")[0])).toEqual(["Span", "Resource", "Scope"]);
    expect(JSON.parse(raw[0]?.text ?? "")).toEqual(spans[0]);
    expect(raw[0]?.text).toContain("\n");
  });

  it("its documents, with ranks and scores", async () => {
    const key = { traceId, spanId: "000000000000000a" as SpanId };
    expect(await engine.handlers["span.documents"](key, calm)).toMatchObject({
      query: { text: "policy" },
      documents: [
        { rank: 0, id: "d0", score: 0.9, content: { text: "low" } },
        { rank: 1, id: "d1", score: 0.4, content: { text: "high" } },
      ],
    });
  });

  it("that is not there is told", async () => {
    const absent = { traceId, spanId: "ffffffffffffffff" as SpanId };
    for (const name of ["span.get", "span.messages", "span.documents", "span.attributes", "span.raw"] as const) {
      expect(await failure(engine.handlers[name](absent, calm))).toBe("NOT_FOUND");
    }
  });
});
