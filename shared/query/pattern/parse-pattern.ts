import { NAMED_SETS, posixSet, signSource, signTest, type SignTest } from "./sign-test.js";

/** A place that a pattern asks for, between signs. */
export type Place = "textStart" | "textEnd" | "lineStart" | "lineEnd" | "wordEdge" | "noWordEdge";

/** A pattern, taken apart. */
export type PatternNode =
  | { readonly type: "sign"; readonly test: SignTest }
  | { readonly type: "place"; readonly place: Place }
  /** One after the other; of nothing it is the empty text. */
  | { readonly type: "sequence"; readonly nodes: readonly PatternNode[] }
  /** The first that leads to a find. */
  | { readonly type: "choice"; readonly nodes: readonly PatternNode[] }
  | {
      readonly type: "repeat";
      readonly node: PatternNode;
      readonly least: number;
      readonly most: number;
      readonly greedy: boolean;
    };

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly lines: boolean;
  readonly lazy: boolean;
}

/** What RE2 knows and this does not, or what is no pattern. */
class NotUnderstood extends Error {}

const DEEPEST = 200;

/**
 * Reads a pattern as the store does: the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), without regard to case
 * unless it says otherwise. Null for what it does not understand; whether a pattern is right is for the store to say.
 */
export function parsePattern(source: string): PatternNode | null {
  try {
    return new PatternReader(source).read();
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof SyntaxError) return null;
    throw error;
  }
}

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const PLACES: Readonly<Record<string, Place>> = { A: "textStart", z: "textEnd", b: "wordEdge", B: "noWordEdge" };

