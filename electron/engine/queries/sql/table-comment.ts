export interface TableComment {
  /** What a row of the table is. */
  readonly comment: string;
  readonly columns: Readonly<Record<string, string>>;
}

/** Where a row of a derived table belongs. */
export const PLACE = {
  trace: "number of the trace, as in trace.trace",
  preorder: "number of the span in its trace, as in span.preorder",
  record: "the record that the row was derived from",
} as const;
