export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CELL_PX = 1024;

/** Finds what lies in a part of a big picture without looking at the rest. */
export class Grid {
  readonly #cells = new Map<string, number[]>();
  readonly #bounds: readonly Bounds[];
  readonly #seen: Uint32Array;
  #round = 0;

  constructor(bounds: readonly Bounds[]) {
    this.#bounds = bounds;
    this.#seen = new Uint32Array(bounds.length);
    bounds.forEach((one, index) => {
      for (const key of cellsOf(one)) {
        const cell = this.#cells.get(key);
        if (cell === undefined) this.#cells.set(key, [index]);
        else cell.push(index);
      }
    });
  }

  /** Indexes of what touches a part, ascending: the order in which things lie over each other. */
  in(part: Bounds): number[] {
    const columns = Math.ceil((part.right - part.left) / CELL_PX) + 1;
    const lines = Math.ceil((part.bottom - part.top) / CELL_PX) + 1;
    const found: number[] = [];
    if (columns * lines > this.#cells.size) {
      this.#bounds.forEach((one, index) => {
        if (touch(one, part)) found.push(index);
      });
      return found;
    }
    this.#round += 1;
    for (const key of cellsOf(part)) {
      for (const index of this.#cells.get(key) ?? []) {
        const one = this.#bounds[index];
        if (one === undefined || this.#seen[index] === this.#round || !touch(one, part)) continue;
        this.#seen[index] = this.#round;
        found.push(index);
      }
    }
    return found.sort((a, b) => a - b);
  }
}

function* cellsOf({ left, top, right, bottom }: Bounds): Generator<string> {
  for (let x = Math.floor(left / CELL_PX); x <= Math.floor(right / CELL_PX); x++) {
    for (let y = Math.floor(top / CELL_PX); y <= Math.floor(bottom / CELL_PX); y++) yield `${x} ${y}`;
  }
}

function touch(a: Bounds, b: Bounds): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
