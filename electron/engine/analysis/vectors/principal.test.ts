import { describe, expect, it } from "vitest";
import { symmetricEigen } from "./linear-algebra.js";
import { principalComponents } from "./principal.js";
import { seeded } from "./random.js";
import { BlockMatrix } from "./rows.js";

/** 24 rows of 5 numbers, and what NumPy 2.4.6 finds of them: `eigh(cov(X.T, bias=True))`, `svd(X)`. */
const ROWS = 24;
const MATRIX = Float32Array.from({ length: ROWS * 5 }, (_, at) => {
  const [i, j] = [Math.floor(at / 5), at % 5];
  return ((i * 7 + j * 13) % 17) + ((i * i * (j + 3)) % 11) * 0.5 + (j + 1) * (i % 5);
});
const VARIANCES = [167.56572192712582, 37.726769308615914, 34.07138636327845, 14.721612738501026, 6.494804801367693];
const FIRST = [0.36937289271524576, 0.08496359436630008, 0.19828343620152197, 0.44226247177443195, 0.7883098621402739];
const SQUARED_SINGULARS = [1469.5899532448295, 52.02334114369527, 37.2185605009884];

const columnOf = (values: Float64Array, width: number, column: number): number[] =>
  Array.from(values).filter((_, at) => at % width === column);

describe("principal components", () => {
  it("are those that NumPy finds", async () => {
    const found = await principalComponents(BlockMatrix.of(MATRIX, ROWS), { width: 2, seed: 1 });
    expect(found.variances[0]).toBeCloseTo(VARIANCES[0]!, 4);
    expect(found.variances[1]).toBeCloseTo(VARIANCES[1]!, 4);
    expect(found.total).toBeCloseTo(
      VARIANCES.reduce((sum, value) => sum + value, 0),
      4,
    );
    columnOf(found.components, 2, 0).forEach((value, at) => expect(value).toBeCloseTo(FIRST[at]!, 5));
    expect(found.scores[0]).toBeCloseTo(-26.91642402788919, 3);
    expect(found.scores[1]).toBeCloseTo(-2.3821503504, 3);
    expect(found.scores[23 * 2]).toBeCloseTo(9.173730324718083, 3);
  });

  it("without centring are the singular value decomposition", async () => {
    const found = await principalComponents(BlockMatrix.of(MATRIX, ROWS), { width: 3, seed: 1, centred: false });
    SQUARED_SINGULARS.forEach((value, at) => expect(found.variances[at]! / value).toBeCloseTo(1, 5));
  });

  it("of rows in pieces, in any order, are those of the whole, and the same for the same seed", async () => {
    const [rows, columns] = [200, 60];
    const random = seeded(5);
    const values = Float32Array.from({ length: rows * columns }, (_, at) => random.normal() / (1 + (at % columns)));
    const pieces = new BlockMatrix(rows, columns, function* () {
      for (const [from, to] of [
        [120, 200],
        [0, 7],
        [7, 120],
      ] as const) {
        const places = Int32Array.from({ length: to - from }, (_, index) => from + index);
        yield { places, values: values.slice(from * columns, to * columns) };
      }
    });
    const options = { width: 3, seed: 2 };
    const inPieces = await principalComponents(pieces, options);
    const whole = await principalComponents(BlockMatrix.of(values, rows), options);
    inPieces.scores.forEach((score, at) => expect(score).toBeCloseTo(whole.scores[at]!, 4));
    expect((await principalComponents(pieces, options)).scores).toEqual(inPieces.scores);

    const covariance = new Float64Array(columns * columns);
    const mean = Float64Array.from({ length: columns }, (_, column) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += values[row * columns + column]!;
      return sum / rows;
    });
    for (let at = 0; at < columns * columns; at++) {
      const [i, j] = [Math.floor(at / columns), at % columns];
      for (let row = 0; row < rows; row++) {
        covariance[at]! += ((values[row * columns + i]! - mean[i]!) * (values[row * columns + j]! - mean[j]!)) / rows;
      }
    }
    const exact = symmetricEigen(covariance, columns).values;
    for (const at of [0, 1, 2]) expect(whole.variances[at]! / exact[at]!).toBeCloseTo(1, 4);
  });

  it("take rows that are all the same, or one alone", async () => {
    const same = await principalComponents(BlockMatrix.of(new Float32Array(40).fill(3), 10), { width: 2, seed: 1 });
    same.scores.forEach((score) => expect(Math.abs(score)).toBeLessThan(1e-4));
    const one = await principalComponents(BlockMatrix.of(Float32Array.of(1, 2, 3), 1), { width: 2, seed: 1 });
    expect(one.scores.every((score) => Math.abs(score) < 1e-5)).toBe(true);
  });
});
