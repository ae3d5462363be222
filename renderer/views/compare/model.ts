import {
  type Comparison,
  STEP_CHANGE,
  STEP_VERDICTS,
  type StepTable,
  type StepVerdict,
} from "../../../shared/contract/compare.js";
import { dictionaryAt } from "../../../shared/model/columns.js";
import { SPAN_KINDS, SPAN_STATUSES, type SpanKind } from "../../../shared/model/kind.js";

/** One step of a run, out of the columns of its table. */
export interface Step {
  readonly spanId: string;
  readonly kind: SpanKind;
  readonly failed: boolean;
  readonly depth: number;
  readonly agent: string | null;
  readonly subject: string;
  readonly model: string | null;
  readonly detail: string | null;
  /** NaN where it is not known; USD, ns from the start of the run, ns. */
  readonly durationNs: number;
  readonly startNs: number;
  readonly tokens: number;
  readonly costUsd: number;
}

/** A row of the comparison: a step of the left run, of the right one, or of both. */
export interface ComparedRow {
  readonly row: number;
  readonly verdict: StepVerdict;
  readonly what: number;
  readonly left: Step | null;
  readonly right: Step | null;
}

const NBSP = "\u00a0";
const ERROR_CODE = SPAN_STATUSES.indexOf("error");

function stepAt(table: StepTable, at: number): Step | null {
  const spanId = table.spanId[at];
  if (at < 0 || spanId === undefined) return null;
  const number = (column: Float64Array) => column[at] ?? Number.NaN;
  return {
    spanId,
    kind: SPAN_KINDS[table.kind[at] ?? 0] ?? "other",
    failed: table.status[at] === ERROR_CODE,
    depth: table.depth[at] ?? 0,
    agent: dictionaryAt(table.agent, at),
    subject: dictionaryAt(table.subject, at) ?? "",
    model: dictionaryAt(table.model, at),
    detail: table.detail[at] ?? null,
    durationNs: number(table.durationNs),
    startNs: number(table.startNs),
    tokens: number(table.tokens),
    costUsd: number(table.costUsd),
  };
}

/** A row of the comparison with both its steps. */
export function rowAt(comparison: Comparison, row: number): ComparedRow {
  return {
    row,
    verdict: STEP_VERDICTS[comparison.verdict[row] ?? 0] ?? "same",
    what: comparison.what[row] ?? 0,
    left: stepAt(comparison.left.steps, comparison.leftStep[row] ?? -1),
    right: stepAt(comparison.right.steps, comparison.rightStep[row] ?? -1),
  };
}

/** The row that holds a span of the left run, else of the right one; null where none does. */
export function rowOfSpan(comparison: Comparison, spanId: string | undefined): number | null {
  if (spanId === undefined) return null;
  for (const [steps, column] of [
    [comparison.left.steps, comparison.leftStep],
    [comparison.right.steps, comparison.rightStep],
  ] as const) {
    const step = steps.spanId.indexOf(spanId);
    const row = step < 0 ? -1 : column.indexOf(step);
    if (row >= 0) return row;
  }
  return null;
}

export interface Differences {
  /** Rows that are not the same, ascending. */
  readonly rows: readonly number[];
  readonly counts: Readonly<Record<StepVerdict, number>>;
  /** The first row that differs, and the first that only one run has; null where there is none. */
  readonly first: number | null;
  readonly parting: number | null;
}

export function differencesOf(verdict: Uint8Array): Differences {
  const counts = { same: 0, changed: 0, removed: 0, added: 0 };
  const rows: number[] = [];
  let parting: number | null = null;
  verdict.forEach((code, row) => {
    const name = STEP_VERDICTS[code] ?? "same";
    counts[name]++;
    if (name !== "same") rows.push(row);
    if (name === "removed" || name === "added") parting ??= row;
  });
  return { rows, counts, first: rows[0] ?? null, parting };
}

/** The difference after (or before) a row, going round at the end; null where there is none. */
export function stepDifference(rows: readonly number[], from: number | null, by: 1 | -1): number | null {
  if (rows.length === 0) return null;
  if (by === 1) return rows.find((row) => row > (from ?? -1)) ?? rows[0] ?? null;
  return rows.findLast((row) => row < (from ?? Number.POSITIVE_INFINITY)) ?? rows.at(-1) ?? null;
}

/** A line of the list: a row, a stretch of equal rows that is folded (`to` exclusive), or a mark over the row after it. */
export type Line =
  | { readonly type: "row"; readonly row: number }
  | { readonly type: "fold"; readonly from: number; readonly to: number }
  | { readonly type: "mark"; readonly row: number; readonly words: string };

/** Equal rows that stay in sight beside a difference. */
const AROUND = 1;
/** Fewer equal rows than this are not worth a fold. */
const SHORTEST_FOLD = 3;

/** The lines of the list: with `all` every row, else equal stretches folded unless they were opened, by their first row. */
export function linesOf(
  verdict: Uint8Array,
  { first, parting }: Differences,
  all: boolean,
  opened: ReadonlySet<number>,
): Line[] {
  const lines: Line[] = [];
  const push = (row: number): void => {
    if (row === first) lines.push({ type: "mark", row, words: "First difference" });
    if (row === parting) {
      if (row === first) lines.pop();
      lines.push({
        type: "mark",
        row,
        words: row === first ? "First difference: the steps part here" : "The steps part here",
      });
    }
    lines.push({ type: "row", row });
  };
  const count = verdict.length;
  for (let row = 0; row < count;) {
    let end = row;
    while (end < count && verdict[end] === 0) end++;
    const from = row === 0 ? row : row + AROUND;
    const to = end === count ? end : end - AROUND;
    const folds = !all && to - from >= SHORTEST_FOLD && !opened.has(from);
    while (row < (folds ? from : end)) push(row++);
    if (folds) {
      lines.push({ type: "fold", from, to });
      for (row = to; row < end; row++) push(row);
    }
    while (row < count && verdict[row] !== 0) push(row++);
  }
  return lines;
}

/** The fold that hides a row, by its first row; null where it is in sight. */
export function foldOver(lines: readonly Line[], row: number): number | null {
  const fold = lines.find((line) => line.type === "fold" && row >= line.from && row < line.to);
  return fold?.type === "fold" ? fold.from : null;
}

/** In which way a row differs, in words. */
export function whatChanged({ verdict, what }: Pick<ComparedRow, "verdict" | "what">): string {
  if (verdict === "same") return "The same in both runs";
  if (verdict === "removed") return "Only in the left run";
  if (verdict === "added") return "Only in the right run";
  const parts = [
    (what & STEP_CHANGE.input) === 0 ? "" : "what went in",
    (what & STEP_CHANGE.output) === 0 ? "" : "what came out",
    (what & STEP_CHANGE.model) === 0 ? "" : "the model",
    (what & STEP_CHANGE.status) === 0 ? "" : "whether it failed",
  ].filter((part) => part !== "");
  return `Differs in ${parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`}`;
}

/** `+1.20 s`, `−300`, `0`: a difference in figures of the left run to the right one; empty where one of them is not known. */
export function signed(left: number | null, right: number | null, format: (value: number) => string): string {
  if (left === null || right === null || Number.isNaN(left) || Number.isNaN(right)) return "";
  const difference = right - left;
  if (difference === 0) return "0";
  const figure = format(Math.abs(difference));
  // A figure that is too small to be written has no sign that matters.
  return figure.startsWith("<") ? `≈${NBSP}0` : `${difference > 0 ? "+" : "−"}${figure}`;
}
