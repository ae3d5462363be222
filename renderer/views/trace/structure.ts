import { familyOf, SPAN_KINDS, SPAN_STATUSES } from "../../../shared/model/kind.js";
import type { KindFamily, SpanKind } from "../../../shared/model/kind.js";
import { SPAN_FLAG } from "../../../shared/model/span-table.js";
import type { SpanTable } from "../../../shared/model/span-table.js";

const ERROR_CODE = SPAN_STATUSES.indexOf("error");
const AGENT_CODE = SPAN_KINDS.indexOf("agent");
const CALL_KINDS: ReadonlySet<SpanKind> = new Set([
  "llm",
  "tool",
  "retriever",
  "reranker",
  "embedding",
  "memory",
  "guardrail",
  "evaluator",
  "handoff",
  "message",
]);
const CALL_CODES = Uint8Array.from(SPAN_KINDS, (kind) => (CALL_KINDS.has(kind) ? 1 : 0));

/**
 * What every view of a trace derives from its span table, once: plain columns, one entry a row, made in O(n).
 * Times are ns from the table's origin and never NaN.
 */
export interface TraceStructure {
  readonly table: SpanTable;
  readonly rowCount: number;
  /** Start and end of each row; an unfinished span ends where the last span inside it does. */
  readonly startNs: Float64Array;
  readonly endNs: Float64Array;
  readonly firstNs: number;
  readonly lastNs: number;
  readonly childCount: Uint32Array;
  /** Place among its siblings, from 1. */
  readonly siblingPosition: Uint32Array;
  readonly rootCount: number;
  /** Row of the nearest agent at or above, or -1. */
  readonly owner: Int32Array;
  /** 1 for a call: the work of an agent that a reader counts, not what a call does inside. */
  readonly isCall: Uint8Array;
  /** Calls and errors in the rows before a row; one entry more than rows, so that a subtree's count is a difference. */
  readonly callsBefore: Uint32Array;
  readonly errorsBefore: Uint32Array;
  /** Errors that belong to an agent: in its subtree and in no agent below. */
  readonly ownErrors: Uint32Array;
  /** Rows with an error, ascending. */
  readonly errorRows: Int32Array;
}

/** Derives the structure of a span table in a few passes over its columns. */
export function deriveStructure(table: SpanTable): TraceStructure {
  const n = table.spanId.length;
  const startNs = new Float64Array(n);
  const endNs = new Float64Array(n);
  const childCount = new Uint32Array(n);
  const siblingPosition = new Uint32Array(n);
  const owner = new Int32Array(n);
  const insideCall = new Uint8Array(n);
  const isCall = new Uint8Array(n);
  const callsBefore = new Uint32Array(n + 1);
  const errorsBefore = new Uint32Array(n + 1);
  const ownErrors = new Uint32Array(n);
  const errorRows: number[] = [];
  let rootCount = 0;
  for (let row = 0; row < n; row++) {
    const parent = table.parent[row] ?? -1;
    const kind = table.kind[row] ?? 0;
    const start = table.startNs[row] ?? Number.NaN;
    startNs[row] = Number.isNaN(start) ? (parent >= 0 ? (startNs[parent] ?? 0) : 0) : start;
    const duration = table.durationNs[row] ?? Number.NaN;
    endNs[row] = (startNs[row] ?? 0) + (duration > 0 ? duration : 0);
    siblingPosition[row] = parent >= 0 ? (childCount[parent] = (childCount[parent] ?? 0) + 1) : ++rootCount;
    owner[row] = kind === AGENT_CODE ? row : parent >= 0 ? (owner[parent] ?? -1) : -1;
    const leaf = (table.subtreeEnd[row] ?? row + 1) === row + 1;
    const inside = parent >= 0 && kind !== AGENT_CODE && insideCall[parent] === 1;
    const call = !inside && kind !== AGENT_CODE && (CALL_CODES[kind] === 1 || leaf);
    isCall[row] = call ? 1 : 0;
    insideCall[row] = call || inside ? 1 : 0;
    callsBefore[row + 1] = (callsBefore[row] ?? 0) + (call ? 1 : 0);
    const failed = table.status[row] === ERROR_CODE;
    errorsBefore[row + 1] = (errorsBefore[row] ?? 0) + (failed ? 1 : 0);
    if (failed) {
      errorRows.push(row);
      const agent = kind === AGENT_CODE ? (parent >= 0 ? (owner[parent] ?? -1) : -1) : (owner[row] ?? -1);
      if (agent >= 0) ownErrors[agent] = (ownErrors[agent] ?? 0) + 1;
    }
  }
  let firstNs = n === 0 ? 0 : Number.POSITIVE_INFINITY;
  let lastNs = n === 0 ? 0 : Number.NEGATIVE_INFINITY;
  for (let row = n - 1; row >= 0; row--) {
    const end = endNs[row] ?? 0;
    const parent = table.parent[row] ?? -1;
    if (parent >= 0 && !((table.durationNs[parent] ?? Number.NaN) >= 0) && end > (endNs[parent] ?? 0)) {
      endNs[parent] = end;
    }
    const start = startNs[row] ?? 0;
    if (start < firstNs) firstNs = start;
    if (end > lastNs) lastNs = end;
  }
  return {
    table,
    rowCount: n,
    startNs,
    endNs,
    firstNs,
    lastNs,
    childCount,
    siblingPosition,
    rootCount,
    owner,
    isCall,
    callsBefore,
    errorsBefore,
    ownErrors,
    errorRows: Int32Array.from(errorRows),
  };
}

