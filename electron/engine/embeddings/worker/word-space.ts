import { principalComponents } from "../../analysis/vectors/principal.js";
import { type SparseRows, sparseMatrix, TfIdf } from "../../analysis/vectors/tf-idf.js";
import { tokensOf } from "../../analysis/vectors/tokens.js";
import type { Passes } from "./passes.js";

const WIDTH = 50;

/** Texts as vectors made of their words. */
export interface WordSpace {
  readonly width: number;
  /** Each of length 1, or 0 where a text has no word that counts. */
  readonly rows: Float32Array<ArrayBuffer>;
  readonly isBlank: Uint8Array;
  /** Of the squares of all weights, what the columns hold. */
  readonly share: number;
  readonly sparse: SparseRows;
}

/** TF-IDF and its truncated singular value decomposition (Deerwester et al., "Indexing by latent semantic analysis", 1990). */
export async function wordSpace(count: number, seed: number, passes: Passes): Promise<WordSpace> {
  const texts = new TfIdf();
  let next = 0;
  await passes.texts(0, count, count, (place, text) => {
    for (; next < place; next++) texts.add([]);
    texts.add(tokensOf(text));
    next++;
    passes.tell("reading", next / count);
  });
  for (; next < count; next++) texts.add([]);
  const sparse = texts.finish();
  const most = 6;
  const found = await principalComponents(sparseMatrix(sparse), {
    width: Math.max(1, Math.min(WIDTH, sparse.columns, count)),
    seed,
    centred: false,
    passes: most,
    tolerance: 1e-3,
    onPass: (done) => passes.tell("reducing", done / most),
  });
  const { width, scores } = found;
  const rows = new Float32Array(count * Math.max(1, width));
  const isBlank = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    let squares = 0;
    for (let at = row * width; at < (row + 1) * width; at++) squares += (scores[at] ?? 0) ** 2;
    isBlank[row] = squares > 1e-12 ? 0 : 1;
    const scale = isBlank[row] === 1 ? 0 : 1 / Math.sqrt(squares);
    for (let at = row * width; at < (row + 1) * width; at++) rows[at] = (scores[at] ?? 0) * scale;
  }
  const share = found.total > 0 ? found.variances.reduce((sum, value) => sum + value, 0) / found.total : 0;
  return { width: Math.max(1, width), rows, isBlank, share: Math.min(1, share), sparse };
}
