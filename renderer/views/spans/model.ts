import type { SpanListAnswer } from "../../../shared/contract/spans.js";
import type { Hit } from "../../../shared/contract/traces.js";
import { dictionaryAt } from "../../../shared/model/columns.js";
import { SPAN_KINDS, SPAN_STATUSES, type SpanKind } from "../../../shared/model/kind.js";
import { toUnixMs } from "../../../shared/model/time.js";
import type { PageReading } from "../../data/list-window.js";
import { ColumnChoice } from "../../lib/column-choice.js";

/** One span of the list, out of the columns of its page. */
export interface SpanRow {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly kind: SpanKind;
  readonly failed: boolean;
  readonly agent: string | null;
  readonly tool: string | null;
  readonly model: string | null;
  readonly startMs: number;
  readonly durationNs: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly error: string | null;
  readonly notes: number;
  readonly labels: number;
  readonly hit: Hit | null;
}

/** The row at a place within a page; undefined past its end. */
function rowOfPage(page: SpanListAnswer, at: number): SpanRow | undefined {
  const traceId = page.traceId[at];
  const spanId = page.spanId[at];
  if (traceId === undefined || spanId === undefined) return undefined;
  const number = (column: ArrayLike<number>) => column[at] ?? Number.NaN;
  return {
    traceId,
    spanId,
    name: page.name[at] ?? "",
    kind: SPAN_KINDS[number(page.kind)] ?? "other",
    failed: SPAN_STATUSES[number(page.status)] === "error",
    agent: dictionaryAt(page.agent, at),
    tool: dictionaryAt(page.tool, at),
    model: dictionaryAt(page.model, at),
    startMs: toUnixMs(page.originNs, number(page.startNs)),
    durationNs: number(page.durationNs),
    tokens: number(page.tokens),
    costUsd: number(page.costUsd),
    error: page.error[at] ?? null,
    notes: number(page.notes),
    labels: number(page.labels),
    hit: page.hits[at] ?? null,
  };
}

/** What names a span among those of all traces; an id alone may come in several. */
export function spanKey({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): string {
  return `${traceId}/${spanId}`;
}

/** How the pages of the list are read. */
export const PAGES: PageReading<SpanListAnswer, SpanRow> = {
  rowAt: rowOfPage,
  keyAt: (page, at) => {
    const traceId = page.traceId[at];
    const spanId = page.spanId[at];
    return traceId === undefined || spanId === undefined ? undefined : spanKey({ traceId, spanId });
  },
};

/** The columns that the reader may hide or show; start, name and duration always stay. */
export const COLUMNS = new ColumnChoice(
  [
    { id: "agent", label: "Agent" },
    { id: "tool", label: "Tool" },
    { id: "model", label: "Model" },
    { id: "tokens", label: "Tokens" },
    { id: "cost", label: "Cost" },
  ],
  ["agent", "model", "tokens", "cost"],
);

/** Columns that give way in a narrow table. */
export function givingWay(widthPx: number): readonly string[] {
  if (widthPx === 0 || widthPx >= 900) return [];
  return widthPx >= 700 ? ["tool", "model"] : ["tool", "model", "agent", "tokens"];
}
