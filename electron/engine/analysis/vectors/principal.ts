import { type Eigen, orthonormalise, symmetricEigen } from "./linear-algebra.js";
import { seeded } from "./random.js";
import type { RowMatrix } from "./rows.js";

type Doubles = Float64Array<ArrayBuffer>;
type Floats = Float32Array<ArrayBuffer>;

export interface Principal {
  readonly width: number;
  /** rows × width: where each row lies along the components. */
  readonly scores: Floats;
  /** columns × width; its columns are orthonormal. */
  readonly components: Doubles;
  /** Variance along each component, largest first: divided by rows, not by rows - 1. */
  readonly variances: Doubles;
  /** Of all columns together. */
  readonly total: number;
}

export interface PrincipalOptions {
  readonly width: number;
  readonly seed: number;
  /** False for the truncated singular value decomposition, which leaves the mean in. */
  readonly centred?: boolean;
  /** At most so many passes over the rows. */
  readonly passes?: number;
  /** The components are found when C v differs from λ v by less than this share of the largest λ. */
  readonly tolerance?: number;
  /** Components to begin with, as found on some of the rows. */
  readonly begin?: Principal;
  readonly onPass?: (done: number) => void;
}

/** Directions beyond the wanted ones, which make those converge faster. */
const SPARE_DIRECTIONS = 6;

/**
 * Principal components by subspace iteration from a random start with a Rayleigh-Ritz step after each pass (Halko, Martinsson and
 * Tropp, "Finding structure with randomness", SIAM Review 53, 2011, algorithm 4.4; Golub and Van Loan, Matrix Computations, 8.2).
 * The mean is taken out of the products, so that no row is changed: Σ(x-μ)(x-μ)ᵀB = ΣxxᵀB - nμμᵀB. A component points to where
 * its largest number is positive. Memory: (rows + columns) × (width + 6), however often the rows are read.
 */
export async function principalComponents(source: RowMatrix, options: PrincipalOptions): Promise<Principal> {
  const { rows, columns } = source;
  const { centred = true, passes = 30, tolerance = 1e-7 } = options;
  const wide = Math.min(columns, options.width + SPARE_DIRECTIONS);
  const found = Math.min(options.width, wide);
  const projected = new Float32Array(rows * wide);
  let basis = beginWith(columns, wide, options);
  for (let pass = 1; ; pass++) {
    const { product, sums, squares } = await source.multiply(basis, wide, projected, pass < passes);
    options.onPass?.(pass);
    const mean = centred ? sums.map((sum) => sum / rows) : new Float64Array(columns);
    const shift = transposedTimes(basis, wide, mean, 1, columns);
    if (product !== null) takeOut(product, mean, shift, rows, columns, wide);
    const inner =
      product === null ? innerOf(projected, shift, rows, wide) : transposedTimes(basis, wide, product, wide, columns);
    const eigen = symmetricEigen(symmetric(inner, wide), wide);
    const isFound =
      product === null ||
      wide === columns ||
      residual(basis, product, eigen, columns, wide, found) <= tolerance * (eigen.values[0] ?? 0);
    if (isFound) {
      const total = (squares - rows * mean.reduce((sum, value) => sum + value * value, 0)) / rows;
      return finish(basis, projected, shift, eigen, { rows, columns, wide, found, total });
    }
    basis = product;
    orthonormalise(basis, columns, wide);
  }
}

function beginWith(columns: number, wide: number, { seed, begin }: PrincipalOptions): Doubles {
  const random = seeded(seed);
  const basis = new Float64Array(columns * wide);
  for (let at = 0; at < columns; at++) {
    for (let to = 0; to < wide; to++) {
      const known = begin !== undefined && to < begin.width ? begin.components[at * begin.width + to] : undefined;
      basis[at * wide + to] = known ?? random.normal();
    }
  }
  orthonormalise(basis, columns, wide);
  return basis;
}

