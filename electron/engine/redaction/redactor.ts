import type { RedactionOptions, RedactionRuleId } from "../../../shared/model/redaction.js";
import { RedactionFinder } from "./finder.js";
import { freeName } from "./free-name.js";
import { isLike } from "./glob.js";
import { changeJsonText, isJsonText, type JsonLiteral, keyWithin } from "./json-text.js";
import { Pseudonyms } from "./pseudonyms.js";
import { finish, type Steps } from "./steps.js";

/** One place where something was taken out. */
export interface Replacement {
  readonly rule: RedactionRuleId;
  readonly found: string;
  readonly pseudonym: string;
  /** What stands before and after it, as it was: at most `CONTEXT` signs each. */
  readonly before: string;
  readonly after: string;
  /** The attribute or member that held it, null for a text of its own. */
  readonly key: string | null;
}

export interface RedactionCount {
  /** Places where something was taken out. */
  readonly places: number;
  /** Different things that were. */
  readonly things: number;
}

/** Takes out of a report what must not leave. One redactor a report: its pseudonyms are the same in all of it. */
export interface Redactor {
  /** `key`: the attribute or member that holds the text, where one does. */
  text(text: string, key?: string): string;
  /** A copy of a JSON value with its keys, strings and numbers redacted, and without the attributes to drop. */
  value(value: unknown, key?: string): unknown;
  /** As `text` and `value`, in steps: for what is long. */
  textInSteps(text: string, key?: string): Steps<string>;
  valueInSteps(value: unknown, key?: string): Steps<unknown>;
  /** True for an attribute that is left out whole. */
  drops(key: string): boolean;
  /** What was done so far, by rule; rules that found nothing are not there. */
  counts(): Partial<Record<RedactionRuleId, RedactionCount>>;
  /** Attributes that were left out so far. */
  dropped(): number;
}

const CONTEXT = 40;
/** JSON in JSON strings is read this deep; below, it is a text like others. */
const MOST_DEPTH = 16;
/** A text is looked at again as long as something is found: what is left can read differently than what was there. */
const MOST_ROUNDS = 5;

/** `record` is told of every replacement, for a preview. */
export function createRedactor(options: RedactionOptions, record?: (replacement: Replacement) => void): Redactor {
  return new RuleRedactor(options, record);
}

class RuleRedactor implements Redactor {
  readonly #finder: RedactionFinder;
  readonly #dropKeys: readonly string[];
  readonly #record: ((replacement: Replacement) => void) | undefined;
  readonly #pseudonyms = new Pseudonyms();
  readonly #places = new Map<RedactionRuleId, number>();
  #dropped = 0;

  constructor(options: RedactionOptions, record: ((replacement: Replacement) => void) | undefined) {
    this.#finder = new RedactionFinder(options);
    this.#dropKeys = options.dropKeys;
    this.#record = record;
  }

  text(text: string, key?: string): string {
    return finish(this.textInSteps(text, key));
  }

  value(value: unknown, key?: string): unknown {
    return finish(this.valueInSteps(value, key));
  }

  textInSteps(text: string, key?: string): Steps<string> {
    return this.#text(text, key ?? null, 0);
  }

  valueInSteps(value: unknown, key?: string): Steps<unknown> {
    return this.#value(value, key ?? null);
  }

  drops(key: string): boolean {
    return this.#dropKeys.some((pattern) => isLike(pattern, key));
  }

  counts(): Partial<Record<RedactionRuleId, RedactionCount>> {
    const things = this.#pseudonyms.counts();
    return Object.fromEntries(
      [...this.#places].map(([rule, places]) => [rule, { places, things: things[rule] ?? 0 }] as const),
    );
  }

  dropped(): number {
    return this.#dropped;
  }

  *#text(text: string, key: string | null, depth: number): Steps<string> {
    if (depth >= MOST_DEPTH || !isJsonText(text)) return yield* this.#plain(text, key);
    return yield* changeJsonText(text, {
      literal: (literal) => this.#literal(literal, key, depth + 1),
      drops: (name) => this.#isDropped(name),
    });
  }

  *#literal(literal: JsonLiteral, outer: string | null, depth: number): Steps<string | null> {
    const key = literal.key ?? outer;
    if (literal.isNumber) return changedOf(literal.value, yield* this.#plain(literal.value, key));
    // A string within a string has the key that is nearest.
    return changedOf(literal.value, yield* this.#text(literal.value, literal.isKey ? null : key, depth));
  }

  *#plain(text: string, key: string | null): Steps<string> {
    let result = text;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const findings = yield* this.#finder.findInSteps(result, key);
      if (findings.length === 0) break;
      const parts: string[] = [];
      let from = 0;
      for (const { rule, start, end, found } of findings) {
        const pseudonym = this.#pseudonyms.of(rule, found);
        parts.push(result.slice(from, start), pseudonym);
        this.#places.set(rule, (this.#places.get(rule) ?? 0) + 1);
        this.#record?.({
          rule,
          found,
          pseudonym,
          before: result.slice(Math.max(0, start - CONTEXT), start),
          after: result.slice(end, end + CONTEXT),
          key,
        });
        from = end;
      }
      parts.push(result.slice(from));
      result = parts.join("");
    }
    return result;
  }

  *#value(value: unknown, key: string | null): Steps<unknown> {
    yield;
    if (typeof value === "string") return yield* this.#text(value, key, 0);
    if (typeof value === "number" || typeof value === "bigint") {
      return changedOf(String(value), yield* this.#plain(String(value), key)) ?? value;
    }
    if (!Array.isArray(value)) return isRecord(value) ? yield* this.#members(value, key) : value;
    const items: unknown[] = [];
    for (const item of value as unknown[])
      if (!this.#isDropped(labelOf(item))) items.push(yield* this.#value(item, key));
    return items;
  }

  *#members(value: Readonly<Record<string, unknown>>, key: string | null): Steps<Record<string, unknown>> {
    const label = labelOf(value);
    const result = new Map<string, unknown>();
    for (const [member, inner] of Object.entries(value)) {
      if (this.#isDropped(member)) continue;
      const name = yield* this.#text(member, null, 0);
      // Two keys that became one would lose a value.
      result.set(freeName(name, result), yield* this.#value(inner, keyWithin(member, key, label)));
    }
    return Object.fromEntries(result);
  }

  #isDropped(key: string | null): boolean {
    const drops = key !== null && this.drops(key);
    if (drops) this.#dropped += 1;
    return drops;
  }
}

/** The key of an attribute as OTLP writes it: `{ key, value }`. */
function labelOf(value: unknown): string | null {
  return isRecord(value) && typeof value["key"] === "string" && "value" in value ? value["key"] : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !ArrayBuffer.isView(value);
}

function changedOf(before: string, after: string): string | null {
  return after === before ? null : after;
}
