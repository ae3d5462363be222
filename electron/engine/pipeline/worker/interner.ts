import { hash } from "node:crypto";
import { foldedForm } from "../../../../shared/base/fold.js";
import { BatchBuilder } from "../batch.js";
import type { DIRECT_TABLES } from "../../db/tables.js";
import { HashIndex } from "./hash-index.js";

/** Texts whose numbers are remembered by their content, without a hash: characters in each of two generations. */
const RECENT_CHARS = 24e6;
/** Texts whose numbers are remembered by their hash, in each of two generations. */
const HASH_CAPACITY = 1_000_000;

/**
 * Gives every distinct text one number, in order of first sight, and writes it once. Memory is bounded: a repeat from
 * long ago may get a second number, which the commit resolves as an alias.
 */
export class TextInterner {
  readonly builder = new BatchBuilder<(typeof DIRECT_TABLES)["text"]>("text");
  readonly #index = new HashIndex(HASH_CAPACITY);
  #recent = new Map<string, number>();
  #older = new Map<string, number>();
  #recentChars = 0;
  #next: number;

  constructor(firstId: number) {
    this.#next = firstId;
  }

  get nextId(): number {
    return this.#next;
  }
  /** True when a text may have been given a second number. */
  get mayHaveAliases(): boolean {
    return this.#index.forgot;
  }

  /** Tells of a text that the workspace holds already. `words` are the hash's four 32-bit words, big end first. */
  know(words: Uint32Array, offset: number, id: number): void {
    this.#index.add(words[offset] ?? 0, words[offset + 1] ?? 0, words[offset + 2] ?? 0, words[offset + 3] ?? 0, id);
  }

  /**
   * The number of a text; it is written to the batch when it is new. `isOwn`: false for a slice of a window of the input,
   * which must not be kept, because it keeps the whole window alive.
   */
  intern(text: string, isOwn = true): number {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const older = this.#older.get(text);
    if (older !== undefined) {
      this.#remember(text, older);
      return older;
    }
    const body = this.builder.columns.body;
    const bytes = body.peekText(text);
    // As one char a byte: that is more than twice as fast as a buffer.
    const digest = hash("sha256", bytes, "binary");
    const a = wordAt(digest, 0);
    const b = wordAt(digest, 4);
    const c = wordAt(digest, 8);
    const d = wordAt(digest, 12);
    const own = isOwn ? text : bytes.toString(bytes.length === text.length ? "latin1" : "utf8");
    const known = this.#index.find(a, b, c, d);
    if (known !== -1) {
      this.#remember(own, known);
      return known;
    }
    const id = this.#next++;
    this.#index.add(a, b, c, d, id);
    body.advance(bytes.length);
    body.endText();
    const columns = this.builder.columns;
    columns.id.number(id);
    columns.hash.hash(digest);
    columns.length.number(text.length);
    columns.folded.text(bytes.length === text.length ? null : foldedForm(own));
    this.builder.endRow();
    this.#remember(own, id);
    return id;
  }

  #remember(text: string, id: number): void {
    this.#recent.set(text, id);
    this.#recentChars += text.length + 32;
    if (this.#recentChars > RECENT_CHARS) {
      this.#older = this.#recent;
      this.#recent = new Map();
      this.#recentChars = 0;
    }
  }
}

/** Four chars as a 32-bit number, the first one highest. */
export function wordAt(bytes: string, at: number): number {
  return (
    ((bytes.charCodeAt(at) << 24) |
      (bytes.charCodeAt(at + 1) << 16) |
      (bytes.charCodeAt(at + 2) << 8) |
      bytes.charCodeAt(at + 3)) >>>
    0
  );
}
