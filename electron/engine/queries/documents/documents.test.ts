import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InputOf } from "../../../../shared/contract/procedure.js";
import {
  type DocumentListAnswer,
  documentsContract,
  type DocumentSort,
} from "../../../../shared/contract/documents.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { attributeTrace, type AttributeSpan } from "../../testing/attribute-spans.js";
import { calm, failure, TestEngine } from "../../testing/test-engine.js";

const RETURNS =
  "Articles can be returned within thirty days of delivery if they are unworn and in the original box with all of their tags. The refund comes by the way that was paid, within ten working days after the parcel has been inspected.";
const RETURNS_2024 = RETURNS.replace("thirty", "fourteen");
/** Of the three words in a row that are in either, those that are in both. */
const SAME = (RETURNS.split(" ").length - 5) / (RETURNS.split(" ").length + 1);
const SHIPPING =
  "A parcel reaches its address in two to four working days, and the carrier sends a message with the hour before it comes.";
const GIFTS =
  "Gift cards are paid out in goods alone; they can be split over several orders and never lose their worth.";

interface Found {
  readonly id?: string;
  readonly content?: string;
  readonly score?: number;
  readonly metadata?: object;
}
function retrieval(name: string, at: number, base: string, documents: readonly Found[]): AttributeSpan {
  return {
    name,
    parent: "agent",
    at,
    end: at + 50,
    attributes: {
      "gen_ai.operation.name": "retrieval",
      "gen_ai.data_source.id": base,
      "gen_ai.retrieval.query.text": `what of ${name}?`,
      "gen_ai.retrieval.documents": documents,
    },
  };
}
const agent = (name: string): AttributeSpan => ({
  name: "agent",
  at: 0,
  end: 1000,
  attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": name },
});
function answer(at: number, prompt: string, said: string): AttributeSpan {
  return {
    name: `llm ${at}`,
    parent: "agent",
    at,
    end: at + 100,
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.input.messages": [{ role: "user", parts: [{ type: "text", content: prompt }] }],
      "gen_ai.output.messages": [{ role: "assistant", parts: [{ type: "text", content: said }] }],
    },
  };
}

const returns = { id: "r1", content: RETURNS, metadata: { title: "Return window" } };
const shipping = { id: "s1", content: SHIPPING };

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("runs.jsonl", [
    attributeTrace("one", [
      agent("clerk"),
      retrieval("returns", 10, "policy", [
        { ...returns, score: 0.9 },
        { ...shipping, score: 0.4 },
        { content: GIFTS, score: 0.2 },
      ]),
      answer(100, `Use this: ${RETURNS}`, "Articles can be returned within thirty days of delivery."),
    ]),
    attributeTrace(
      "two",
      [
        agent("planner"),
        retrieval("parcels", 10, "policy", [{ ...shipping, score: 0.7 }, { content: GIFTS }]),
        answer(100, "Say hello", "Hello!"),
        retrieval("nothing", 300, "policy", []),
      ],
      60_000,
    ),
    attributeTrace(
      "three",
      [
        agent("planner"),
        // The same id in another knowledge base is another document; so is another id with a text that is nearly the same.
        retrieval("archive", 10, "archive", [{ id: "r1", content: RETURNS_2024 }, { score: 0.3 }]),
        retrieval("again", 200, "policy", [{ ...shipping, score: 0.6 }, { content: GIFTS }]),
        answer(400, "Say hello", "Hello!"),
      ],
      120_000,
    ),
  ]);
});
afterAll(() => engine[Symbol.asyncDispose]());

type Asked = InputOf<(typeof documentsContract)["document.list"]>;
const list = (asked: Asked = {}): Promise<DocumentListAnswer> =>
  engine.handlers["document.list"](documentsContract["document.list"].input.parse(asked), calm);
const names = (answer: DocumentListAnswer): string[] =>
  answer.title.map(
    (title, at) => `${dictionaryAt(answer.knowledgeBase, at)} ${answer.documentId[at] ?? title.slice(0, 5)}`,
  );

