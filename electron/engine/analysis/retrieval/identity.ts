import type { DocumentSpan, ListedDocument } from "./run.js";

/**
 * Tells which documents of a trace are the same: those of one id; where an id is missing, those of one text, the first of a list
 * being the first that has it, and so on. An id that one list gives to different texts is the id of something larger (a file cut
 * into chunks), and says nothing.
 */
export class DocumentIdentity {
  readonly #shared = new Set<string>();
  /** Ids of a text, in the order in which they are met. */
  readonly #byText = new Map<number, string[]>();

  constructor(spans: readonly DocumentSpan[]) {
    const lists = spans.flatMap((span) => [span.retrieved, span.remembered, span.rerankerInput, span.rerankerOutput]);
    for (const list of lists) this.#noteShared(list);
    for (const { id, text } of lists.flat()) {
      if (id === null || text === null || this.#shared.has(id)) continue;
      const known = this.#byText.get(text) ?? [];
      this.#byText.set(text, known);
      if (!known.includes(id)) known.push(id);
    }
  }

  /** Keys that documents have in common exactly if they are the same, by place in the list; null for one without id and text. */
  keysIn(list: readonly ListedDocument[]): (string | null)[] {
    const met = new Map<number, number>();
    return list.map(({ id, text }) => {
      if (id !== null && (text === null || !this.#shared.has(id))) return `id ${id}`;
      if (text === null) return null;
      const before = met.get(text) ?? 0;
      met.set(text, before + 1);
      const known = this.#byText.get(text)?.[before];
      return known === undefined ? `text ${text} ${before}` : `id ${known}`;
    });
  }

  /** The keys of a list, without those of documents that can't be told. */
  keysOf(list: readonly ListedDocument[]): Set<string> {
    return new Set(this.keysIn(list).filter((key) => key !== null));
  }

  #noteShared(list: readonly ListedDocument[]): void {
    const texts = new Map<string, number>();
    for (const { id, text } of list) {
      if (id === null || text === null) continue;
      const known = texts.get(id);
      if (known === undefined) texts.set(id, text);
      else if (known !== text) this.#shared.add(id);
    }
  }
}
