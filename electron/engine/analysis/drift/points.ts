/** Points on the unit sphere, dense or sparse: what distances and clusters need of them. */
export interface Points {
  readonly count: number;
  readonly columns: number;
  /** Cosine of two points. */
  cosine(one: number, other: number): number;
  /** Adds a point to a centre of `columns` numbers. */
  addTo(centre: Float64Array, point: number): void;
  /** Dot product of a point and a centre. */
  along(centre: Float64Array, point: number): number;
}

/** Points of `columns` numbers each, one after another. Rows of zeros stay zero. Vectors are made as long as 1, so that angles count alone. */
export class DensePoints implements Points {
  readonly count: number;
  readonly columns: number;
  readonly #values: Float32Array;

  constructor(values: Float32Array, columns: number) {
    this.columns = columns;
    this.count = columns === 0 ? 0 : values.length / columns;
    this.#values = Float32Array.from(values);
    for (let from = 0; from < values.length; from += columns) {
      let squares = 0;
      for (let at = from; at < from + columns; at++) squares += (values[at] ?? 0) ** 2;
      const length = Math.sqrt(squares);
      if (length > 0) for (let at = from; at < from + columns; at++) this.#values[at] = (values[at] ?? 0) / length;
    }
  }

  cosine(one: number, other: number): number {
    const a = one * this.columns;
    const b = other * this.columns;
    let sum = 0;
    for (let at = 0; at < this.columns; at++) sum += (this.#values[a + at] ?? 0) * (this.#values[b + at] ?? 0);
    return sum;
  }

  addTo(centre: Float64Array, point: number): void {
    const from = point * this.columns;
    for (let at = 0; at < this.columns; at++) centre[at] = (centre[at] ?? 0) + (this.#values[from + at] ?? 0);
  }

  along(centre: Float64Array, point: number): number {
    const from = point * this.columns;
    let sum = 0;
    for (let at = 0; at < this.columns; at++) sum += (centre[at] ?? 0) * (this.#values[from + at] ?? 0);
    return sum;
  }
}

/** Points that are zero nearly everywhere: the columns of each, rising, and their values. */
export class SparsePoints implements Points {
  readonly count: number;
  readonly columns: number;
  readonly #places: readonly Int32Array[];
  readonly #values: readonly Float64Array[];

  constructor(rows: readonly (readonly (readonly [column: number, value: number])[])[], columns: number) {
    this.count = rows.length;
    this.columns = columns;
    const sorted = rows.map((row) => row.toSorted((a, b) => a[0] - b[0]));
    this.#places = sorted.map((row) => Int32Array.from(row, ([column]) => column));
    this.#values = sorted.map((row) => {
      const length = Math.sqrt(row.reduce((sum, [, value]) => sum + value * value, 0));
      return Float64Array.from(row, ([, value]) => (length === 0 ? 0 : value / length));
    });
  }

  cosine(one: number, other: number): number {
    const [a, b] = [this.#placesOf(one), this.#placesOf(other)];
    const [left, right] = [this.#valuesOf(one), this.#valuesOf(other)];
    let sum = 0;
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      const difference = (a[i] ?? 0) - (b[j] ?? 0);
      if (difference === 0) sum += (left[i++] ?? 0) * (right[j++] ?? 0);
      else if (difference < 0) i += 1;
      else j += 1;
    }
    return sum;
  }

  addTo(centre: Float64Array, point: number): void {
    const values = this.#valuesOf(point);
    this.#placesOf(point).forEach((column, at) => (centre[column] = (centre[column] ?? 0) + (values[at] ?? 0)));
  }

  along(centre: Float64Array, point: number): number {
    const values = this.#valuesOf(point);
    return this.#placesOf(point).reduce((sum, column, at) => sum + (centre[column] ?? 0) * (values[at] ?? 0), 0);
  }

  #placesOf(point: number): Int32Array {
    return this.#places[point] ?? NO_PLACES;
  }

  #valuesOf(point: number): Float64Array {
    return this.#values[point] ?? NO_VALUES;
  }
}
const NO_PLACES = new Int32Array();
const NO_VALUES = new Float64Array();
