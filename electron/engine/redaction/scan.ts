import { setImmediate } from "node:timers/promises";
import type { RedactionOptions, RedactionRuleId } from "../../../shared/model/redaction.js";
import { RedactionFinder } from "./finder.js";

/** Something that is still in what was written. */
export interface Leftover {
  readonly rule: RedactionRuleId;
  /** UTF-16 units from the beginning. */
  readonly at: number;
  /** From 1. */
  readonly line: number;
  readonly found: string;
}

export interface ScanResult {
  readonly characters: number;
  readonly total: number;
  readonly counts: Partial<Record<RedactionRuleId, number>>;
  /** The first of them, at most `limit`. */
  readonly leftovers: readonly Leftover[];
}

interface ScanOptions {
  readonly limit?: number;
  readonly signal?: AbortSignal;
}

/** What is looked at at once, and how much of it is looked at again with what follows: nothing longer is found whole. */
const WINDOW = 65_536;
const OVERLAP = 16_384;
/** Ids of traces and spans stay, also where they look like the number of a card: `"spanId":"4111111111111111"`, escaped or not. */
const ID_BEFORE = /(?:trace|span|parent)[_-]?id\\*["']\s*[:=]\s*\\*["']$/i;
const ID = /^\d{14,20}$/;
const ID_CONTEXT = 40;
/** What stands before a find decides whether it is one. */
const CONTEXT = 256;

/**
 * Looks through a written text, in pieces of any size: what stands across the border of two is found. Memory is bounded by the
 * window, whatever the length. Throws what `signal` is aborted with.
 */
export async function scan(
  pieces: Iterable<string> | AsyncIterable<string>,
  options: RedactionOptions,
  { limit = 1000, signal }: ScanOptions = {},
): Promise<ScanResult> {
  const scanner = new Scanner(options, limit);
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += WINDOW) {
      signal?.throwIfAborted();
      // Others are let through between two windows.
      if (scanner.isFull) await setImmediate();
      scanner.add(piece.slice(from, from + WINDOW));
    }
  }
  return scanner.end();
}

class Scanner {
  readonly #finder: RedactionFinder;
  readonly #limit: number;
  readonly #leftovers: Leftover[] = [];
  readonly #counts = new Map<RedactionRuleId, number>();
  #waiting = "";
  /** Where what waits begins, and its line. */
  #at = 0;
  #line = 1;
  /** Up to where all is told. */
  #told = 0;
  #total = 0;

  constructor(options: RedactionOptions, limit: number) {
    this.#finder = new RedactionFinder(options);
    this.#limit = limit;
  }

  /** True where what waits is about to be looked at. */
  get isFull(): boolean {
    return this.#waiting.length >= WINDOW / 2;
  }

  add(piece: string): void {
    this.#waiting += piece;
    if (this.#waiting.length < WINDOW) return;
    this.#tell(this.#waiting.length - OVERLAP);
    // An escape is not cut in two.
    let keepFrom = this.#told - this.#at - CONTEXT;
    while (
      keepFrom > 0 &&
      /[\\%&#0-9a-fA-FuxX]/.test(this.#waiting.charAt(keepFrom - 1)) &&
      this.#told - this.#at - keepFrom < OVERLAP
    ) {
      keepFrom -= 1;
    }
    keepFrom = Math.max(0, keepFrom);
    this.#line += newlinesIn(this.#waiting, keepFrom);
    this.#at += keepFrom;
    this.#waiting = this.#waiting.slice(keepFrom);
  }

  end(): ScanResult {
    const characters = this.#at + this.#waiting.length;
    this.#tell(this.#waiting.length);
    return { characters, total: this.#total, counts: Object.fromEntries(this.#counts), leftovers: this.#leftovers };
  }

  /** Tells what begins before a place of what waits. */
  #tell(until: number): void {
    let told = this.#at + until;
    for (const { rule, start, end, found } of this.#finder.find(this.#waiting, null)) {
      if (this.#at + start < this.#told || start >= until) continue;
      if (ID.test(found) && ID_BEFORE.test(this.#waiting.slice(Math.max(0, start - ID_CONTEXT), start))) continue;
      this.#total += 1;
      this.#counts.set(rule, (this.#counts.get(rule) ?? 0) + 1);
      if (this.#leftovers.length < this.#limit) {
        const line = this.#line + newlinesIn(this.#waiting, start);
        this.#leftovers.push({ rule, at: this.#at + start, line, found: found.slice(0, 200) });
      }
      told = Math.max(told, this.#at + end);
    }
    this.#told = told;
  }
}

function newlinesIn(text: string, until: number): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < until; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
