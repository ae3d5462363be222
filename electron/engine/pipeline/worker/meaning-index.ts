import { BatchBuilder } from "../batch.js";
import { type MeaningSources, sourcesText } from "../../db/meaning-sources.js";
import type { DIRECT_TABLES } from "../../db/tables.js";

/**
 * Who gave which field its value. Spans of one kind of instrumentation share it, so it is written once and spans point
 * at its number.
 */
export class MeaningIndex {
  readonly builder = new BatchBuilder<(typeof DIRECT_TABLES)["meaning"]>("meaning");
  readonly #ids = new Map<string, number>();
  #next: number;

  constructor(known: readonly (readonly [id: number, sources: string])[]) {
    this.#next = 1;
    for (const [id, sources] of known) {
      this.#ids.set(sources, id);
      this.#next = Math.max(this.#next, id + 1);
    }
  }

  idOf(sources: MeaningSources): number {
    const text = sourcesText(sources);
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#next++;
    this.#ids.set(text, id);
    this.builder.columns.id.number(id);
    this.builder.columns.sources.text(text);
    this.builder.endRow();
    return id;
  }
}
