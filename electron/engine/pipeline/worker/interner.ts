import { hash } from "node:crypto";
import { rememberJson } from "../../conventions/json-text.js";
import { fillHoles } from "../../db/record-text.js";
import { foldedForm } from "../../../../shared/base/fold.js";
import { bytesOf } from "../../importers/json/bytes-of.js";
import { BatchBuilder } from "../batch.js";
import type { DIRECT_TABLES } from "../../db/tables.js";
import { foldedBytes } from "./folded-bytes.js";
import { HashIndex } from "./hash-index.js";
import { type OpenedText, TextOpener } from "./text-opener.js";

/** Room for the hashes of texts whose numbers are remembered, in each of two generations: 16 MB. */
const HASH_SLOTS = 1 << 20;

/**
 * Gives every distinct text one number, in order of first sight, and writes it once. Memory is bounded: a repeat from
 * long ago may get a second number, which the commit resolves as an alias.
 */
export class TextInterner {
  readonly builder = new BatchBuilder<(typeof DIRECT_TABLES)["text"]>("text");
  readonly #index = new HashIndex(HASH_SLOTS);
  readonly #opener = new TextOpener((text) => this.internFormed(text));
  /** Numbers of the texts of the record at hand, which come again from the record and from its meaning. */
  readonly #recent = new Map<string, number>();
  /** The holes of those of them that were opened, by number. */
  readonly #holes = new Map<number, readonly number[]>();
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
    this.#index.add(words[offset + 1] ?? 0, words[offset + 2] ?? 0, words[offset + 3] ?? 0, id);
  }

  /** Another record begins: what was kept at hand for the last one is let go. */
  beginRecord(): void {
    if (this.#recent.size > 0) this.#recent.clear();
    if (this.#holes.size > 0) this.#holes.clear();
  }

  /** The texts in the holes of a text of the record at hand; none where it was not opened. */
  holesOf(id: number): readonly number[] {
    return this.#holes.get(id) ?? NONE;
  }

  /**
   * The number of a text; it is written to the batch when it is new. JSON is opened: its long strings come first. Lone
   * surrogates are replaced.
   */
  intern(text: string): number {
    return this.#recent.get(text) ?? this.internFormed(text.toWellFormed());
  }

  /** The same for a text that is well formed; `bytes` where its UTF-8 is at hand, one char a byte. */
  internFormed(text: string, bytes: string | null = null): number {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const opened = this.#opener.open(text);
    const id = opened === null ? this.#plain(text, bytes) : this.#opened(text, opened, bytes);
    this.#recent.set(text, id);
    return id;
  }

  /** The number of a piece of a record's body, which has holes itself. */
  internPiece(body: string): number {
    const digest = hash("sha256", body, "binary");
    const known = this.#find(digest);
    if (known !== -1) return known;
    this.#writeOpened(body);
    return this.#write(digest, body.length, true);
  }

  #plain(text: string, given: string | null): number {
    const body = this.builder.columns.body;
    const bytes = given === null ? body.peekText(text) : body.peekBytes(given);
    // As one char a byte: that is more than twice as fast as a buffer.
    const digest = hash("sha256", bytes, "binary");
    const known = this.#find(digest);
    if (known !== -1) return known;
    body.endText(bytes);
    if (bytes.length > text.length) this.builder.columns.folded.bytes(foldedBytes(given ?? bytes.toString("latin1")));
    return this.#write(digest, text.length, false);
  }

  #opened(text: string, opened: OpenedText, given: string | null): number {
    if (opened.isJson) rememberJson(text, () => fillHoles(JSON.parse(opened.body), opened));
    const digest = hash("sha256", given === null ? text : bytesOf(given), "binary");
    let id = this.#find(digest);
    if (id === -1) {
      this.#writeOpened(opened.body);
      id = this.#write(digest, text.length, true);
    }
    this.#holes.set(id, opened.ids);
    return id;
  }

  #find(digest: string): number {
    return this.#index.find(wordAt(digest, 4), wordAt(digest, 8), wordAt(digest, 12));
  }

  #writeOpened(body: string): void {
    this.builder.columns.body.text(body);
    this.builder.columns.folded.text(foldedForm(body));
  }

  #write(digest: string, length: number, opened: boolean): number {
    const id = this.#next++;
    this.#index.add(wordAt(digest, 4), wordAt(digest, 8), wordAt(digest, 12), id);
    const columns = this.builder.columns;
    columns.id.number(id);
    columns.hash.hash(digest);
    columns.length.number(length);
    columns.opened.number(opened ? 1 : 0);
    this.builder.endRow();
    return id;
  }
}

const NONE: readonly number[] = [];

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
