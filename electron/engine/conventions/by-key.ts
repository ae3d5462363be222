const KEPT = 20_000;

/**
 * A function of an attribute key that remembers its answers: the same few hundred keys come with every span of an
 * import. It stops remembering at a bound, so that a file of ever new keys costs time instead of memory.
 */
export function byKey<T>(answer: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const present = known.get(key);
    if (present !== undefined) return present;
    const fresh = answer(key);
    if (known.size < KEPT) known.set(key, fresh);
    return fresh;
  };
}