class PatternReader {
  readonly #signs: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#signs = Array.from(source);
  }

  read(): PatternNode {
    const node = this.#choice({ ignoreCase: true, dotAll: false, lines: false, lazy: false });
    if (this.#at < this.#signs.length) throw new NotUnderstood();
    return node;
  }

  #peek(): string {
    return this.#signs[this.#at] ?? "";
  }

  #next(): string {
    const sign = this.#signs[this.#at];
    if (sign === undefined) throw new NotUnderstood();
    this.#at += 1;
    return sign;
  }

  #rest(length: number): string {
    return this.#signs.slice(this.#at, this.#at + length).join("");
  }

  /** Takes a text if it stands here. */
  #take(text: string): boolean {
    if (this.#rest(text.length) !== text) return false;
    this.#at += text.length;
    return true;
  }

  #choice(outer: Flags): PatternNode {
    if (++this.#depth > DEEPEST) throw new NotUnderstood();
    let flags = outer;
    const choices: PatternNode[] = [];
    let sequence: PatternNode[] = [];
    const close = (): void => {
      choices.push({ type: "sequence", nodes: sequence });
      sequence = [];
    };
    for (;;) {
      const sign = this.#peek();
      if (sign === "" || sign === ")") break;
      if (this.#take("|")) {
        close();
        continue;
      }
      const changed = this.#flagsAlone(flags);
      if (changed !== null) {
        flags = changed;
        continue;
      }
      const quoted = this.#quoted(flags);
      if (quoted !== null) {
        sequence.push(...quoted);
        continue;
      }
      sequence.push(this.#repeated(this.#atom(flags), flags));
    }
    close();
    this.#depth -= 1;
    return { type: "choice", nodes: choices };
  }

  /** `(?i)`: from here to the end of the group. */
  #flagsAlone(flags: Flags): Flags | null {
    const match = /^\(\?([imsU]*)(?:-([imsU]+))?\)/.exec(this.#rest(16));
    if (match === null) return null;
    this.#at += match[0].length;
    return withFlags(flags, match[1] ?? "", match[2] ?? "");
  }

  /** `\Q...\E`: every sign for itself; the last may repeat. */
  #quoted(flags: Flags): PatternNode[] | null {
    if (!this.#take("\\Q")) return null;
    const nodes: PatternNode[] = [];
    while (this.#at < this.#signs.length && !this.#take("\\E")) nodes.push(literal(this.#next(), flags));
    const last = nodes.pop();
    return last === undefined ? [] : [...nodes, this.#repeated(last, flags)];
  }

  #atom(flags: Flags): PatternNode {
    const sign = this.#next();
    switch (sign) {
      case ".":
        return { type: "sign", test: signTest(flags.dotAll ? "[^]" : "[^\\n]", false) };
      case "^":
        return { type: "place", place: flags.lines ? "lineStart" : "textStart" };
      case "$":
        return { type: "place", place: flags.lines ? "lineEnd" : "textEnd" };
      case "(":
        return this.#group(flags);
      case "[":
        return { type: "sign", test: signTest(this.#set(), flags.ignoreCase) };
      case "\\":
        return this.#escape(flags);
      case "*":
      case "+":
      case "?":
        throw new NotUnderstood();
      default:
        return literal(sign, flags);
    }
  }

  #group(outer: Flags): PatternNode {
    const head = /^\?(?:P<\w+>|([imsU]*)(?:-([imsU]+))?:)/.exec(this.#rest(80));
    if (head === null && this.#peek() === "?") throw new NotUnderstood();
    this.#at += head?.[0].length ?? 0;
    const node = this.#choice(withFlags(outer, head?.[1] ?? "", head?.[2] ?? ""));
    if (!this.#take(")")) throw new NotUnderstood();
    return node;
  }

  #repeated(node: PatternNode, flags: Flags): PatternNode {
    const bounds = this.#bounds();
    if (bounds === null) return node;
    const greedy = this.#take("?") === flags.lazy;
    if (this.#bounds() !== null) throw new NotUnderstood();
    return { type: "repeat", node, ...bounds, greedy };
  }

  #bounds(): { readonly least: number; readonly most: number } | null {
    if (this.#take("*")) return { least: 0, most: Number.POSITIVE_INFINITY };
    if (this.#take("+")) return { least: 1, most: Number.POSITIVE_INFINITY };
    if (this.#take("?")) return { least: 0, most: 1 };
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#rest(16));
    if (match === null) return null;
    this.#at += match[0].length;
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] === "" ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (most < least) throw new NotUnderstood();
    return { least, most };
  }

  #escape(flags: Flags): PatternNode {
    const sign = this.#peek();
    const place = PLACES[sign];
    if (place !== undefined) {
      this.#at += 1;
      return { type: "place", place };
    }
    const set = this.#namedSet();
    if (set !== null) return { type: "sign", test: signTest(`[${set}]`, flags.ignoreCase) };
    return { type: "sign", test: signTest(`[${signSource(this.#escapedSign())}]`, flags.ignoreCase) };
  }

  /** After a backslash: `d`, `pL`, `p{Greek}` as a piece of a class; null where it is something else. */
  #namedSet(): string | null {
    const named = NAMED_SETS[this.#peek()];
    if (named !== undefined) {
      this.#at += 1;
      return named;
    }
    const match = /^([pP])(?:\{(\^?)(\w+)\}|(\w))/.exec(this.#rest(48));
    if (match === null) return null;
    this.#at += match[0].length;
    const [, letter, caret = "", long, short] = match;
    const negated = (letter === "P") !== (caret === "^");
    const name = long ?? short ?? "";
    const isCategory = /^(?:Any|[CLMNPSZ][a-z]?)$/.test(name);
    return `\\${negated ? "P" : "p"}{${isCategory ? name : `Script=${name}`}}`;
  }

  /** After a backslash: the one sign that is meant. */
  #escapedSign(): number {
    const hex = /^x(?:\{([0-9A-Fa-f]{1,8})\}|([0-9A-Fa-f]{2}))/.exec(this.#rest(12));
    if (hex !== null) {
      this.#at += hex[0].length;
      return codePointOf(Number.parseInt(hex[1] ?? hex[2] ?? "", 16));
    }
    const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(this.#rest(3));
    if (octal !== null) {
      this.#at += octal[0].length;
      return Number.parseInt(octal[0], 8);
    }
    const sign = this.#next();
    const control = CONTROL[sign];
    if (control !== undefined) return control;
    if (!/^[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e ]$/.test(sign)) throw new NotUnderstood();
    return sign.charCodeAt(0);
  }

  /** After `[`: the whole class, in JavaScript's writing. */
  #set(): string {
    const negated = this.#take("^");
    let source = "";
    for (let first = true; ; first = false) {
      if (!first && this.#take("]")) break;
      const posix = /^\[:(\^?)(\w+):\]/.exec(this.#rest(16));
      if (posix !== null) {
        const set = posixSet(posix[2] ?? "", posix[1] === "^");
        if (set === undefined) throw new NotUnderstood();
        this.#at += posix[0].length;
        source += set;
        continue;
      }
      if (this.#peek() === "\\") {
        this.#at += 1;
        const set = this.#namedSet();
        if (set !== null) {
          source += set;
          continue;
        }
        this.#at -= 1;
      }
      const from = this.#signOfSet();
      source += signSource(from);
      if (this.#peek() !== "-" || this.#rest(2) === "-]") continue;
      this.#at += 1;
      const to = this.#signOfSet();
      if (to < from) throw new NotUnderstood();
      source += `-${signSource(to)}`;
    }
    return `[${negated ? "^" : ""}${source}]`;
  }

  #signOfSet(): number {
    const sign = this.#next();
    return sign === "\\" ? this.#escapedSign() : codePointOf(sign.codePointAt(0) ?? 0);
  }
}

function literal(sign: string, flags: Flags): PatternNode {
  return { type: "sign", test: signTest(`[${signSource(sign.codePointAt(0) ?? 0)}]`, flags.ignoreCase) };
}

function codePointOf(value: number): number {
  if (value > 0x10ffff) throw new NotUnderstood();
  return value;
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const read = (letter: string, now: boolean): boolean =>
    on.includes(letter) ? true : off.includes(letter) ? false : now;
  return {
    ignoreCase: read("i", flags.ignoreCase),
    dotAll: read("s", flags.dotAll),
    lines: read("m", flags.lines),
    lazy: read("U", flags.lazy),
  };
}
