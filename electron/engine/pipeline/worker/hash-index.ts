/**
 * A set of 128-bit hashes with a number each, in flat memory: 24 bytes an entry at most half full. When it is full the
 * older half of its life is forgotten, so memory stays bounded and recent repeats are still found.
 */
export class HashIndex {
  readonly #mask: number;
  readonly #limit: number;
  #young: Slots;
  #old: Slots | null = null;
  /** True once anything was forgotten: then a repeat may have slipped through. */
  forgot = false;

  /** `capacity` entries a generation, rounded up to a power of two. */
  constructor(capacity: number) {
    const size = 2 ** Math.ceil(Math.log2(capacity * 2));
    this.#mask = size - 1;
    this.#limit = capacity;
    this.#young = new Slots(1024);
    this.#grow(1024);
  }

  #grow(size: number): void {
    const larger = new Slots(size);
    this.#young.copyTo(larger);
    this.#young = larger;
  }

  /** The number of a hash (four 32-bit words), or -1. */
  find(a: number, b: number, c: number, d: number): number {
    const young = this.#young.find(a, b, c, d);
    if (young !== -1) return young;
    return this.#old === null ? -1 : this.#old.find(a, b, c, d);
  }

  add(a: number, b: number, c: number, d: number, value: number): void {
    if (this.#young.count >= this.#limit) {
      this.#old = this.#young;
      this.#young = new Slots(this.#mask + 1);
      this.forgot = true;
    } else if (this.#young.count * 2 >= this.#young.size) {
      this.#grow(this.#young.size * 2);
    }
    this.#young.add(a, b, c, d, value);
  }
}

class Slots {
  readonly size: number;
  count = 0;
  readonly #words: Uint32Array;
  readonly #values: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.#words = new Uint32Array(size * 4);
    this.#values = new Float64Array(size).fill(-1);
  }

  find(a: number, b: number, c: number, d: number): number {
    const mask = this.size - 1;
    for (let slot = a & mask; ; slot = (slot + 1) & mask) {
      const value = this.#values[slot];
      if (value === undefined || value === -1) return -1;
      const at = slot * 4;
      if (
        this.#words[at] === a &&
        this.#words[at + 1] === b &&
        this.#words[at + 2] === c &&
        this.#words[at + 3] === d
      ) {
        return value;
      }
    }
  }

  add(a: number, b: number, c: number, d: number, value: number): void {
    const mask = this.size - 1;
    let slot = a & mask;
    while (this.#values[slot] !== -1) slot = (slot + 1) & mask;
    this.#words.set([a, b, c, d], slot * 4);
    this.#values[slot] = value;
    this.count++;
  }

  copyTo(other: Slots): void {
    for (let slot = 0; slot < this.size; slot++) {
      const value = this.#values[slot] ?? -1;
      if (value === -1) continue;
      const at = slot * 4;
      other.add(
        this.#words[at] ?? 0,
        this.#words[at + 1] ?? 0,
        this.#words[at + 2] ?? 0,
        this.#words[at + 3] ?? 0,
        value,
      );
    }
  }
}
