/** Tells whether a sign, given as its code point, is one of a set. */
export type SignTest = (codePoint: number) => boolean;

const KNOWN_LIMIT = 1000;
const known = new Map<string, SignTest>();

/**
 * The test for a set of signs that is written as a class of JavaScript's `u` mode: `[\u{61}-\u{7a}]`, `\p{Lu}`. A class looks
 * at one sign, so that no text makes it slow. Throws SyntaxError for a class that is none.
 */
export function signTest(setSource: string, ignoreCase: boolean): SignTest {
  const key = `${ignoreCase ? "i" : ""}${setSource}`;
  const made = known.get(key);
  if (made !== undefined) return made;
  const test = answered(new RegExp(`^${setSource}$`, ignoreCase ? "iu" : "u"));
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(key, test);
  return test;
}

/** Each sign is asked of the expression once. */
function answered(set: RegExp): SignTest {
  const answers = new Map<number, boolean>();
  return (codePoint) => {
    let answer = answers.get(codePoint);
    if (answer === undefined) {
      answer = set.test(String.fromCodePoint(codePoint));
      answers.set(codePoint, answer);
    }
    return answer;
  };
}

/** A sign as a piece of such a class. */
export function signSource(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}

/** Sets of RE2 that stand for themselves, as pieces of a class; those of ASCII alone, as RE2 has them. */
export const NAMED_SETS: Readonly<Record<string, string>> = {
  d: "0-9",
  D: complement([[0x30, 0x39]]),
  w: "0-9A-Za-z_",
  // JavaScript's own, since it must leave out what `\w` takes in where case is ignored.
  W: "\\W",
  s: "\\t\\n\\f\\r ",
  S: complement([
    [0x09, 0x0a],
    [0x0c, 0x0d],
    [0x20, 0x20],
  ]),
};

const POSIX: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  alnum: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  alpha: [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  ascii: [[0x00, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: [[0x30, 0x39]],
  graph: [[0x21, 0x7e]],
  lower: [[0x61, 0x7a]],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: [[0x41, 0x5a]],
  word: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
};

/** `[:alpha:]` by its name, as a piece of a class; undefined for a name that there is none of. */
export function posixSet(name: string, negated: boolean): string | undefined {
  const ranges = POSIX[name];
  if (ranges === undefined) return undefined;
  return negated ? complement(ranges) : ranges.map(([from, to]) => rangeSource(from, to)).join("");
}

function complement(ranges: readonly (readonly [number, number])[]): string {
  let next = 0;
  let source = "";
  for (const [from, to] of ranges) {
    if (from > next) source += rangeSource(next, from - 1);
    next = to + 1;
  }
  return source + rangeSource(next, 0x10ffff);
}

function rangeSource(from: number, to: number): string {
  return `${signSource(from)}-${signSource(to)}`;
}
