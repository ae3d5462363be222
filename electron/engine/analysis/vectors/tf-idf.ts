import type { Multiplied, RowMatrix } from "./rows.js";

type Doubles = Float64Array<ArrayBuffer>;
type Floats = Float32Array<ArrayBuffer>;

/** Texts as weights of words: row by row those that are not 0. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  /** The words of row `r` are those from `starts[r]` up to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly places: Int32Array;
  readonly weights: Floats;
  /** The word of each column. */
  readonly words: readonly string[];
}

/** Words kept at most: those that are in the most texts. */
const MOST_WORDS = 30_000;
/** From so many texts on, a word of one text alone is left out, and one of more than half of them. */
const MANY_TEXTS = 40;

/** Collects texts, and makes rows of them when all are known. */
export class TfIdf {
  readonly #terms = new Map<string, number>();
  readonly #counts: number[] = [];
  readonly #rows: { terms: Int32Array; times: Int32Array }[] = [];

  /** Adds a text's words. Texts are rows in the order in which they are added. */
  add(words: readonly string[]): void {
    const times = new Map<number, number>();
    for (const word of words) {
      let term = this.#terms.get(word);
      if (term === undefined) {
        term = this.#terms.size;
        this.#terms.set(word, term);
        this.#counts.push(0);
      }
      times.set(term, (times.get(term) ?? 0) + 1);
    }
    for (const term of times.keys()) this.#counts[term] = (this.#counts[term] ?? 0) + 1;
    this.#rows.push({ terms: Int32Array.from(times.keys()), times: Int32Array.from(times.values()) });
  }

  /**
   * Weights (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), each row of length 1 (Salton and Buckley, Information Processing and
   * Management 24, 1988, with the smooth idf of scikit-learn). A text without a word that counts is a row of zeros.
   */
  finish(): SparseRows {
    const rows = this.#rows.length;
    const columnOf = this.#columns();
    const starts = new Int32Array(rows + 1);
    const most = this.#rows.reduce((sum, { terms }) => sum + terms.length, 0);
    const places = new Int32Array(most);
    const weights = new Float32Array(most);
    let next = 0;
    this.#rows.forEach(({ terms, times }, row) => {
      const first = next;
      let squares = 0;
      terms.forEach((term, at) => {
        const column = columnOf[term] ?? -1;
        if (column < 0) return;
        const idf = 1 + Math.log((1 + rows) / (1 + (this.#counts[term] ?? 0)));
        const weight = (1 + Math.log(times[at] ?? 1)) * idf;
        places[next] = column;
        weights[next++] = weight;
        squares += weight * weight;
      });
      const length = Math.sqrt(squares);
      for (let at = first; at < next; at++) weights[at] = (weights[at] ?? 0) / length;
      starts[row + 1] = next;
    });
    const words: string[] = [];
    for (const [word, term] of this.#terms) {
      const column = columnOf[term] ?? -1;
      if (column >= 0) words[column] = word;
    }
    return {
      rows,
      columns: words.length,
      starts,
      places: places.slice(0, next),
      weights: weights.slice(0, next),
      words,
    };
  }

  /** The column of each word; -1 for one that tells nothing. */
  #columns(): Int32Array {
    const rows = this.#rows.length;
    const [least, most] = rows >= MANY_TEXTS ? [2, rows / 2] : [1, rows];
    const kept = this.#counts
      .map((count, term) => ({ count, term }))
      .filter(({ count }) => count >= least && count <= most)
      .sort((a, b) => b.count - a.count || a.term - b.term)
      .slice(0, MOST_WORDS);
    const columns = new Int32Array(this.#counts.length).fill(-1);
    kept.forEach(({ term }, column) => (columns[term] = column));
    return columns;
  }
}

/** Sparse rows for the singular value decomposition. */
export function sparseMatrix({ rows, columns, starts, places, weights }: SparseRows): RowMatrix {
  return {
    rows,
    columns,
    multiply(basis: Doubles, width: number, projected: Floats, withProduct: boolean): Promise<Multiplied> {
      const product = withProduct ? new Float64Array(columns * width) : null;
      const sums = new Float64Array(columns);
      const own = new Float64Array(width);
      let squares = 0;
      for (let row = 0; row < rows; row++) {
        const end = starts[row + 1] ?? 0;
        own.fill(0);
        for (let at = starts[row] ?? 0; at < end; at++) {
          const weight = weights[at] ?? 0;
          const column = places[at] ?? 0;
          sums[column] = (sums[column] ?? 0) + weight;
          squares += weight * weight;
          for (let to = 0, from = column * width; to < width; to++, from++) {
            own[to] = (own[to] ?? 0) + weight * (basis[from] ?? 0);
          }
        }
        projected.set(own, row * width);
        if (product === null) continue;
        for (let at = starts[row] ?? 0; at < end; at++) {
          const weight = weights[at] ?? 0;
          for (let to = 0, from = (places[at] ?? 0) * width; to < width; to++, from++) {
            product[from] = (product[from] ?? 0) + weight * (own[to] ?? 0);
          }
        }
      }
      return Promise.resolve({ product, sums, squares });
    },
  };
}

/** Cosines of a row with all rows. */
export function cosinesWith({ rows, columns, starts, places, weights }: SparseRows, row: number): Floats {
  const own = new Float32Array(columns);
  for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) own[places[at] ?? 0] = weights[at] ?? 0;
  return Float32Array.from({ length: rows }, (_, other) => {
    let sum = 0;
    for (let at = starts[other] ?? 0; at < (starts[other + 1] ?? 0); at++) {
      sum += (weights[at] ?? 0) * (own[places[at] ?? 0] ?? 0);
    }
    return sum;
  });
}