/** Aᵀ B, of two matrices with the same rows. */
function transposedTimes(a: Doubles, aWidth: number, b: Doubles, bWidth: number, rows: number): Doubles {
  const result = new Float64Array(aWidth * bWidth);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < aWidth; i++) {
      const left = a[row * aWidth + i] ?? 0;
      for (let j = 0; j < bWidth; j++) {
        result[i * bWidth + j] = (result[i * bWidth + j] ?? 0) + left * (b[row * bWidth + j] ?? 0);
      }
    }
  }
  return result;
}

function takeOut(product: Doubles, mean: Doubles, shift: Doubles, rows: number, columns: number, wide: number): void {
  for (let at = 0; at < columns; at++) {
    for (let to = 0; to < wide; to++) {
      product[at * wide + to] = (product[at * wide + to] ?? 0) - rows * (mean[at] ?? 0) * (shift[to] ?? 0);
    }
  }
}

/** Bᵀ C B from X B alone. */
function innerOf(projected: Floats, shift: Doubles, rows: number, wide: number): Doubles {
  const inner = new Float64Array(wide * wide);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < wide; i++) {
      const left = (projected[row * wide + i] ?? 0) - (shift[i] ?? 0);
      for (let j = 0; j <= i; j++) {
        const right = (projected[row * wide + j] ?? 0) - (shift[j] ?? 0);
        inner[i * wide + j] = (inner[i * wide + j] ?? 0) + left * right;
      }
    }
  }
  for (let i = 0; i < wide; i++) for (let j = i + 1; j < wide; j++) inner[i * wide + j] = inner[j * wide + i] ?? 0;
  return inner;
}

function symmetric(matrix: Doubles, size: number): Doubles {
  return matrix.map((value, at) => (value + (matrix[(at % size) * size + Math.floor(at / size)] ?? 0)) / 2);
}

/** The greatest length of C v - λ v among the wanted components v = B w. */
function residual(
  basis: Doubles,
  product: Doubles,
  eigen: Eigen,
  columns: number,
  wide: number,
  found: number,
): number {
  const squares = new Float64Array(found);
  for (let at = 0; at < columns; at++) {
    for (let to = 0; to < found; to++) {
      let rest = 0;
      for (let i = 0; i < wide; i++) {
        const turn = eigen.vectors[i * wide + to] ?? 0;
        rest += turn * ((product[at * wide + i] ?? 0) - (eigen.values[to] ?? 0) * (basis[at * wide + i] ?? 0));
      }
      squares[to] = (squares[to] ?? 0) + rest * rest;
    }
  }
  return Math.sqrt(Math.max(...squares));
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
  readonly wide: number;
  readonly found: number;
  readonly total: number;
}

function finish(basis: Doubles, projected: Floats, shift: Doubles, eigen: Eigen, shape: Shape): Principal {
  const { rows, columns, wide, found, total } = shape;
  const components = new Float64Array(columns * found);
  const scores = new Float32Array(rows * found);
  for (let to = 0; to < found; to++) {
    let largest = 0;
    for (let at = 0; at < columns; at++) {
      let sum = 0;
      for (let i = 0; i < wide; i++) sum += (basis[at * wide + i] ?? 0) * (eigen.vectors[i * wide + to] ?? 0);
      components[at * found + to] = sum;
      if (Math.abs(sum) > Math.abs(largest) * (1 + 1e-9)) largest = sum;
    }
    const sign = largest < 0 ? -1 : 1;
    for (let at = 0; at < columns; at++) components[at * found + to] = sign * (components[at * found + to] ?? 0);
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let i = 0; i < wide; i++) {
        sum += ((projected[row * wide + i] ?? 0) - (shift[i] ?? 0)) * (eigen.vectors[i * wide + to] ?? 0);
      }
      scores[row * found + to] = sign * sum;
    }
  }
  const variances = Float64Array.from({ length: found }, (_, index) => Math.max(0, (eigen.values[index] ?? 0) / rows));
  return { width: found, scores, components, variances, total: Math.max(0, total) };
}
