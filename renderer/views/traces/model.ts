import type { Hit, TraceListAnswer, TraceSort, TraceVerdict } from "../../../shared/contract/traces.js";
import { SPAN_KINDS, SPAN_STATUSES, type SpanKind } from "../../../shared/model/kind.js";
import { dictionaryAt } from "../../../shared/model/columns.js";
import type { SpanTable } from "../../../shared/model/span-table.js";
import { toUnixMs } from "../../../shared/model/time.js";
import type { PageReading } from "../../data/list-window.js";
import { ColumnChoice } from "../../lib/column-choice.js";

/** One trace of the list, out of the columns of its page. */
export interface TraceRow {
  readonly traceId: string;
  readonly title: string;
  readonly rootName: string;
  readonly startMs: number;
  readonly durationNs: number;
  readonly spans: number;
  readonly errors: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly agents: readonly string[];
  readonly models: readonly string[];
  readonly conversation: string | null;
  readonly user: string | null;
  readonly notes: number;
  readonly labels: number;
  readonly verdicts: readonly TraceVerdict[];
  readonly failed: boolean;
  readonly hit: Hit | null;
}

/** The row at a place within a page; undefined past its end. */
function rowOfPage(page: TraceListAnswer, at: number): TraceRow | undefined {
  const traceId = page.traceId[at];
  if (traceId === undefined) return undefined;
  const number = (column: ArrayLike<number>) => column[at] ?? Number.NaN;
  return {
    traceId,
    title: page.title[at] ?? "",
    rootName: page.rootName[at] ?? "",
    startMs: toUnixMs(page.originNs, number(page.startNs)),
    durationNs: number(page.durationNs),
    spans: number(page.spanCount),
    errors: number(page.errors),
    tokens: number(page.tokens),
    costUsd: number(page.costUsd),
    agents: page.agents[at] ?? [],
    models: page.models[at] ?? [],
    conversation: page.conversation[at] ?? null,
    user: page.user[at] ?? null,
    notes: number(page.notes),
    labels: number(page.labels),
    verdicts: page.verdicts[at] ?? [],
    failed: number(page.failed) === 1,
    hit: page.hits[at] ?? null,
  };
}

/** How the pages of the list are read. */
export const PAGES: PageReading<TraceListAnswer, TraceRow> = {
  rowAt: rowOfPage,
  keyAt: (page, at) => page.traceId[at],
};

/** The columns that the reader may hide or show; start, message and duration always stay. */
export const COLUMNS = new ColumnChoice(
  [
    { id: "agents", label: "Agents" },
    { id: "models", label: "Models" },
    { id: "conversation", label: "Conversation" },
    { id: "user", label: "User" },
    { id: "verdicts", label: "Verdicts" },
    { id: "errors", label: "Errors" },
    { id: "spans", label: "Spans" },
    { id: "tokens", label: "Tokens" },
    { id: "cost", label: "Cost" },
  ],
  ["errors", "spans", "tokens", "cost"],
);

/** Columns that give way in a narrow table: tokens first, then spans. */
export function givingWay(widthPx: number): ReadonlySet<string> {
  const hidden = new Set<string>();
  if (widthPx > 0 && widthPx < 720) hidden.add("tokens").add("models").add("user").add("conversation").add("verdicts");
  if (widthPx > 0 && widthPx < 600) hidden.add("spans").add("agents");
  return hidden;
}

/** Whether the order is that of time, so that days can stand over the rows; `hits` where the query has words to rank by. */
export function showsDays(sort: TraceSort, hits: boolean): boolean {
  return sort === "start" || (sort === "relevance" && !hits);
}

export interface MiniBar {
  /** Left edge and width as shares of the trace's duration. */
  readonly left: number;
  readonly width: number;
  /** Place among the bars, from 0. */
  readonly place: number;
  readonly kind: SpanKind;
  readonly failed: boolean;
}

const MOST_BARS = 300;

/** The bars of a small timeline: every span, or where there are too many the failed and the longest ones. */
export function miniBars(table: SpanTable): { readonly bars: readonly MiniBar[]; readonly rows: number } {
  const count = table.spanId.length;
  let end = 0;
  for (let row = 0; row < count; row += 1)
    end = Math.max(end, (table.startNs[row] ?? 0) + finite(table.durationNs[row]));
  let chosen = Array.from({ length: count }, (_, row) => row);
  if (count > MOST_BARS) {
    const weight = (row: number) => (isError(table, row) ? 1e18 : 0) + finite(table.durationNs[row]);
    chosen = chosen
      .sort((a, b) => weight(b) - weight(a))
      .slice(0, MOST_BARS)
      .sort((a, b) => a - b);
  }
  const bars = chosen.map((row, place): MiniBar => {
    const left = end === 0 ? 0 : Math.max(0, (table.startNs[row] ?? 0) / end);
    return {
      left: Math.min(1, left),
      width: Math.min(1 - Math.min(1, left), end === 0 ? 1 : finite(table.durationNs[row]) / end),
      place,
      kind: SPAN_KINDS[table.kind[row] ?? 0] ?? "other",
      failed: isError(table, row),
    };
  });
  return { bars, rows: chosen.length };
}

export interface AgentTime {
  readonly agent: string;
  /** Time that the agent's own spans took, without what they waited for. */
  readonly ns: number;
  readonly errors: number;
}

/** How long each agent was busy itself, longest first. */
export function agentTimes(table: SpanTable): readonly AgentTime[] {
  const times = new Map<string, { ns: number; errors: number }>();
  for (let row = 0; row < table.spanId.length; row += 1) {
    const agent = dictionaryAt(table.agent, row);
    if (agent === null) continue;
    const time = times.get(agent) ?? { ns: 0, errors: 0 };
    time.ns += finite(table.selfNs[row]);
    time.errors += isError(table, row) ? 1 : 0;
    times.set(agent, time);
  }
  return [...times].map(([agent, time]) => ({ agent, ...time })).sort((a, b) => b.ns - a.ns);
}

function finite(value: number | undefined): number {
  return value === undefined || !Number.isFinite(value) || value < 0 ? 0 : value;
}

function isError(table: SpanTable, row: number): boolean {
  return SPAN_STATUSES[table.status[row] ?? 0] === "error";
}
