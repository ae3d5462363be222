type Floats = Float32Array<ArrayBuffer>;

/** Rows of some width, Euclidean. */
export interface Placed {
  readonly values: Floats;
  readonly width: number;
}

/**
 * How far neighbours in a picture are neighbours in what it is made of, 0 to 1 (Venna and Kaski, "Neighborhood preservation in
 * nonlinear projection methods", ICANN 2001): 1 - 2 / (n k (2m - 3k - 1)) Σ_i Σ_j max(0, r(i, j) - k), over the k nearest j of
 * each row i in the picture, where r is the rank of j by distance to i in the original and m the number of rows. With `sample` the
 * sum goes over those n rows alone, against all.
 */
export function trustworthiness(
  original: Placed,
  picture: Placed,
  k: number,
  sample: ArrayLike<number> = Array.from({ length: original.values.length / original.width }, (_, row) => row),
): number {
  const rows = original.values.length / original.width;
  let penalty = 0;
  for (let index = 0; index < sample.length; index++) {
    const row = sample[index] ?? 0;
    const far = distancesFrom(original, row, rows);
    const near = nearestOf(distancesFrom(picture, row, rows), row, k);
    for (const other of near) {
      const distance = far[other] ?? 0;
      let rank = 1;
      for (let at = 0; at < rows; at++) {
        const here = far[at] ?? 0;
        if (at !== row && (here < distance || (here === distance && at < other))) rank++;
      }
      penalty += Math.max(0, rank - k);
    }
  }
  return 1 - (2 * penalty) / (sample.length * k * (2 * rows - 3 * k - 1));
}

function distancesFrom({ values, width }: Placed, row: number, rows: number): Float64Array {
  const distances = new Float64Array(rows);
  const from = row * width;
  for (let other = 0; other < rows; other++) {
    const to = other * width;
    let sum = 0;
    for (let at = 0; at < width; at++) {
      const difference = (values[from + at] ?? 0) - (values[to + at] ?? 0);
      sum += difference * difference;
    }
    distances[other] = sum;
  }
  return distances;
}

function nearestOf(distances: Float64Array, row: number, k: number): number[] {
  const best: number[] = [];
  for (let other = 0; other < distances.length; other++) {
    const distance = distances[other] ?? 0;
    if (other === row || (best.length === k && distance >= (distances[best[k - 1] ?? 0] ?? 0))) continue;
    let at = best.length;
    while (at > 0 && (distances[best[at - 1] ?? 0] ?? 0) > distance) at--;
    best.splice(at, 0, other);
    if (best.length > k) best.pop();
  }
  return best;
}