describe("the distinct documents", () => {
  it("are told apart by knowledge base and id, else by text", async () => {
    const answer = await list();
    expect(names(answer)).toEqual(["policy s1", "policy Gift ", "policy r1", "archive r1"]);
    expect(answer).toMatchObject({ total: 4, documents: 4, retrieved: 8, retrievals: 4, unnamed: 1, compared: false });
    expect(answer.title[2]).toBe("Return window");
    expect(answer.title.slice(1)).toEqual([GIFTS, "Return window", "r1"]);
    expect([...answer.retrievedTimes]).toEqual([3, 3, 1, 1]);
  });

  it("say at which ranks and with which scores they came, and who asked", async () => {
    const answer = await list();
    expect([...answer.bestRank]).toEqual([1, 2, 1, 1]);
    expect([...answer.medianRank]).toEqual([1, 2, 1, 1]);
    expect([...answer.ranks.subarray(0, 16)]).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0]);
    expect([...answer.relevance]).toEqual([0.7, 0.2, 0.9, NaN]);
    expect([...answer.similarity]).toEqual([NaN, NaN, NaN, NaN]);
    expect(answer.agents).toEqual([["clerk", "planner"], ["clerk", "planner"], ["clerk"], ["planner"]]);
    expect([...answer.firstNs].map((ns) => ns / 1e6)).toEqual([0, 0, 0, 120_000]);
    expect([...answer.lastNs].map((ns) => ns / 1e6)).toEqual([120_190, 120_190, 0, 120_000]);
  });

  it("say whether a later prompt kept them and the answer drew on them", async () => {
    const answer = await list();
    expect([...answer.knownTimes]).toEqual([3, 3, 1, 1]);
    expect([...answer.keptTimes]).toEqual([0, 0, 1, 0]);
    expect([...answer.citedTimes]).toEqual([0, 0, 1, 0]);
    expect(names(await list({ only: "unused" }))).toEqual(["policy s1", "policy Gift "]);
  });

  it("are those that the selected spans retrieved", async () => {
    expect(names(await list({ query: "agent:clerk" }))).toEqual(["policy r1", "policy s1", "policy Gift "]);
    expect(names(await list({ query: "fourteen" }))).toEqual(["archive r1"]);
    expect(await list({ query: "kind:llm" })).toMatchObject({ total: 0, documents: 0, retrievals: 0 });
  });

  it.each<[DocumentSort, string[]]>([
    ["best", ["policy Gift ", "policy r1", "policy s1", "archive r1"]],
    ["relevance", ["policy r1", "policy s1", "policy Gift ", "archive r1"]],
    ["knowledge", ["policy r1", "policy s1", "policy Gift ", "archive r1"]],
    ["last", ["policy s1", "policy Gift ", "archive r1", "policy r1"]],
    ["cited", ["policy r1", "policy s1", "policy Gift ", "archive r1"]],
  ])("are sorted by %s, in pages without overlap", async (sort, expected) => {
    expect(names(await list({ sort }))).toEqual(expected);
    const pages = await Promise.all([0, 1, 2, 3].map((offset) => list({ sort, offset, limit: 1 })));
    expect(pages.flatMap(names)).toEqual(expected);
  });

  it("that say nearly the same are found, with the words that differ", async () => {
    expect(await engine.handlers["document.compare"]({}, calm)).toMatchObject({ texts: 4, compared: 4, pairs: 1 });
    const near = await list({ only: "near" });
    expect(names(near)).toEqual(["policy r1", "archive r1"]);
    expect([...near.twins]).toEqual([1, 1]);
    const twins = await engine.handlers["document.twins"](
      { query: "", zoneOffsetMinutes: 0, key: near.key[0] ?? "", limit: 20 },
      calm,
    );
    expect(twins).toMatchObject({ total: 1, twins: [{ key: near.key[1], knowledgeBase: "archive", cut: false }] });
    const [twin] = twins.twins;
    expect(twin?.similarity).toBeCloseTo(SAME, 9);
    expect(twin?.differs.map(({ start, end }) => twin.text.slice(start, end))).toEqual(["fourteen"]);
    expect(twin?.lacks.map(({ start, end }) => RETURNS.slice(start, end))).toEqual(["thirty"]);
  });

  it("are compared once for all who ask, again where others came, and no longer when nobody waits", async () => {
    await using own = await TestEngine.open();
    const compare = (signal = calm.signal) => own.handlers["document.compare"]({}, { signal });
    await own.add("first.jsonl", [
      attributeTrace("first", [agent("clerk"), retrieval("one", 10, "policy", [returns])]),
    ]);
    const gone = new AbortController();
    const unwanted = failure(compare(gone.signal));
    gone.abort();
    expect(await unwanted).toBe("CANCELLED");
    const [left, right] = await Promise.all([compare(), compare()]);
    expect(left).toEqual(right);
    expect(await compare()).toEqual(left);
    const later = attributeTrace("later", [
      agent("clerk"),
      retrieval("two", 10, "policy", [{ content: RETURNS_2024 }]),
    ]);
    await own.add("second.jsonl", [later]);
    expect([left, await compare()]).toMatchObject([
      { texts: 1, pairs: 0 },
      { texts: 2, pairs: 1 },
    ]);
  });

  it("tell one by one where they were found", async () => {
    const { key } = await list();
    const detail = await engine.handlers["document.get"]({ query: "", zoneOffsetMinutes: 0, key: key[0] ?? "" }, calm);
    expect(detail).toMatchObject({
      title: "s1",
      knowledgeBase: "policy",
      documentId: "s1",
      texts: 1,
      retrieved: 3,
    });
    expect(detail.text?.text).toBe(SHIPPING);
    expect(detail.agents).toEqual([
      { agent: "planner", retrieved: 2 },
      { agent: "clerk", retrieved: 1 },
    ]);
    expect(
      detail.retrievals.map(({ query, rank, score, scoreKind, kept }) => [query, rank, score, scoreKind, kept]),
    ).toEqual([
      ["what of again?", 1, 0.6, "relevance", false],
      ["what of parcels?", 1, 0.7, "relevance", false],
      ["what of returns?", 2, 0.4, "relevance", false],
    ]);
    for (const wrong of [{ key: "1" }, { key: "no number" }, { key: key[0] ?? "", query: "kind:llm" }]) {
      const asked = engine.handlers["document.get"]({ query: "", zoneOffsetMinutes: 0, ...wrong }, calm);
      expect(await failure(asked)).toBe("NOT_FOUND");
    }
  });
});
