import { describe, expect, it } from "vitest";
import { principalComponents } from "./principal.js";
import { tellingWords } from "./telling-words.js";
import { cosinesWith, sparseMatrix, TfIdf } from "./tf-idf.js";
import { tokensOf } from "./tokens.js";

describe("words of a text", () => {
  it("are folded as the search folds them, in any script", () => {
    expect(tokensOf("Where is MY refund? Café, 30 days")).toEqual([
      "where",
      "is",
      "my",
      "refund",
      "cafe",
      "30",
      "days",
    ]);
    expect(tokensOf("Где мой заказ")).toEqual(["где", "мои", "заказ"]);
  });

  it("are pairs of characters where a script has no spaces", () => {
    expect(tokensOf("返金期間 RMA 靴")).toEqual(["返金", "金期", "期間", "rma", "靴"]);
    expect(tokensOf("A4返金")).toEqual(["a4", "返金"]);
  });

  it("are no keys and encoded bytes", () => {
    expect(tokensOf(`ok ${"a".repeat(80)}`)).toEqual(["ok"]);
  });
});

/** Two texts share a word with the third; the fourth is of other words. */
const TEXTS = ["refund the jacket", "refund the tent", "jacket or tent", "shop opening hours hours"];

function rows() {
  const texts = new TfIdf();
  for (const text of TEXTS) texts.add(tokensOf(text));
  return texts.finish();
}

describe("TF-IDF", () => {
  it("weighs a word by how often it stands and how few texts have it", () => {
    const { starts, places, weights, words } = rows();
    const own = (row: number): Record<string, number> => {
      const found: Record<string, number> = {};
      for (let at = starts[row]!; at < starts[row + 1]!; at++) found[words[places[at]!]!] = weights[at]!;
      return found;
    };
    // By the formula: idf 1 + ln(5 / (1 + df)); the last text's words stand in it alone.
    const rare = 1 + Math.log(5 / 2);
    const length = Math.hypot(rare, rare, rare * (1 + Math.log(2)));
    expect(own(3)["opening"]).toBeCloseTo(rare / length, 6);
    expect(own(3)["hours"]).toBeCloseTo((rare * (1 + Math.log(2))) / length, 6);
  });

  it("finds texts of the same words near, of others not at all", () => {
    const cosines = cosinesWith(rows(), 0);
    expect(cosines[0]).toBeCloseTo(1, 5);
    expect(cosines[1]).toBeGreaterThan(cosines[2]!);
    expect(cosines[3]).toBe(0);
  });

  it("decomposes as the dense matrix does", async () => {
    const sparse = rows();
    const matrix = sparseMatrix(sparse);
    const identity = Float64Array.from({ length: sparse.columns ** 2 }, (_, at) =>
      at % (sparse.columns + 1) === 0 ? 1 : 0,
    );
    const projected = new Float32Array(4 * sparse.columns);
    const { squares } = await matrix.multiply(identity, sparse.columns, projected, false);
    expect(squares).toBeCloseTo(4, 5);
    const found = await principalComponents(sparseMatrix(sparse), { width: 4, seed: 1, centred: false });
    expect(found.variances.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  });
});

describe("telling words", () => {
  const texts = [
    ...Array.from({ length: 20 }, () => ["the", "refund", "a1b2c3"]),
    ...Array.from({ length: 30 }, () => ["the", "tent"]),
  ];
  const groups = texts.map((_, at) => (at < 20 ? 0 : -1));

  it("are those of a group and not of the rest, without numbers, ids and words of grammar", () => {
    const [own] = tellingWords(texts, groups, 1, 8);
    expect(own!.map(({ word }) => word)).toEqual(["refund"]);
    // ln((20.5 · 30.5) / (0.5 · 0.5)) by the root of 1/20.5 + 1/0.5 + 1/0.5 + 1/30.5.
    expect(own![0]!.weight).toBeCloseTo(Math.log((20.5 * 30.5) / 0.25) / Math.sqrt(1 / 20.5 + 2 + 2 + 1 / 30.5), 6);
  });

  it("are none where a group has nothing of its own", () => {
    expect(tellingWords([["tent"], ["tent"]], [0, -1], 1, 8)).toEqual([[]]);
  });
});
