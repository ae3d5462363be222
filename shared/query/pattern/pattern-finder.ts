import { compilePattern, type Program } from "./pattern-program.js";
import type { Place } from "./parse-pattern.js";
import { parsePattern } from "./parse-pattern.js";

/** A find, in UTF-16 units. */
interface Find {
  readonly start: number;
  readonly end: number;
}

/** Finds what a pattern finds in a text: at most `limit` places, in order, none of them empty. */
export type PatternFinder = (text: string, limit: number) => Find[];

/** Instructions that are looked at for one text, at most; about a tenth of a second. What was found until then is given. */
const MOST_STEPS = 2_000_000;

/**
 * What the store's patterns find, found here: for highlighting what it answered. The method is Pike's (R. Cox, "Regular
 * Expression Matching: the Virtual Machine Approach", 2009, https://swtch.com/~rsc/regexp/regexp2.html), which takes time in
 * proportion to the text, whatever the pattern. Null for patterns that it does not understand. `mostSteps`: Infinity where
 * every find counts.
 */
export function patternFinder(source: string, mostSteps = MOST_STEPS): PatternFinder | null {
  const node = parsePattern(source);
  const program = node === null ? null : compilePattern(node);
  return program === null ? null : (text, limit) => new Search(program, text, mostSteps).all(limit);
}

/** Instructions that are under way at one place of the text, the preferred first, and where each began. */
class Threads {
  readonly instruction: Int32Array;
  readonly began: Int32Array;
  readonly #place: Int32Array;
  count = 0;

  constructor(size: number) {
    this.instruction = new Int32Array(size);
    this.began = new Int32Array(size);
    this.#place = new Int32Array(size);
  }

  has(instruction: number): boolean {
    const place = this.#place[instruction] ?? 0;
    return place < this.count && this.instruction[place] === instruction;
  }

  add(instruction: number, began: number): void {
    this.#place[instruction] = this.count;
    this.instruction[this.count] = instruction;
    this.began[this.count] = began;
    this.count += 1;
  }
}

class Search {
  readonly #program: Program;
  readonly #text: string;
  readonly #stack: number[] = [];
  readonly #mostSteps: number;
  #now: Threads;
  #then: Threads;
  #steps = 0;

  constructor(program: Program, text: string, mostSteps: number) {
    this.#program = program;
    this.#mostSteps = mostSteps;
    this.#text = text;
    this.#now = new Threads(program.length);
    this.#then = new Threads(program.length);
  }

  all(limit: number): Find[] {
    const finds: Find[] = [];
    let from = 0;
    while (from <= this.#text.length && finds.length < limit) {
      const find = this.#next(from);
      if (find === null) break;
      if (find.end > find.start) finds.push(find);
      from = find.end > find.start ? find.end : find.end + lengthAt(this.#text, find.end);
    }
    return finds;
  }

  /** The first find from a place on: that which begins first, of these that which the pattern prefers. */
  #next(from: number): Find | null {
    const { step, tests } = this.#program;
    let found: Find | null = null;
    this.#now.count = 0;
    for (let at = from; ;) {
      if (found === null) this.#follow(this.#now, 0, at, at);
      if (this.#now.count === 0) return found;
      const sign = this.#text.codePointAt(at);
      const length = lengthAt(this.#text, at);
      this.#then.count = 0;
      for (let index = 0; index < this.#now.count; index += 1) {
        if (++this.#steps > this.#mostSteps) return null;
        const instruction = this.#now.instruction[index] ?? 0;
        const began = this.#now.began[index] ?? 0;
        if (step[instruction] === "found") {
          // What comes after it in the list is less preferred.
          found = { start: began, end: at };
          break;
        }
        if (sign !== undefined && tests[instruction]?.(sign) === true) {
          this.#follow(this.#then, instruction + 1, began, at + length);
        }
      }
      if (sign === undefined) return found;
      [this.#now, this.#then] = [this.#then, this.#now];
      at += length;
    }
  }

  /** Adds an instruction to a list, or what it leads to without reading a sign. */
  #follow(threads: Threads, first: number, began: number, at: number): void {
    const { step, goes, other, places } = this.#program;
    this.#stack.push(first);
    for (let instruction = this.#stack.pop(); instruction !== undefined; instruction = this.#stack.pop()) {
      if (threads.has(instruction)) continue;
      this.#steps += 1;
      threads.add(instruction, began);
      const place = places[instruction];
      if (step[instruction] === "fork") this.#stack.push(other[instruction] ?? 0, goes[instruction] ?? 0);
      else if (step[instruction] === "jump") this.#stack.push(goes[instruction] ?? 0);
      else if (place !== undefined && this.#isAt(place, at)) this.#stack.push(instruction + 1);
    }
  }

  #isAt(place: Place, at: number): boolean {
    const text = this.#text;
    switch (place) {
      case "textStart":
        return at === 0;
      case "textEnd":
        return at === text.length;
      case "lineStart":
        return at === 0 || text.charAt(at - 1) === "\n";
      case "lineEnd":
        return at === text.length || text.charAt(at) === "\n";
      case "wordEdge":
        return isWord(text, at - 1) !== isWord(text, at);
      case "noWordEdge":
        return isWord(text, at - 1) === isWord(text, at);
    }
  }
}

function isWord(text: string, at: number): boolean {
  return /^\w$/.test(text.charAt(at));
}

/** UTF-16 units of the sign at a place; 1 at the end. */
function lengthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
