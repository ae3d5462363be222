import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type EmbeddingListAnswer,
  embeddingsContract,
  type EmbeddingSort,
} from "../../../../shared/contract/embeddings.js";
import type { InputOf } from "../../../../shared/contract/procedure.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { attributeTrace, type AttributeSpan } from "../../testing/attribute-spans.js";
import { calm, TestEngine } from "../../testing/test-engine.js";

const SMALL = "text-embedding-3-small";
const call = (
  name: string,
  at: number,
  ms: number,
  attributes: AttributeSpan["attributes"],
  failed = false,
): AttributeSpan => ({
  name,
  at,
  end: at + ms,
  failed,
  attributes: { "openinference.span.kind": "EMBEDDING", ...attributes },
});
const vectors = (texts: readonly string[], dimensions: number): AttributeSpan["attributes"] =>
  Object.assign(
    {},
    ...texts.map((text, at) => ({
      [`embedding.embeddings.${at}.embedding.text`]: text,
      [`embedding.embeddings.${at}.embedding.vector`]: Array.from({ length: dimensions }, (_, place) => place / 10),
    })),
  ) as AttributeSpan["attributes"];

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("runs.jsonl", [
    attributeTrace("one", [
      call("a", 0, 10, {
        "embedding.model_name": SMALL,
        "llm.token_count.prompt": 12,
        "llm.token_count.total": 12,
        ...vectors(["first", "second"], 4),
      }),
      call("b", 100, 30, {
        "embedding.model_name": SMALL,
        "llm.token_count.prompt": 8192,
        "llm.token_count.total": 8192,
        ...vectors(["a very long text"], 4),
      }),
      call("c", 200, 20, {
        "embedding.model_name": "local",
        "response.inputs_truncated": true,
        "request.truncate": "END",
        ...vectors(["cut by the server"], 3),
      }),
      call(
        "d",
        300,
        40,
        { "embedding.model_name": "local", truncated: "false", "gen_ai.response.finish_reasons": "length" },
        true,
      ),
      call("e", 400, 50, { "embedding.model_name": "local", "request.truncated": "no", "input.value": "whole" }),
    ]),
  ]);
});
afterAll(() => engine[Symbol.asyncDispose]());

type Asked = InputOf<(typeof embeddingsContract)["embedding.list"]>;
const list = (asked: Asked = {}): Promise<EmbeddingListAnswer> =>
  engine.handlers["embedding.list"](
    embeddingsContract["embedding.list"].input.parse({ descending: false, ...asked }),
    calm,
  );

describe("the calls that embed", () => {
  it("say what they were given and gave", async () => {
    const answer = await list();
    expect(answer).toMatchObject({ total: 5, calls: 5, flagsOf: 5 });
    expect(answer.name.map((_, at) => dictionaryAt(answer.model, at))).toEqual([
      SMALL,
      SMALL,
      "local",
      "local",
      "local",
    ]);
    expect(answer.text).toEqual(["first", "a very long text", "cut by the server", null, "whole"]);
    expect([...answer.dimensions]).toEqual([4, 4, 3, 0, 0]);
    expect([...answer.inputs]).toEqual([2, 1, 1, 0, 1]);
    expect([...answer.durationNs].map((ns) => ns / 1e6)).toEqual([10, 30, 20, 40, 50]);
    expect([...answer.tokens].slice(0, 3)).toEqual([12, 8192, NaN]);
    expect([...answer.failed]).toEqual([0, 0, 0, 1, 0]);
  });

  it("say by which evidence an input was cut, and nothing where there is none", async () => {
    const answer = await list();
    expect([...answer.cut]).toEqual([0, 4, 2, 1, 0]);
    expect(answer.evidence.map((said) => said ?? "")).toEqual([
      "",
      expect.stringMatching(/^8192 tokens, the model takes 819\d$/) as string,
      "response.inputs_truncated: true",
      "finish reason: length",
      "",
    ]);
    expect((await list({ only: "cut" })).name).toEqual(["b", "c", "d"]);
    expect((await list({ only: "failed" })).name).toEqual(["d"]);
    expect((await list({ query: "model:local", only: "cut" })).name).toEqual(["c", "d"]);
  });

  it.each<[EmbeddingSort, string]>([
    ["start", "edcba"],
    ["duration", "edbca"],
    ["tokens", "bacde"],
    ["dimensions", "abcde"],
    ["inputs", "abced"],
    ["model", "abcde"],
  ])("are sorted by %s, those without it last", async (sort, expected) => {
    expect((await list({ sort, descending: true })).name.join("")).toBe(expected);
  });

  it("of a library that calls its provider's are one", async () => {
    await using own = await TestEngine.open();
    await own.add("nested.jsonl", [
      attributeTrace("nested", [
        call("embed", 0, 20, { "input.value": "hello" }),
        {
          ...call("doEmbed", 5, 10, {
            "embedding.model_name": SMALL,
            "llm.token_count.prompt": 3,
            ...vectors(["hello"], 4),
          }),
          parent: "embed",
        },
        call("another", 30, 5, { "embedding.model_name": SMALL, ...vectors(["again"], 4) }),
      ]),
    ]);
    for (const query of ["", "name:embed", "name:doEmbed"]) {
      const asked = embeddingsContract["embedding.list"].input.parse({ query, descending: false });
      const answer = await own.handlers["embedding.list"](asked, calm);
      expect(answer.name).toEqual(query === "" ? ["embed", "another"] : ["embed"]);
      expect([dictionaryAt(answer.model, 0), answer.tokens[0], answer.inputs[0], answer.durationNs[0]]).toEqual([
        SMALL,
        3,
        1,
        20e6,
      ]);
    }
  });

  it("are summed up by model", async () => {
    const models = await engine.handlers["embedding.models"]({ query: "", zoneOffsetMinutes: 0 }, calm);
    expect(models).toMatchObject([
      {
        model: "local",
        calls: 3,
        failed: 1,
        dimensions: [3],
        inputs: 2,
        tokens: null,
        medianNs: 40e6,
        cut: 2,
        limit: null,
      },
      { model: SMALL, calls: 2, failed: 0, dimensions: [4], inputs: 3, tokens: 8204, medianNs: 20e6, cut: 1 },
    ]);
    expect(models[1]?.limit?.tokens).toBeGreaterThan(8000);
  });
});
