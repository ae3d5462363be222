/** Hex digits that depend on the words alone (FNV-1a, 64 bits a round). */
function hexOf(words: string, digits: number): string {
  let text = "";
  for (let round = 0; text.length < digits; round++) {
    let hash = 0xcbf29ce484222325n;
    for (const character of `${round}:${words}`) {
      hash ^= BigInt(character.codePointAt(0) ?? 0);
      hash = BigInt.asUintN(64, hash * 0x100000001b3n);
    }
    text += hash.toString(16).padStart(16, "0");
  }
  return text.slice(0, digits);
}

/** The id of a trace of the trace text, by its name. */
export function traceIdOf(trace = "trace"): string {
  return hexOf(`trace ${trace}`, 32);
}

/**
 * The id of a span of the trace text, by the word that names it. The second span of that name in the trace is `name#2`.
 * @throws never: a name that the text does not hold gives an id that no span has
 */
export function spanIdOf(name: string, trace = "trace"): string {
  return hexOf(`span ${trace} ${name.endsWith("#1") ? name.slice(0, -2) : name}`, 16);
}
