import type { TranscriptEntry } from "../../../../shared/contract/traces.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { displayName } from "../display-name.js";
import type { TraceStructure } from "../structure.js";

export type TranscriptMode = "all" | "between";

/** What one block of the transcript shows. */
export type TranscriptItem =
  | { readonly type: "said"; readonly key: string; readonly entry: TranscriptEntry }
  | {
      readonly type: "call";
      readonly key: string;
      readonly entry: TranscriptEntry;
      readonly call: TranscriptEntry | null;
      readonly result: TranscriptEntry | null;
    }
  | { readonly type: "group"; readonly key: string; readonly entry: TranscriptEntry; readonly group: WorkGroup };

/** What an agent did between two things that it said to others. */
export interface WorkGroup {
  readonly agent: string;
  readonly calls: number;
  readonly errors: number;
  readonly durationNs: number;
  readonly lines: readonly WorkLine[];
}
export interface WorkLine {
  readonly row: number;
  readonly entry: TranscriptEntry;
  readonly words: string;
  readonly failed: boolean;
  readonly durationNs: number | null;
}

/** How far from its call a result is looked for. */
const RESULT_WITHIN = 24;

/** The entries in reading order as blocks: everything, or what passed between agents with their work folded. */
export function transcriptItems(
  entries: readonly TranscriptEntry[],
  structure: TraceStructure,
  mode: TranscriptMode,
): TranscriptItem[] {
  return mode === "all" ? everything(entries) : betweenAgents(entries, structure);
}

function everything(entries: readonly TranscriptEntry[]): TranscriptItem[] {
  const items: TranscriptItem[] = [];
  const taken = new Set<number>();
  entries.forEach((entry, index) => {
    if (taken.has(index)) return;
    const key = `${index}`;
    if (entry.type === "tool_call") {
      const found = findResult(entries, index, taken);
      if (found >= 0) taken.add(found);
      items.push({ type: "call", key, entry, call: entry, result: entries[found] ?? null });
    } else if (entry.type === "tool_result") items.push({ type: "call", key, entry, call: null, result: entry });
    else items.push({ type: "said", key, entry });
  });
  return items;
}

function findResult(entries: readonly TranscriptEntry[], from: number, taken: ReadonlySet<number>): number {
  const call = entries[from];
  const last = Math.min(entries.length, from + 1 + RESULT_WITHIN);
  for (let index = from + 1; index < last; index++) {
    const candidate = entries[index];
    if (candidate?.type !== "tool_result" || taken.has(index)) continue;
    const answers = candidate.speaker === call?.addressee && candidate.addressee === call.speaker;
    if (candidate.row === call?.row || answers) return index;
  }
  return -1;
}

/** The name of the tool, document store and the like that an entry is about, as far as it is told. */
export function subjectOf(entry: TranscriptEntry, structure: TraceStructure): string {
  return dictionaryAt(structure.table.tool, entry.row) ?? displayName(structure, entry.row);
}

/** Whom an entry addresses: as told, else, for what an agent answered in the end, the agent that called it. */
export function addresseeOf(entry: TranscriptEntry, structure: TraceStructure): string | null {
  if (entry.addressee !== null && entry.addressee !== "") return entry.addressee;
  if (entry.type !== "message" || entry.role === "user" || structure.owner[entry.row] !== entry.row) return null;
  const parent = structure.table.parent[entry.row] ?? -1;
  const caller = parent < 0 ? -1 : (structure.owner[parent] ?? -1);
  return caller < 0 ? null : dictionaryAt(structure.table.agent, caller);
}

/**
 * What agents said to each other, and between that the work of each invocation as one group at the place where it began.
 * Agents that work side by side so have a group each, and a call stands in one group only.
 */
