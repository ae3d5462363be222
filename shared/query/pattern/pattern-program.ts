import type { PatternNode, Place } from "./parse-pattern.js";
import type { SignTest } from "./sign-test.js";

/**
 * A pattern as instructions. `sign` goes on to the next where its test holds, `place` where the place is right, `jump` to
 * `goes`, `fork` to `goes` rather than to `other`; `found` is the last.
 */
export interface Program {
  readonly length: number;
  readonly step: readonly ("sign" | "place" | "jump" | "fork" | "found")[];
  readonly goes: readonly number[];
  readonly other: readonly number[];
  readonly tests: readonly (SignTest | undefined)[];
  readonly places: readonly (Place | undefined)[];
}

/** RE2 refuses larger ones too, by memory. */
const MOST_INSTRUCTIONS = 10_000;

/** Null for a pattern that is too large. */
export function compilePattern(node: PatternNode): Program | null {
  const writer = new ProgramWriter();
  if (!writer.write(node)) return null;
  writer.found();
  return writer;
}

class ProgramWriter implements Program {
  readonly step: Program["step"][number][] = [];
  readonly goes: number[] = [];
  readonly other: number[] = [];
  readonly tests: (SignTest | undefined)[] = [];
  readonly places: (Place | undefined)[] = [];

  get length(): number {
    return this.step.length;
  }

  found(): void {
    this.#add("found");
  }

  /** False where there are too many instructions. */
  write(node: PatternNode): boolean {
    if (this.length > MOST_INSTRUCTIONS) return false;
    switch (node.type) {
      case "sign":
        this.#add("sign");
        this.tests[this.length - 1] = node.test;
        return true;
      case "place":
        this.#add("place");
        this.places[this.length - 1] = node.place;
        return true;
      case "sequence":
        return node.nodes.every((one) => this.write(one));
      case "choice":
        return this.#choice(node.nodes);
      case "repeat":
        return this.#repeat(node);
    }
  }

  #choice(nodes: readonly PatternNode[]): boolean {
    const ends: number[] = [];
    for (const [index, node] of nodes.entries()) {
      const fork = index < nodes.length - 1 ? this.#add("fork") : null;
      if (fork !== null) this.goes[fork] = this.length;
      if (!this.write(node)) return false;
      if (fork === null) continue;
      ends.push(this.#add("jump"));
      this.other[fork] = this.length;
    }
    for (const end of ends) this.goes[end] = this.length;
    return true;
  }

  #repeat({ node, least, most, greedy }: Extract<PatternNode, { type: "repeat" }>): boolean {
    const endless = most === Number.POSITIVE_INFINITY;
    // `x*` is `(x+)?`: of an `x` that may be empty a loop that begins with the choice would prefer otherwise than RE2 does.
    const optional = endless && least === 0 ? this.#add("fork") : null;
    for (let count = endless ? 1 : 0; count < least; count += 1) if (!this.write(node)) return false;
    if (endless) {
      const start = this.length;
      if (!this.write(node)) return false;
      const fork = this.#add("fork");
      this.goes[fork] = greedy ? start : this.length;
      this.other[fork] = greedy ? this.length : start;
      if (optional !== null) this.#settle(optional, greedy);
      return true;
    }
    const forks: number[] = [];
    for (let count = least; count < most; count += 1) {
      forks.push(this.#add("fork"));
      if (!this.write(node)) return false;
    }
    for (const fork of forks) this.#settle(fork, greedy);
    return true;
  }

  /** A fork before what may be left out: into it rather than past it where it is greedy. */
  #settle(fork: number, greedy: boolean): void {
    this.goes[fork] = greedy ? fork + 1 : this.length;
    this.other[fork] = greedy ? this.length : fork + 1;
  }

  #add(step: Program["step"][number]): number {
    this.step.push(step);
    return this.length - 1;
  }
}
