/** The largest number that a slot can hold. */
const LARGEST = 0xffff_fffe;

/**
 * A set of hashes with a number each, in flat memory: 16 bytes a slot. When it is full the older half of its life is
 * forgotten, so memory stays bounded and recent repeats are still found. Of a hash's 128 bits the last 96 are kept: among
 * a million and a half texts two that agree in these are as good as impossible.
 */
export class HashIndex {
  readonly #slots: number;
  #young = new Slots(1024);
  #old: Slots | null = null;
  /** True once anything was forgotten: then a repeat may have slipped through. */
  forgot = false;

  /** `slots` of each of two generations, a power of two; three quarters of them are used. */
  constructor(slots: number) {
    this.#slots = slots;
  }

  /** The number of a hash (its second to fourth 32-bit word), or -1. */
  find(b: number, c: number, d: number): number {
    const young = this.#young.find(b, c, d);
    if (young !== -1 || this.#old === null) return young;
    return this.#old.find(b, c, d);
  }

  add(b: number, c: number, d: number, value: number): void {
    if (value > LARGEST) {
      this.forgot = true;
      return;
    }
    if (this.#young.isFull) this.#makeRoom();
    this.#young.add(b, c, d, value);
  }

  #makeRoom(): void {
    if (this.#young.size < this.#slots) {
      this.#young = this.#young.grown();
      return;
    }
    this.#old = this.#young;
    this.#young = new Slots(this.#slots);
    this.forgot = true;
  }
}

/** Four words a slot: the number plus one, so that 0 is free, and the hash's. */
class Slots {
  readonly size: number;
  readonly #words: Uint32Array;
  #count = 0;

  constructor(size: number) {
    this.size = size;
    this.#words = new Uint32Array(size * 4);
  }

  get isFull(): boolean {
    return this.#count * 4 >= this.size * 3;
  }

  find(b: number, c: number, d: number): number {
    const words = this.#words;
    const mask = this.size - 1;
    for (let slot = d & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 4;
      const value = words[at] ?? 0;
      if (value === 0) return -1;
      if (words[at + 3] === d && words[at + 2] === c && words[at + 1] === b) return value - 1;
    }
  }

  add(b: number, c: number, d: number, value: number): void {
    const words = this.#words;
    const mask = this.size - 1;
    let slot = d & mask;
    while (words[slot * 4] !== 0) slot = (slot + 1) & mask;
    words[slot * 4] = value + 1;
    words[slot * 4 + 1] = b;
    words[slot * 4 + 2] = c;
    words[slot * 4 + 3] = d;
    this.#count++;
  }

  /** The same entries in twice the room. */
  grown(): Slots {
    const larger = new Slots(this.size * 2);
    const words = this.#words;
    for (let at = 0; at < words.length; at += 4) {
      const value = words[at] ?? 0;
      if (value !== 0) larger.add(words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0, value - 1);
    }
    return larger;
  }
}
