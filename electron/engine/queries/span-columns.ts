import { NO_ENTRY } from "../../../shared/model/columns.js";
import type { SpanTable } from "../../../shared/model/span-table.js";
import { readColumns } from "../db/column-reader.js";
import type { Session } from "../db/session.js";
import { readTextColumns } from "../db/text-columns.js";

/** A part of a trace: rows `from` to `end` (exclusive) in preorder. */
export interface SpanRange {
  readonly trace: number;
  /** Where offsets count from, unix ns in decimal digits. */
  readonly origin: string;
  readonly from: number;
  readonly end: number;
}

const RANGE = "trace = $1::INTEGER AND preorder >= $2::INTEGER AND preorder < $3::INTEGER";
/** Columns of few distinct texts: the database numbers these, and only the numbers are read row by row. */
const NAMED = ["name", "owner_agent", "tool", "model"] as const;

type Filled = Pick<
  SpanTable,
  | "spanId"
  | "parent"
  | "subtreeEnd"
  | "depth"
  | "startNs"
  | "durationNs"
  | "selfNs"
  | "kind"
  | "status"
  | "flags"
  | "name"
  | "agent"
  | "tool"
  | "model"
  | "detail"
  | "error"
  | "inputTokens"
  | "outputTokens"
  | "costUsd"
  | "timeToFirstTokenNs"
>;

/** The columns of a span table, filled part by part. */
export class SpanColumns {
  readonly rows: number;
  readonly parent: Int32Array<ArrayBuffer>;
  readonly startNs: Float64Array<ArrayBuffer>;
  readonly flags: Uint8Array<ArrayBuffer>;
  readonly #subtreeEnd: Int32Array<ArrayBuffer>;
  readonly #depth: Uint32Array<ArrayBuffer>;
  readonly #kind: Uint8Array<ArrayBuffer>;
  readonly #status: Uint8Array<ArrayBuffer>;
  /** Duration, own time, input and output tokens, cost, time to the first token. */
  readonly #figures: readonly Float64Array<ArrayBuffer>[];
  readonly #named: readonly Dictionary[];
  /** Span ids, details and errors, a list a part. */
  readonly #texts: readonly (string | null)[][][] = [[], [], []];

  constructor(rows: number) {
    this.rows = rows;
    this.parent = new Int32Array(rows);
    this.startNs = new Float64Array(rows);
    this.flags = new Uint8Array(rows);
    this.#subtreeEnd = new Int32Array(rows);
    this.#depth = new Uint32Array(rows);
    this.#kind = new Uint8Array(rows);
    this.#status = new Uint8Array(rows);
    this.#figures = Array.from({ length: 6 }, () => new Float64Array(rows));
    this.#named = NAMED.map(() => new Dictionary(rows));
  }

  /** Reads the next part; parts come in their order. */
  async read(session: Session, range: SpanRange): Promise<void> {
    const { trace, from, end } = range;
    const place = [trace, from, end];
    const values = await session.first<Record<string, readonly string[] | null>>(
      `SELECT ${NAMED.map((column) => `list(DISTINCT ${column} ORDER BY ${column}) FILTER (${column} IS NOT NULL) AS ${column}`).join(", ")} FROM span WHERE ${RANGE}`,
      place,
    );
    const columns = await readColumns(await session.result(fixedSql(range.origin), place));
    this.parent.set(columns.integers(0), from);
    this.#subtreeEnd.set(columns.integers(1), from);
    this.#depth.set(columns.integers(2), from);
    this.startNs.set(columns.doubles(3), from);
    this.#kind.set(columns.codes(4), from);
    this.#status.set(columns.codes(5), from);
    this.flags.set(columns.codes(6), from);
    this.#figures.forEach((figure, index) => figure.set(columns.doubles(7 + index), from));
    NAMED.forEach((column, index) => {
      this.#named[index]?.add(values?.[column] ?? [], columns.integers(13 + index), from);
    });
    const texts = await readTextColumns(
      session,
      ["span_id", "detail", "error_excerpt"],
      `span WHERE ${RANGE}`,
      "preorder",
      place,
    );
    this.#texts.forEach((parts, index) => parts.push(texts[index] ?? []));
  }

  table(): Filled {
    const none = new Float64Array();
    const [durationNs, selfNs, inputTokens, outputTokens, costUsd, timeToFirstTokenNs] = this.#figures;
    const [spanId = [], detail = [], error = []] = this.#texts.map((parts) =>
      ([] as (string | null)[]).concat(...parts),
    );
    const named = (index: number) => this.#named[index]?.column() ?? { values: [], index: new Uint32Array() };
    return {
      spanId: spanId as string[],
      parent: this.parent,
      subtreeEnd: this.#subtreeEnd,
      depth: this.#depth,
      startNs: this.startNs,
      durationNs: durationNs ?? none,
      selfNs: selfNs ?? none,
      kind: this.#kind,
      status: this.#status,
      flags: this.flags,
      name: named(0),
      agent: named(1),
      tool: named(2),
      model: named(3),
      detail,
      error,
      inputTokens: inputTokens ?? none,
      outputTokens: outputTokens ?? none,
      costUsd: costUsd ?? none,
      timeToFirstTokenNs: timeToFirstTokenNs ?? none,
    };
  }
}

/** Everything of fixed width, and the place of each named text among the sorted ones of this part. */
function fixedSql(origin: string): string {
  const numbered = NAMED.map(
    (column, index) =>
      `n${index} AS (SELECT text, (row_number() OVER (ORDER BY text) - 1)::INTEGER AS place
      FROM (SELECT DISTINCT ${column} AS text FROM part WHERE ${column} IS NOT NULL))`,
  );
  const joins = NAMED.map((column, index) => `LEFT JOIN n${index} ON n${index}.text = part.${column}`);
  return `WITH part AS MATERIALIZED (
      SELECT preorder, parent, subtree_end, depth, start_ns, duration_ns, self_ns, kind, status, flags, input_tokens,
        output_tokens, cost_usd, time_to_first_token_ns, ${NAMED.join(", ")}
      FROM span WHERE ${RANGE}),
    ${numbered.join(",\n    ")}
    SELECT parent, subtree_end, depth, (start_ns - ${origin}::BIGINT)::DOUBLE, kind, status, flags, duration_ns::DOUBLE,
      self_ns::DOUBLE, input_tokens, output_tokens, cost_usd, time_to_first_token_ns,
      ${NAMED.map((_, index) => `n${index}.place`).join(", ")}
    FROM part ${joins.join(" ")} ORDER BY preorder`;
}

/** A dictionary column put together from parts that each have a numbering of their own. */
class Dictionary {
  readonly #values: string[] = [];
  readonly #entries = new Map<string, number>();
  readonly #index: Uint32Array<ArrayBuffer>;

  constructor(rows: number) {
    this.#index = new Uint32Array(rows);
  }

  /** @param places into `values`, -1 for none */
  add(values: readonly string[], places: Int32Array, at: number): void {
    const entries = Uint32Array.from(values, (value) => {
      const known = this.#entries.get(value);
      if (known !== undefined) return known;
      const entry = this.#values.push(value) - 1;
      this.#entries.set(value, entry);
      return entry;
    });
    for (let index = 0; index < places.length; index++) {
      this.#index[at + index] = entries[places[index] ?? -1] ?? NO_ENTRY;
    }
  }

  column(): SpanTable["name"] {
    return { values: this.#values, index: this.#index };
  }
}
