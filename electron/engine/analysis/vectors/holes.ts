type Floats = Float32Array<ArrayBuffer>;

/** Fewer queries than this say nothing about what is usual. */
const FEWEST_QUERIES = 8;
/** Queries of a hole hang together where they are nearer than this on a map from -1 to 1. */
const LINK = 0.06;
/** So many queries are looked at, those farthest from a document. */
const MOST_QUERIES = 3000;

/**
 * The gap above which a query counts as far from every document: Tukey's fence, the third quartile and one and a half times the
 * distance between the quartiles (Exploratory Data Analysis, 1977). Null where fewer than 8 queries have a gap.
 */
export function usualGap(gaps: ArrayLike<number>): number | null {
  const known = Float64Array.from(gaps)
    .filter((gap) => !Number.isNaN(gap))
    .sort();
  if (known.length < FEWEST_QUERIES) return null;
  const quartile = (share: number): number => {
    const at = share * (known.length - 1);
    const below = known[Math.floor(at)] ?? 0;
    return below + (at - Math.floor(at)) * ((known[Math.ceil(at)] ?? 0) - below);
  };
  const [low, high] = [quartile(0.25), quartile(0.75)];
  return high + 1.5 * (high - low);
}

/** Rows whose gap is above the limit, in groups that lie together on the map; the largest group first. */
export function groupHoles(x: Floats, y: Floats, gaps: ArrayLike<number>, limit: number): number[][] {
  const far = Array.from({ length: x.length }, (_, row) => row)
    .filter((row) => (gaps[row] ?? Number.NaN) > limit)
    .sort((a, b) => (gaps[b] ?? 0) - (gaps[a] ?? 0) || a - b)
    .slice(0, MOST_QUERIES);
  const groups: number[][] = [];
  const left = new Set(far);
  for (const first of far) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (let at = 0; at < group.length; at++) {
      const row = group[at] ?? 0;
      for (const other of left) {
        if (Math.hypot((x[other] ?? 0) - (x[row] ?? 0), (y[other] ?? 0) - (y[row] ?? 0)) > LINK) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group.sort((a, b) => a - b));
  }
  return groups.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}
