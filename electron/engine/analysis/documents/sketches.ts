/** Sketches of many texts in one piece of memory, 4 bytes a hash. */
export class Sketches {
  #hashes: Uint32Array<ArrayBuffer>;
  #used = 0;
  readonly #ends: number[] = [];

  constructor(hashes = 65_536) {
    this.#hashes = new Uint32Array(hashes);
  }

  get length(): number {
    return this.#ends.length;
  }

  /** Hashes of all sketches together. */
  get hashes(): number {
    return this.#used;
  }

  push(sketch: Uint32Array): void {
    if (this.#used + sketch.length > this.#hashes.length) {
      const grown = new Uint32Array(Math.max(this.#hashes.length * 2, this.#used + sketch.length));
      grown.set(this.#hashes.subarray(0, this.#used));
      this.#hashes = grown;
    }
    this.#hashes.set(sketch, this.#used);
    this.#used += sketch.length;
    this.#ends.push(this.#used);
  }

  /** The sketch at a place. */
  at(place: number): Uint32Array {
    return this.#hashes.subarray(place === 0 ? 0 : (this.#ends[place - 1] ?? 0), this.#ends[place] ?? 0);
  }
}
