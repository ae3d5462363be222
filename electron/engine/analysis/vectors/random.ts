/** Numbers that look like chance and are the same for the same seed, in every run and on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, at least 0, below `limit`. */
  below(limit: number): number;
  /** Of the normal distribution with mean 0 and variance 1. */
  normal(): number;
}

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, period 2^32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const bits = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = (): number => bits() / 4294967296;
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    // Box and Muller; 1 - next() is never 0.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** `count` of the numbers 0 to `total - 1`, spread evenly, in order. All of them where there are no more. */
export function evenly(total: number, count: number): Int32Array<ArrayBuffer> {
  const taken = Math.min(total, count);
  return Int32Array.from({ length: taken }, (_, index) => Math.floor((index * total) / taken));
}
