/** What is wrong with a query, as data. Columns count from 0, in UTF-16 units. */
export interface QueryError {
  /** A sentence that says what is wrong. */
  readonly message: string;
  readonly start: number;
  /** Behind the last character that is wrong; at least `start`. */
  readonly end: number;
  /** What to do about it, as a sentence. */
  readonly hint?: string;
  /** Text that, in place of `start` to `end`, would mend it. */
  readonly replacement?: string;
}

/** Leaves the parser at the first mistake; `parseQuery` turns it into data. */
export class QuerySyntaxError extends Error {
  readonly error: QueryError;

  constructor(error: QueryError) {
    super(error.message);
    this.name = "QuerySyntaxError";
    this.error = error;
  }
}

/** Shortens what a message repeats of the input. */
export function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
