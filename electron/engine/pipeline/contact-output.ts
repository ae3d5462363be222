import type { ColumnBytes, ColumnWriter } from "../db/column-writer.js";
import type { PageColumns } from "./network-runs.js";

const HELD_ROWS = 16_384;

/** Writes contacts to the table `contact`, by whole columns, in order of (trace, preorder) but for a trace's last ones. */
export class ContactOutput {
  readonly #writer: ColumnWriter;
  readonly #trace = new Int32Array(HELD_ROWS);
  readonly #preorder = new Int32Array(HELD_ROWS);
  readonly #relation = new Int32Array(HELD_ROWS);
  readonly #failed = new Uint8Array(HELD_ROWS);
  readonly #answered = new Uint8Array(HELD_ROWS);
  readonly #figures = [0, 1, 2].map(() => ({ data: new Float64Array(HELD_ROWS), valid: new Uint8Array(HELD_ROWS) }));
  #rows = 0;
  #id = 0;
  #from = 0;
  #page: PageColumns | null = null;

  constructor(writer: ColumnWriter) {
    this.#writer = writer;
  }

  /** The next contacts are of a trace whose spans lie in the page from `from` on. */
  begin(trace: number, page: PageColumns, from: number): void {
    this.#id = trace;
    this.#page = page;
    this.#from = from;
  }

  /** `whole`: the usage of all spans below belongs to it. Rows are those of the trace; `of` is -1 where nothing is known. */
  add(row: number, of: number, relation: number, whole: boolean): void {
    if (this.#rows === HELD_ROWS) this.flush();
    const page = this.#page;
    if (page === null) throw new Error("No trace was begun");
    const at = this.#rows++;
    this.#trace[at] = this.#id;
    this.#preorder[at] = row;
    this.#relation[at] = relation;
    const source = this.#from + of;
    this.#failed[at] = of === -1 ? 0 : (page.failed[source] ?? 0);
    this.#answered[at] = of === -1 ? 0 : (page.answered[source] ?? 0);
    const end = whole ? this.#from + (page.subtreeEnd[source] ?? 0) : source + 1;
    this.#put(0, at, of === -1 ? Number.NaN : (page.durationNs[source] ?? Number.NaN));
    this.#put(1, at, of === -1 ? Number.NaN : sum(page.tokens, source, end));
    this.#put(2, at, of === -1 ? Number.NaN : sum(page.costUsd, source, end));
  }

  flush(): void {
    const rows = this.#rows;
    this.#rows = 0;
    const fixed = (type: string, data: ArrayBuffer, valid: ArrayBuffer | null = null): ColumnBytes => ({
      type,
      data,
      valid,
      ends: null,
    });
    const columns = [
      fixed("integer", this.#trace.buffer),
      fixed("integer", this.#preorder.buffer),
      fixed("integer", this.#relation.buffer),
      fixed("boolean", this.#failed.buffer),
      fixed("boolean", this.#answered.buffer),
      ...this.#figures.map(({ data, valid }) => fixed("double", data.buffer, valid.buffer)),
    ];
    for (let row = 0; row < rows;) row += this.#writer.appendSlice(columns, rows, row);
  }

  close(): void {
    this.flush();
    this.#writer.close();
  }

  #put(figure: number, at: number, value: number): void {
    const column = this.#figures[figure];
    if (column === undefined) return;
    const known = !Number.isNaN(value);
    column.data[at] = known ? value : 0;
    column.valid[at] = known ? 1 : 0;
  }
}

/** The sum of what is known in a stretch of a column; NaN where nothing is. */
function sum(column: Float64Array, from: number, to: number): number {
  let total = Number.NaN;
  for (let at = from; at < to; at++) {
    const value = column[at] ?? Number.NaN;
    if (!Number.isNaN(value)) total = (Number.isNaN(total) ? 0 : total) + value;
  }
  return total;
}
