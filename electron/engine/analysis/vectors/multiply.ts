type Doubles = Float64Array<ArrayBuffer>;
type Floats = Float32Array<ArrayBuffer>;

/** Columns that are worked on together: what fits into a processor's registers. */
const PANEL = 4;

/** A basis of `columns × width` in panels of four columns, so that the inner loops read on and on. */
export interface PanelBasis {
  readonly columns: number;
  readonly width: number;
  readonly panels: number;
  readonly values: Doubles;
}

export function fromPanels({ columns, width }: PanelBasis, panels: Doubles): Doubles {
  const values = new Float64Array(columns * width);
  for (let column = 0; column < width; column++) {
    const base = (column >> 2) * PANEL * columns + (column & 3);
    for (let at = 0; at < columns; at++) values[at * width + column] = panels[base + at * PANEL] ?? 0;
  }
  return values;
}

export function toPanels(basis: Doubles, columns: number, width: number): PanelBasis {
  const panels = Math.ceil(width / PANEL);
  const values = new Float64Array(panels * PANEL * columns);
  for (let column = 0; column < width; column++) {
    const base = (column >> 2) * PANEL * columns + (column & 3);
    for (let at = 0; at < columns; at++) values[base + at * PANEL] = basis[at * width + column] ?? 0;
  }
  return { columns, width, panels, values };
}

/**
 * X B of some rows: row `r` of `rows` goes to row `places[r]` of `projected` (width wide). With `product`, in panels like the
 * basis, Xᵀ X B of these rows is added to it.
 */
export function multiplyRows(
  values: Floats,
  rows: number,
  basis: PanelBasis,
  projected: Floats,
  places: Int32Array,
  product: Doubles | null,
): void {
  const { columns, panels, width } = basis;
  for (let panel = 0; panel < panels; panel++) {
    const base = panel * PANEL * columns;
    let row = 0;
    for (; row + 1 < rows; row += 2) {
      multiplyPair(values, row * columns, columns, basis.values, base, product);
      for (let lane = 0; lane < PANEL && panel * PANEL + lane < width; lane++) {
        projected[(places[row] ?? 0) * width + panel * PANEL + lane] = pair[lane] ?? 0;
        projected[(places[row + 1] ?? 0) * width + panel * PANEL + lane] = pair[PANEL + lane] ?? 0;
      }
    }
    if (row === rows) continue;
    multiplyOne(values, row * columns, columns, basis.values, base, product);
    for (let lane = 0; lane < PANEL && panel * PANEL + lane < width; lane++) {
      projected[(places[row] ?? 0) * width + panel * PANEL + lane] = pair[lane] ?? 0;
    }
  }
}

/** What the last call found: four numbers of a row, then four of the next. */
const pair = new Float64Array(2 * PANEL);

function multiplyPair(
  values: Floats,
  first: number,
  columns: number,
  basis: Doubles,
  base: number,
  product: Doubles | null,
): void {
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let at = 0, to = base; at < columns; at++, to += PANEL) {
    const a = values[first + at] ?? 0;
    const b = values[first + columns + at] ?? 0;
    const v0 = basis[to] ?? 0;
    const v1 = basis[to + 1] ?? 0;
    const v2 = basis[to + 2] ?? 0;
    const v3 = basis[to + 3] ?? 0;
    a0 += a * v0;
    a1 += a * v1;
    a2 += a * v2;
    a3 += a * v3;
    b0 += b * v0;
    b1 += b * v1;
    b2 += b * v2;
    b3 += b * v3;
  }
  pair[0] = a0;
  pair[1] = a1;
  pair[2] = a2;
  pair[3] = a3;
  pair[4] = b0;
  pair[5] = b1;
  pair[6] = b2;
  pair[7] = b3;
  if (product === null) return;
  for (let at = 0, to = base; at < columns; at++, to += PANEL) {
    const a = values[first + at] ?? 0;
    const b = values[first + columns + at] ?? 0;
    product[to] = (product[to] ?? 0) + a * a0 + b * b0;
    product[to + 1] = (product[to + 1] ?? 0) + a * a1 + b * b1;
    product[to + 2] = (product[to + 2] ?? 0) + a * a2 + b * b2;
    product[to + 3] = (product[to + 3] ?? 0) + a * a3 + b * b3;
  }
}

function multiplyOne(
  values: Floats,
  first: number,
  columns: number,
  basis: Doubles,
  base: number,
  product: Doubles | null,
): void {
  pair.fill(0);
  for (let lane = 0; lane < PANEL; lane++) {
    let sum = 0;
    for (let at = 0; at < columns; at++) sum += (values[first + at] ?? 0) * (basis[base + at * PANEL + lane] ?? 0);
    pair[lane] = sum;
    if (product === null) continue;
    for (let at = 0; at < columns; at++) {
      const to = base + at * PANEL + lane;
      product[to] = (product[to] ?? 0) + (values[first + at] ?? 0) * sum;
    }
  }
}
