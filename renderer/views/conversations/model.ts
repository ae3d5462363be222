import type {
  ConversationHit,
  ConversationListAnswer,
  ConversationOrigin,
} from "../../../shared/contract/conversations.js";
import { toUnixMs } from "../../../shared/model/time.js";
import type { PageReading } from "../../data/list-window.js";
import { ColumnChoice } from "../../lib/column-choice.js";

/** One conversation of the list, out of the columns of its page. */
export interface ConversationRow {
  /** Its first trace, which names it. */
  readonly traceId: string;
  readonly title: string;
  readonly lastWords: string;
  readonly lastSpeaker: string | null;
  readonly startMs: number;
  readonly spanNs: number;
  readonly traces: number;
  readonly turns: number;
  readonly errors: number;
  readonly tokens: number;
  readonly costUsd: number;
  readonly agents: readonly string[];
  readonly user: string | null;
  readonly conversation: string | null;
  readonly origin: ConversationOrigin;
  readonly notes: number;
  readonly labels: number;
  readonly hit: ConversationHit | null;
}

/** The row at a place within a page; undefined past its end. */
export function rowOfPage(page: ConversationListAnswer, at: number): ConversationRow | undefined {
  const traceId = page.traceId[at];
  if (traceId === undefined) return undefined;
  const number = (column: ArrayLike<number>) => column[at] ?? Number.NaN;
  return {
    traceId,
    title: page.title[at] ?? "",
    lastWords: page.lastWords[at] ?? "",
    lastSpeaker: page.lastSpeaker[at] ?? null,
    startMs: toUnixMs(page.originNs, number(page.startNs)),
    spanNs: number(page.spanNs),
    traces: number(page.traces),
    turns: number(page.turns),
    errors: number(page.errors),
    tokens: number(page.tokens),
    costUsd: number(page.costUsd),
    agents: page.agents[at] ?? [],
    user: page.user[at] ?? null,
    conversation: page.conversation[at] ?? null,
    origin: page.origin[at] ?? "alone",
    notes: number(page.notes),
    labels: number(page.labels),
    hit: page.hits[at] ?? null,
  };
}

/** How the pages of the list are read. */
export const PAGES: PageReading<ConversationListAnswer, ConversationRow> = {
  rowAt: rowOfPage,
  keyAt: (page, at) => page.traceId[at],
};

/** What holds the traces of a conversation together, in words; "" where the data names it. */
export const ORIGIN_WORDS: Readonly<Record<ConversationOrigin, string>> = {
  named: "",
  inferred: "inferred",
  edited: "edited",
  alone: "",
};
export const ORIGIN_HELP: Readonly<Record<ConversationOrigin, string>> = {
  named: "The data names the conversation",
  inferred: "The data names no conversation: each trace repeats the last exchange of the one before",
  edited: "Joined or split by hand",
  alone: "One trace whose data names no conversation",
};

export const COLUMNS = new ColumnChoice(
  [
    { id: "agents", label: "Participants" },
    { id: "user", label: "User" },
    { id: "conversation", label: "Session" },
    { id: "traces", label: "Traces" },
    { id: "turns", label: "Turns" },
    { id: "errors", label: "Errors" },
    { id: "tokens", label: "Tokens" },
    { id: "cost", label: "Cost" },
  ],
  ["agents", "traces", "turns", "errors", "tokens", "cost"],
);

/** Columns that give way in a narrow table. */
export function givingWay(widthPx: number): readonly string[] {
  if (widthPx === 0 || widthPx >= 1040) return [];
  if (widthPx >= 820) return ["tokens", "conversation", "user"];
  return ["tokens", "conversation", "user", "agents", "cost"];
}

/** From here on a silence is told. */
const GAP_NS = 60e9;

/** `3 h later`; null for what follows at once. */
export function gapWords(gapNs: number | null): string | null {
  if (gapNs === null || gapNs < GAP_NS) return null;
  const minutes = Math.round(gapNs / 60e9);
  if (minutes < 60) return `${minutes} min later`;
  const hours = Math.round(gapNs / 3600e9);
  if (hours < 48) return `${hours} h later`;
  return `${Math.round(gapNs / 86_400e9).toLocaleString("en-US")} days later`;
}

/** The next hit from an entry, around the ends; null where there is none. `from` is -1 for before the first. */
export function stepHit(hits: readonly number[], from: number, by: 1 | -1): number | null {
  if (hits.length === 0) return null;
  if (by === 1) return hits.find((hit) => hit > from) ?? hits[0] ?? null;
  return hits.findLast((hit) => hit < from) ?? hits.at(-1) ?? null;
}
