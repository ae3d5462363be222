import type { SqlCell } from "../../../shared/contract/sql.js";
import type { RedactionOptions, Redacted } from "../../../shared/model/redaction.js";
import type { SqlColumn } from "../queries/sql/read-rows.js";
import { breathe } from "../handlers/in-stretches.js";
import { countsOf, placesOf } from "../redaction/counted.js";
import { isIdKey } from "../redaction/finder.js";
import { createRedactor, type Replacement } from "../redaction/redactor.js";
import { scan } from "../redaction/scan.js";

type Cell = SqlCell | bigint;

/** Values of these types are measures, or of a form of their own; all others are written as text. */
const KEPT_TYPE =
  /^(?:BOOLEAN|U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\)|DATE|TIME|TIMESTAMP.*|TIME WITH TIME ZONE|INTERVAL|UUID)$/;
/** Cards have 14 digits or more. */
const LEAST_CARD = 1e13;
/** Texts of a column that are known to hold nothing: models, agents and the like are there again and again. */
const MOST_KNOWN = 4096;
const MOST_KNOWN_LENGTH = 200;
/** What is looked through again at once. */
const SCAN_LENGTH = 131_072;
/** No stretch of work on the engine's thread is longer, ms. */
const STRETCH_MS = 8;

interface RedactedColumn {
  readonly name: string;
  readonly type: string;
  readonly known: Set<string>;
  /** True for ids of traces and spans, which stay. */
  readonly isId: boolean;
  /** Its place among the columns that were asked for. */
  readonly place: number;
}

/** Takes out of the rows of a table what must not leave, and looks again at what is written. */
export class RedactedRows {
  readonly #options: RedactionOptions;
  readonly #redactor: ReturnType<typeof createRedactor>;
  readonly #dropped: ReadonlySet<string>;
  #columns: readonly RedactedColumn[] = [];
  #written = "";
  #leftovers = 0;
  #droppedColumns = 0;
  #breathedMs = performance.now();

  /** @param dropped Names of columns that are left out besides those that the options name. */
  constructor(
    options: RedactionOptions,
    dropped: ReadonlySet<string> = new Set(),
    record?: (replacement: Replacement) => void,
  ) {
    this.#options = options;
    this.#redactor = createRedactor(options, record);
    this.#dropped = dropped;
  }

  /** The columns as they are written: without those that are dropped; what is no plain value is text. */
  begin(columns: readonly SqlColumn[]): SqlColumn[] {
    this.#columns = columns.flatMap(({ name, type }, place) =>
      this.#dropped.has(name) || this.#redactor.drops(name)
        ? []
        : [
            {
              name,
              type: KEPT_TYPE.test(type) ? type : "VARCHAR",
              known: new Set<string>(),
              isId: isIdKey(name),
              place,
            },
          ],
    );
    this.#droppedColumns = columns.length - this.#columns.length;
    return this.#columns.map(({ name, type }) => ({ name: this.#redactor.text(name), type }));
  }

  /** A row as it is written as text: where a number is taken out, its name stands there. */
  row(cells: readonly SqlCell[]): SqlCell[] {
    const row = this.#columns.map((column) => {
      const cell = this.#cell(column, cells[column.place] ?? null, true);
      return typeof cell === "bigint" ? cell.toString() : cell;
    });
    this.#wrote(row);
    return row;
  }

  /** Rows, column by column, as they are written with their types: a number that is taken out leaves an empty place. */
  async batch(batch: readonly (readonly Cell[])[], rows: number): Promise<Cell[][]> {
    const columns = this.#columns.map((): Cell[] => []);
    for (let row = 0; row < rows; row++) {
      const cells = this.#columns.map((column) => this.#cell(column, batch[column.place]?.[row] ?? null, false));
      for (const [place, cell] of cells.entries()) columns[place]?.push(cell);
      this.#wrote(cells);
      await this.check();
    }
    return columns;
  }

  /** Looks through what was written since, where it is much, and lets other calls through. To be called after each row. */
  async check(atEnd = false): Promise<void> {
    if (performance.now() - this.#breathedMs > STRETCH_MS) {
      await breathe();
      this.#breathedMs = performance.now();
    }
    if (this.#written === "" || (!atEnd && this.#written.length < SCAN_LENGTH)) return;
    const written = this.#written;
    this.#written = "";
    this.#leftovers += (await scan([written], this.#options)).total;
  }

  done(): Redacted {
    const counts = countsOf(this.#redactor);
    return { places: placesOf(counts), counts, dropped: this.#droppedColumns, leftovers: this.#leftovers };
  }

  #cell(column: RedactedColumn, cell: Cell, isText: boolean): Cell {
    if (cell === null || typeof cell === "boolean") return cell;
    if (typeof cell !== "string") {
      if (Math.abs(Number(cell)) < LEAST_CARD) return cell;
      const text = this.#redactor.text(String(cell), column.name);
      if (text === String(cell)) return cell;
      return isText || column.type === "VARCHAR" ? text : null;
    }
    if (column.known.has(cell)) return cell;
    const text = this.#redactor.text(cell, column.name);
    if (text === cell && cell.length <= MOST_KNOWN_LENGTH) {
      if (column.known.size >= MOST_KNOWN) column.known.clear();
      column.known.add(cell);
    }
    return text;
  }

  /** As a row of a table of text, each value apart from the next. Ids can look like the number of a card. */
  #wrote(row: readonly Cell[]): void {
    const words = row.map((cell, place) => (cell === null || this.#columns[place]?.isId === true ? "" : String(cell)));
    this.#written += `${words.join("\t")}\n`;
  }
}
