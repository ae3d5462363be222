import { buildTree, type TreeInput } from "../analysis/tree.js";
import type { ColumnBytes, ColumnWriter } from "../db/column-writer.js";

/** Rows that are collected before they are appended. */
const HELD_ROWS = 16_384;

/** Writes trees to `stage_tree` by whole columns, many small traces at a time. */
export class TreeOutput {
  readonly #writer: ColumnWriter;
  #capacity = HELD_ROWS * 2;
  #rows = 0;
  #integers = integerColumns(this.#capacity);
  #records = bigintColumns(this.#capacity);
  #selfNs = new Float64Array(this.#capacity);
  #selfKnown = new Uint8Array(this.#capacity);
  #flags = new Uint8Array(this.#capacity);
  #counted = new Uint8Array(this.#capacity);

  constructor(writer: ColumnWriter) {
    this.#writer = writer;
  }

  /** `records`: the record number of each row of the input. */
  add(trace: number, records: Float64Array, input: TreeInput): void {
    if (this.#rows + input.rows > this.#capacity) {
      this.flush();
      if (input.rows > this.#capacity) this.#allocate(input.rows);
    }
    const tree = buildTree(input);
    const from = this.#rows;
    const [traces, preorder, subtreeEnd, depth, parent] = this.#integers;
    subtreeEnd.set(tree.subtreeEnd, from);
    depth.set(tree.depth, from);
    parent.set(tree.parent, from);
    this.#selfNs.set(tree.selfNs, from);
    this.#flags.set(tree.flags, from);
    this.#counted.set(tree.counted, from);
    const recordOf = (row: number): bigint => BigInt(row === -1 ? -1 : (records[row] ?? -1));
    const [own, agent, conversation, user] = this.#records;
    for (let at = 0; at < input.rows; at++) {
      traces[from + at] = trace;
      preorder[from + at] = at;
      this.#selfKnown[from + at] = Number.isNaN(tree.selfNs[at]) ? 0 : 1;
      own[from + at] = recordOf(tree.row[at] ?? -1);
      agent[from + at] = recordOf(tree.agentRow[at] ?? -1);
      conversation[from + at] = recordOf(tree.conversationRow[at] ?? -1);
      user[from + at] = recordOf(tree.userRow[at] ?? -1);
    }
    this.#rows += input.rows;
    if (this.#rows >= HELD_ROWS) this.flush();
  }

  flush(): void {
    const rows = this.#rows;
    if (rows === 0) return;
    this.#rows = 0;
    const [traces, preorder, subtreeEnd, depth, parent] = this.#integers;
    const [own, agent, conversation, user] = this.#records;
    const columns: ColumnBytes[] = [
      whole("integer", traces),
      whole("integer", preorder),
      whole("integer", subtreeEnd),
      whole("integer", depth),
      whole("integer", parent),
      whole("bigint", own),
      { ...whole("double", this.#selfNs), valid: this.#selfKnown.buffer },
      whole("utinyint", this.#flags),
      whole("utinyint", this.#counted),
      whole("bigint", agent),
      whole("bigint", conversation),
      whole("bigint", user),
    ];
    for (let row = 0; row < rows;) row += this.#writer.appendSlice(columns, rows, row);
  }

  close(): void {
    this.flush();
    this.#writer.close();
  }

  #allocate(rows: number): void {
    this.#capacity = rows;
    this.#integers = integerColumns(rows);
    this.#records = bigintColumns(rows);
    this.#selfNs = new Float64Array(rows);
    this.#selfKnown = new Uint8Array(rows);
    this.#flags = new Uint8Array(rows);
    this.#counted = new Uint8Array(rows);
  }
}

type Five<T> = [T, T, T, T, T];
type Four<T> = [T, T, T, T];

function integerColumns(rows: number): Five<Int32Array<ArrayBuffer>> {
  const column = (): Int32Array<ArrayBuffer> => new Int32Array(rows);
  return [column(), column(), column(), column(), column()];
}

function bigintColumns(rows: number): Four<BigInt64Array<ArrayBuffer>> {
  const column = (): BigInt64Array<ArrayBuffer> => new BigInt64Array(rows);
  return [column(), column(), column(), column()];
}

function whole(type: string, array: { readonly buffer: ArrayBuffer }): ColumnBytes {
  return { type, data: array.buffer, valid: null, ends: null };
}
