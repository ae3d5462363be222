import { z } from "zod";

/** A column of doubles. NaN stands for "no value". */
export const float64Column = z.instanceof(Float64Array);
/** As float64Column, where seven digits are enough. */
export const float32Column = z.instanceof(Float32Array);
export const int32Column = z.instanceof(Int32Array);
export const uint32Column = z.instanceof(Uint32Array);
export const uint8Column = z.instanceof(Uint8Array);
/** Columns of texts. Checked in one pass and taken as they are: an array of a million is not copied. */
export const textColumn = z.custom<string[]>((value) => isColumn(value, isText), "expected a column of texts");
export const nullableTextColumn = z.custom<(string | null)[]>(
  (value) => isColumn(value, isNullableText),
  "expected a column of texts or nulls",
);

function isColumn(value: unknown, isCell: (cell: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isCell);
}
function isText(cell: unknown): boolean {
  return typeof cell === "string";
}
function isNullableText(cell: unknown): boolean {
  return cell === null || typeof cell === "string";
}

/** A column of repeating strings: `values[index[row]]`; index `NO_ENTRY` stands for "no value". */
export const dictionaryColumn = z.object({ values: z.array(z.string()), index: uint32Column });
export type DictionaryColumn = z.output<typeof dictionaryColumn>;
export const NO_ENTRY = 0xffffffff;

/** The string of a dictionary column in a row, or null. */
export function dictionaryAt(column: DictionaryColumn, row: number): string | null {
  const entry = column.index[row];
  return entry === undefined || entry === NO_ENTRY ? null : (column.values[entry] ?? null);
}

/** Collects repeating strings into a dictionary column. */
export class DictionaryBuilder {
  readonly #values: string[] = [];
  readonly #entries = new Map<string, number>();
  readonly #index: number[] = [];

  push(value: string | null | undefined): void {
    if (value === null || value === undefined) {
      this.#index.push(NO_ENTRY);
      return;
    }
    let entry = this.#entries.get(value);
    if (entry === undefined) {
      entry = this.#values.length;
      this.#values.push(value);
      this.#entries.set(value, entry);
    }
    this.#index.push(entry);
  }

  finish(): DictionaryColumn {
    return { values: this.#values, index: Uint32Array.from(this.#index) };
  }
}
