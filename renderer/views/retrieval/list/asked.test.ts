import { describe, expect, it } from "vitest";
import { parseRoute } from "../../../state/route.js";
import { bucketWords, documentsAsked } from "../documents/model.js";
import { embeddingsAsked, rowOfPage } from "../embeddings/model.js";
import { memoryAsked } from "../memory/model.js";

function routeOf(address: string) {
  const route = parseRoute(address);
  if (route.page !== "retrieval") throw new Error(`${address} is no address of the Retrieval view.`);
  return route;
}

describe("what an address asks the lists of the Retrieval view for", () => {
  it.each([
    ["", { sort: "retrieved", descending: true, only: "all" }],
    ["sort=best", { sort: "best", descending: false, only: "all" }],
    ["sort=best&desc=1&only=unused", { sort: "best", descending: true, only: "unused" }],
    ["sort=duration&only=cut", { sort: "retrieved", descending: true, only: "all" }],
  ])("documents by %j", (search, asked) => {
    expect(documentsAsked(routeOf(`/retrieval?tab=documents&${search}`))).toEqual(asked);
  });

  it("the other lists in their own words, and what they do not know is their default", () => {
    const route = routeOf("/retrieval?sort=duration&only=unused&desc=0");
    expect(memoryAsked(route)).toEqual({ sort: "last", descending: false, only: "unused" });
    expect(embeddingsAsked(route)).toEqual({ sort: "duration", descending: false, only: "all" });
  });

  it("ranks are said in words", () => {
    expect([0, 4, 5, 6, 7].map(bucketWords)).toEqual([
      "rank 1",
      "rank 5",
      "ranks 6 to 10",
      "ranks 11 to 20",
      "rank 21 and after",
    ]);
  });
});

describe("a row of the embedding calls", () => {
  it("says what tells of a cut, and leaves out what is not known", () => {
    const names = { values: ["m"], index: Uint32Array.of(0) };
    const page = {
      total: 1,
      calls: 1,
      ms: 1,
      offset: 0,
      flagsOf: 1,
      traceId: ["t"],
      spanId: ["s"],
      name: ["embed"],
      failed: Uint8Array.of(0),
      model: names,
      agent: { values: [], index: Uint32Array.of(0xffffffff) },
      text: [null],
      dimensions: Uint32Array.of(0),
      mixed: Uint8Array.of(0),
      inputs: Uint32Array.of(0),
      originNs: "0",
      startNs: Float64Array.of(Number.NaN),
      durationNs: Float64Array.of(5),
      longestNs: 5,
      tokens: Float64Array.of(Number.NaN),
      costUsd: Float64Array.of(Number.NaN),
      cut: Uint8Array.of(6),
      evidence: ["truncated: true; 9 tokens"],
    };
    expect(rowOfPage(page, 0)).toMatchObject({
      cut: ["flag", "limit"],
      inputs: NaN,
      dimensions: NaN,
      model: "m",
      agent: null,
    });
    expect(rowOfPage(page, 1)).toBeUndefined();
  });
});
