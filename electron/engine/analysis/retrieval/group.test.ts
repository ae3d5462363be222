import { describe, expect, it } from "vitest";
import { documentsOf, stagesOf } from "./funnel.js";
import { groupRetrievals, lastList } from "./group.js";
import { DocumentIdentity } from "./identity.js";
import type { DocumentSpan, ListedDocument } from "./run.js";

const NONE: Omit<DocumentSpan, "row"> = {
  subtreeEnd: 0,
  parent: 0,
  isRetriever: false,
  isReranker: false,
  startNs: Number.NaN,
  endNs: Number.NaN,
  query: 1,
  retrieved: [],
  remembered: [],
  rerankerInput: [],
  rerankerOutput: [],
};
/** Documents by their ids, each with a text of its own. */
const list = (ids: string): ListedDocument[] =>
  ids.split("").map((id, rank) => ({ rank, id, text: id.codePointAt(0) ?? 0, score: null, scoreKind: "unknown" }));
const search = (row: number, ids: string, more: Partial<DocumentSpan> = {}): DocumentSpan => ({
  ...NONE,
  row,
  subtreeEnd: row + 1,
  isRetriever: true,
  retrieved: ids === "" ? [] : list(ids),
  ...more,
});
const ranking = (row: number, input: string, output: string, more: Partial<DocumentSpan> = {}): DocumentSpan => ({
  ...NONE,
  row,
  subtreeEnd: row + 1,
  isReranker: true,
  rerankerInput: list(input),
  rerankerOutput: list(output),
  ...more,
});

/** Row of each retrieval: rows of its parts / rows of its rerankings. */
function grouped(...spans: DocumentSpan[]): string[] {
  return groupRetrievals(spans, new DocumentIdentity(spans)).map(
    ({ span, parts, rerankings }) =>
      `${span.row}: ${parts.map(({ row }) => row).join(" ")} / ${rerankings.map(({ row }) => row).join(" ")}`,
  );
}

describe("the retrievals of a trace", () => {
  it("are searches for documents, also those that found nothing", () => {
    expect(grouped(search(1, "ab"), search(4, ""))).toEqual(["1:  / ", "4:  / "]);
    expect(grouped({ ...search(2, "a"), isRetriever: false })).toEqual(["2:  / "]);
  });

  it("are made of the searches inside of them", () => {
    expect(grouped(search(1, "ab", { subtreeEnd: 4 }), search(2, "ab"), search(3, "c"), search(5, "d"))).toEqual([
      "1: 2 3 / ",
      "5:  / ",
    ]);
  });

  it("are those inside where the one around gives nothing itself", () => {
    expect(grouped(search(1, "", { subtreeEnd: 4 }), search(2, "a"), search(3, "b"))).toEqual(["2: 1 / ", "3:  / "]);
  });

  it("are made of those beside them that they put together", () => {
    expect(grouped(search(1, "abc"), search(2, "cde"), search(3, "cad"))).toEqual(["3: 1 2 / "]);
    // Another query, a document of no one, another parent: they stand alone.
    expect(grouped(search(1, "abc"), search(2, "cde", { query: 2 }), search(3, "cad"))).toHaveLength(3);
    expect(grouped(search(1, "abc"), search(2, "cde"), search(3, "caz"))).toHaveLength(3);
    expect(grouped(search(1, "abc"), search(2, "cde", { parent: 9 }), search(3, "cad"))).toHaveLength(3);
  });

  it("are told once, where a second span within the same time tells the same documents", () => {
    const times = { startNs: 10, endNs: 20 };
    expect(grouped(search(1, "ab", times), search(5, "ab", { startNs: 12, endNs: 19, parent: 4 }))).toEqual([
      "1: 5 / ",
    ]);
    expect(grouped(search(1, "ab", times), search(5, "ba", { startNs: 12, endNs: 19, parent: 4 }))).toHaveLength(2);
    expect(grouped(search(1, "ab", times), search(5, "ab", { startNs: 21, endNs: 22, parent: 4 }))).toHaveLength(2);
  });

  it("have the rerankings that rank their documents, the latest ones that had them", () => {
    expect(grouped(search(1, "abc"), ranking(2, "abc", "ca"))).toEqual(["1:  / 2"]);
    expect(grouped(search(1, "abc"), search(2, "xyz"), ranking(3, "abc", "c"))).toEqual(["1:  / 3", "2:  / "]);
    // The same question again: only the later one's documents are ranked.
    expect(grouped(search(1, "abc"), search(2, "abc"), ranking(3, "abc", "c"))).toEqual(["1:  / ", "2:  / 3"]);
    // Several searches ranked at once.
    expect(grouped(search(1, "ab"), search(2, "cd"), ranking(3, "abcd", "ad"))).toEqual(["1:  / 3", "2:  / 3"]);
    expect(grouped(ranking(1, "abc", "c"), search(2, "abc"))).toEqual(["2:  / "]);
  });

  it("know their documents by text where an id is missing or of a whole file", () => {
    const chunk = (id: string | null, text: number): ListedDocument => ({
      rank: 0,
      id,
      text,
      score: null,
      scoreKind: "unknown",
    });
    const spans = [
      search(1, "", { retrieved: [chunk("file", 1), chunk("file", 2)] }),
      search(2, "", { retrieved: [chunk("file", 3)] }),
      ranking(3, "", "", { rerankerInput: [chunk(null, 2)], rerankerOutput: [chunk(null, 2)] }),
    ];
    expect(grouped(...spans)).toEqual(["1:  / 3", "2:  / "]);
  });
});

describe("the funnel of a retrieval", () => {
  const funnel = (...spans: DocumentSpan[]) => {
    const identity = new DocumentIdentity(spans);
    const [retrieval] = groupRetrievals(spans, identity);
    if (retrieval === undefined) throw new Error("no retrieval");
    const stages = stagesOf(retrieval, identity);
    return { retrieval, stages, documents: documentsOf(stages, identity) };
  };

  it("goes from searches to what was put together to what was ranked", () => {
    const { stages, documents } = funnel(search(1, "abc"), search(2, "cd"), search(3, "cad"), ranking(4, "cad", "dc"));
    expect(stages.map(({ type, span }) => `${type} ${span.row}`)).toEqual([
      "search 1",
      "search 2",
      "found 3",
      "reranked 4",
    ]);
    expect(documents.map(({ listed }) => listed.find((one) => one !== null)?.id)).toEqual(["d", "c", "a", "b"]);
    expect(documents.map(({ places }) => places)).toEqual([
      [null, 1, 2, 0],
      [2, 0, 0, 1],
      [0, null, 1, null],
      [1, null, null, null],
    ]);
  });

  it("leaves out a step that tells the same search once more, or other documents", () => {
    expect(funnel(search(1, "ab", { subtreeEnd: 3 }), search(2, "ab")).stages).toHaveLength(1);
    expect(funnel(search(1, "ab", { subtreeEnd: 3 }), search(2, "xy")).stages).toHaveLength(1);
    expect(funnel(search(1, "ab", { subtreeEnd: 3 }), search(2, "ba")).stages).toHaveLength(2);
  });

  it("ends with the last ranking", () => {
    const { retrieval } = funnel(search(1, "abc"), ranking(2, "abc", "cb"), ranking(3, "cb", "b"));
    expect(lastList(retrieval).map(({ id }) => id)).toEqual(["b"]);
  });
});