/** True where no span says when it began: then nothing lies anywhere in time. */
export function isTimeless({ table }: TraceStructure): boolean {
  return table.flags.every((flags) => (flags & SPAN_FLAG.noStart) !== 0);
}

/** Calls below a row, the row itself not counted. */
export function callsBelow(structure: TraceStructure, row: number): number {
  return (structure.callsBefore[subtreeEndOf(structure, row)] ?? 0) - (structure.callsBefore[row + 1] ?? 0);
}

/** Errors below a row, the row itself not counted. */
export function errorsBelow(structure: TraceStructure, row: number): number {
  return (structure.errorsBefore[subtreeEndOf(structure, row)] ?? 0) - (structure.errorsBefore[row + 1] ?? 0);
}

/** The row after the last of a row's subtree. */
export function subtreeEndOf(structure: TraceStructure, row: number): number {
  return structure.table.subtreeEnd[row] ?? row + 1;
}

export function kindAt(structure: TraceStructure, row: number): SpanKind {
  return SPAN_KINDS[structure.table.kind[row] ?? 0] ?? "other";
}

export function familyAt(structure: TraceStructure, row: number): KindFamily {
  return familyOf(kindAt(structure, row));
}

/** How much is said of a span: notes, and labels and scores. */
export function saidAt({ table }: TraceStructure, row: number): { readonly notes: number; readonly labels: number } {
  return { notes: table.notes[row] ?? 0, labels: table.labels[row] ?? 0 };
}

export function failedAt(structure: TraceStructure, row: number): boolean {
  return structure.table.status[row] === ERROR_CODE;
}

/** The nearest row with an error after (or before) a row, going round at the end; null where there is none. */
export function nextErrorRow(structure: TraceStructure, from: number | null, step: 1 | -1): number | null {
  const rows = structure.errorRows;
  if (rows.length === 0) return null;
  const here = from ?? (step === 1 ? -1 : structure.rowCount);
  if (step === 1) return rows.find((row) => row > here) ?? rows[0] ?? null;
  return rows.findLast((row) => row < here) ?? rows.at(-1) ?? null;
}

/** The row of a span id; null for none. The first of equal ids wins. */
export function rowOfSpan(table: SpanTable, spanId: string | undefined): number | null {
  if (spanId === undefined) return null;
  const row = table.spanId.indexOf(spanId);
  return row < 0 ? null : row;
}
