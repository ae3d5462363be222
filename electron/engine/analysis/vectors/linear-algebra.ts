/** Small dense matrices, row by row in one array. */
type Matrix = Float64Array<ArrayBuffer>;

/**
 * Makes the columns of a matrix orthonormal, in place: modified Gram and Schmidt, done twice, which keeps them orthogonal to
 * rounding (Giraud, Langou and Rozloznik 2005). A column that depends on those before it becomes 0.
 */
export function orthonormalise(matrix: Matrix, rows: number, columns: number): void {
  for (let column = 0; column < columns; column++) {
    const before = lengthOf(matrix, rows, columns, column);
    for (let round = 0; round < 2; round++) {
      for (let other = 0; other < column; other++) {
        let dot = 0;
        for (let at = 0; at < rows * columns; at += columns)
          dot += (matrix[at + column] ?? 0) * (matrix[at + other] ?? 0);
        for (let at = 0; at < rows * columns; at += columns) {
          matrix[at + column] = (matrix[at + column] ?? 0) - dot * (matrix[at + other] ?? 0);
        }
      }
    }
    const length = lengthOf(matrix, rows, columns, column);
    const scale = length > before * 1e-10 && length > 0 ? 1 / length : 0;
    for (let at = column; at < rows * columns; at += columns) matrix[at] = (matrix[at] ?? 0) * scale;
  }
}

function lengthOf(matrix: Matrix, rows: number, columns: number, column: number): number {
  let sum = 0;
  for (let at = column; at < rows * columns; at += columns) sum += (matrix[at] ?? 0) ** 2;
  return Math.sqrt(sum);
}

export interface Eigen {
  /** Largest first. */
  readonly values: Matrix;
  /** Of size × size: column i belongs to value i. */
  readonly vectors: Matrix;
}

const MOST_SWEEPS = 60;

/**
 * Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, 8.5).
 * For matrices of up to some hundred rows.
 */
export function symmetricEigen(given: Matrix, size: number): Eigen {
  const matrix = given.slice();
  const turned = new Float64Array(size * size);
  for (let at = 0; at < size; at++) turned[at * size + at] = 1;
  const scale = matrix.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let row = 0; row < size; row++) {
      for (let column = row + 1; column < size; column++) off += (matrix[row * size + column] ?? 0) ** 2;
    }
    if (off <= scale * 1e-26) break;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(matrix, turned, size, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, index) => index).sort(
    (a, b) => (matrix[b * size + b] ?? 0) - (matrix[a * size + a] ?? 0),
  );
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    for (let row = 0; row < size; row++) vectors[row * size + to] = turned[row * size + from] ?? 0;
  });
  return { values: Float64Array.from(order, (index) => matrix[index * size + index] ?? 0), vectors };
}

function rotate(matrix: Matrix, turned: Matrix, size: number, p: number, q: number): void {
  const between = matrix[p * size + q] ?? 0;
  if (between === 0) return;
  const theta = ((matrix[q * size + q] ?? 0) - (matrix[p * size + p] ?? 0)) / (2 * between);
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let at = 0; at < size; at++) {
    const left = matrix[at * size + p] ?? 0;
    const right = matrix[at * size + q] ?? 0;
    matrix[at * size + p] = cosine * left - sine * right;
    matrix[at * size + q] = sine * left + cosine * right;
  }
  for (let at = 0; at < size; at++) {
    const left = matrix[p * size + at] ?? 0;
    const right = matrix[q * size + at] ?? 0;
    matrix[p * size + at] = cosine * left - sine * right;
    matrix[q * size + at] = sine * left + cosine * right;
    const one = turned[at * size + p] ?? 0;
    const other = turned[at * size + q] ?? 0;
    turned[at * size + p] = cosine * one - sine * other;
    turned[at * size + q] = sine * one + cosine * other;
  }
}