function betweenAgents(entries: readonly TranscriptEntry[], structure: TraceStructure): TranscriptItem[] {
  const agents = new Set(structure.table.agent.values);
  type Place = { readonly said: TranscriptEntry; readonly key: string } | { readonly work: TranscriptEntry[] };
  const places: Place[] = [];
  const open = new Map<number, TranscriptEntry[]>();
  const placed = new Map<number, TranscriptEntry[]>();
  entries.forEach((entry, index) => {
    const owner = structure.owner[entry.row] ?? -1;
    if (isBetween(entry, structure, agents)) {
      open.delete(owner);
      // Whoever has spoken begins a new stretch of work with what it does next.
      for (const other of open.keys()) {
        if (other >= 0 && dictionaryAt(structure.table.agent, other) === entry.speaker) open.delete(other);
      }
      places.push({ said: entry, key: `${index}` });
      return;
    }
    let work = placed.get(entry.row) ?? open.get(owner);
    if (work === undefined) {
      work = [];
      open.set(owner, work);
      places.push({ work });
    }
    work.push(entry);
    placed.set(entry.row, work);
  });
  return places.map((place, index): TranscriptItem => {
    if ("said" in place) return { type: "said", key: place.key, entry: place.said };
    const [first] = place.work as [TranscriptEntry];
    const agent = dictionaryAt(structure.table.agent, first.row) ?? first.speaker;
    return { type: "group", key: `g${index}`, entry: first, group: groupOf(place.work, agent, structure) };
  });
}

function isBetween(entry: TranscriptEntry, structure: TraceStructure, agents: ReadonlySet<string>): boolean {
  if (entry.type === "handoff") return true;
  if (entry.type !== "message" || entry.role === "system") return false;
  if (entry.role === "user" || structure.owner[entry.row] === entry.row) return true;
  const { addressee, speaker } = entry;
  return (
    addressee !== null && addressee !== speaker && (agents.has(addressee) || /^(user|customer|human)$/i.test(addressee))
  );
}

function groupOf(entries: readonly TranscriptEntry[], agent: string, structure: TraceStructure): WorkGroup {
  const byRow = new Map<number, TranscriptEntry[]>();
  for (const entry of entries) {
    const own = byRow.get(entry.row);
    if (own === undefined) byRow.set(entry.row, [entry]);
    else own.push(entry);
  }
  const lines: WorkLine[] = [];
  let fromNs = Number.POSITIVE_INFINITY;
  let toNs = Number.NEGATIVE_INFINITY;
  for (const [row, own] of byRow) {
    const first = own[0];
    if (first === undefined) continue;
    const failed = own.some((entry) => entry.status === "error" || entry.type === "error");
    const telling =
      own.find((entry) => entry.type === "error") ??
      own.find((entry) => entry.type === "message") ??
      own.at(-1) ??
      first;
    const error = structure.table.error[row] ?? null;
    const durationNs = structure.table.durationNs[row] ?? Number.NaN;
    lines.push({
      row,
      entry: first,
      words: failed && error !== null && error !== "" ? error : oneLine(telling.text),
      failed,
      durationNs: durationNs >= 0 ? durationNs : null,
    });
    fromNs = Math.min(fromNs, structure.startNs[row] ?? 0);
    toNs = Math.max(toNs, structure.endNs[row] ?? 0);
  }
  return {
    agent,
    calls: lines.filter((line) => structure.isCall[line.row] === 1).length,
    errors: lines.filter((line) => line.failed).length,
    durationNs: Math.max(0, toNs - fromNs),
    lines,
  };
}

function oneLine(text: string): string {
  return text.slice(0, 200).replace(/\s+/g, " ").trim();
}

/** Which lines of a group stand open while it is folded: those that failed, and the selected one. */
export function tellingLines(group: WorkGroup, selectedRow: number | null): readonly WorkLine[] {
  return group.lines.filter((line) => line.failed || line.row === selectedRow).slice(0, 6);
}

/** The place of the first block about a row; -1 where none is. */
export function itemOfRow(items: readonly TranscriptItem[], row: number): number {
  return items.findIndex((item) =>
    item.type === "group" ? item.group.lines.some((line) => line.row === row) : item.entry.row === row,
  );
}
