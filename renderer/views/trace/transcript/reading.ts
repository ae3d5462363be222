import { dictionaryAt } from "../../../../shared/model/columns.js";
import { callsBelow, errorsBelow, failedAt } from "../structure.js";
import { callerOf, ownerOf, pairCalls, rowOf, type Script, typeOf } from "./outline.js";

/** What stands in a group: an entry of its own, a call with its result (-1 for none), or the work of a sub-agent. */
export type Item =
  | { readonly type: "said"; readonly entry: number }
  | { readonly type: "call"; readonly entry: number; readonly call: number; readonly result: number }
  | { readonly type: "group"; readonly group: AgentGroup };

/** What a sub-agent was told, did and answered, at the place where it began. */
export interface AgentGroup {
  /** Row of the agent's span. */
  readonly agentRow: number;
  readonly agent: string;
  readonly over: AgentGroup | null;
  /** Groups over it. */
  readonly level: number;
  readonly items: Item[];
  /** Entries of its first and its last words, sub-agents' not counted; the same where it has one. */
  first: number;
  last: number;
  readonly calls: number;
  readonly errors: number;
  readonly durationNs: number;
}

/** A whole transcript as it is read: agents that nobody called speak for themselves, the others in groups. */
export interface Reading {
  readonly items: readonly Item[];
  readonly groups: readonly AgentGroup[];
  /** The group that holds each entry; null for none. */
  groupOf(entry: number): AgentGroup | null;
}

/** Parts a transcript into what the agents at the top say and, folded, what their sub-agents do. O(entries). */
export function readingOf(script: Script): Reading {
  const { resultOf, callOf } = pairCalls(script);
  const items: Item[] = [];
  const groups = new Map<number, AgentGroup>();
  const count = script.outline.row.length;
  for (let entry = 0; entry < count; entry++) {
    const group = groupFor(script, groups, items, ownerOf(script, entry));
    if ((callOf[entry] ?? -1) >= 0) {
      if (group !== null) group.last = entry;
      continue;
    }
    const type = typeOf(script, entry);
    const result = resultOf[entry] ?? -1;
    (group?.items ?? items).push(
      type === "tool_call" || type === "tool_result"
        ? {
            type: "call",
            entry,
            call: type === "tool_call" ? entry : -1,
            result: type === "tool_call" ? result : entry,
          }
        : { type: "said", entry },
    );
    if (group === null || type === "instructions" || type === "tools") continue;
    if (group.first < 0) group.first = entry;
    group.last = entry;
  }
  return {
    items,
    groups: [...groups.values()],
    groupOf: (entry) => groups.get(ownerOf(script, entry)) ?? null,
  };
}

/** The group of an agent, made with those over it where they are not there yet; null for an agent that nobody called. */
function groupFor(script: Script, groups: Map<number, AgentGroup>, top: Item[], owner: number): AgentGroup | null {
  const missing: number[] = [];
  let agentRow = owner;
  while (agentRow >= 0 && !groups.has(agentRow) && callerOf(script, agentRow) >= 0) {
    missing.push(agentRow);
    agentRow = callerOf(script, agentRow);
  }
  let over = groups.get(agentRow) ?? null;
  for (const row of missing.reverse()) {
    const { structure } = script;
    const group: AgentGroup = {
      agentRow: row,
      agent: dictionaryAt(structure.table.agent, row) ?? "agent",
      over,
      level: over === null ? 0 : over.level + 1,
      items: [],
      first: -1,
      last: -1,
      calls: callsBelow(structure, row),
      errors: errorsBelow(structure, row) + (failedAt(structure, row) ? 1 : 0),
      durationNs: Math.max(0, (structure.endNs[row] ?? 0) - (structure.startNs[row] ?? 0)),
    };
    (over?.items ?? top).push({ type: "group", group });
    groups.set(row, group);
    over = group;
  }
  return over;
}

/** A line of the transcript as it is shown: an item, `level` groups deep. */
export interface ReadingLine {
  readonly key: string;
  readonly level: number;
  readonly item: Item;
}

/** Which groups stand open: those that the reader opened or folded, else those of agents that have sub-agents of their own. */
export function isOpen(group: AgentGroup, chosen: ReadonlyMap<number, boolean>): boolean {
  return chosen.get(group.agentRow) ?? group.items.some((item) => item.type === "group");
}

/** The lines in sight, folded groups as one each. Nothing recurses. */
export function readingLines(reading: Reading, chosen: ReadonlyMap<number, boolean>): ReadingLine[] {
  const lines: ReadingLine[] = [];
  const stack: { readonly items: readonly Item[]; at: number; readonly level: number }[] = [
    { items: reading.items, at: 0, level: 0 },
  ];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const item = top.items[top.at++];
    if (item === undefined) {
      stack.pop();
      continue;
    }
    const key = item.type === "group" ? `g${item.group.agentRow}` : `${item.entry}`;
    lines.push({ key, level: top.level, item });
    if (item.type === "group" && isOpen(item.group, chosen)) {
      stack.push({ items: item.group.items, at: 0, level: top.level + 1 });
    }
  }
  return lines;
}

/** Whether an item is about a span; a folded group about all that it holds, an open one about its agent alone. */
export function isAbout(script: Script, item: Item, row: number, chosen: ReadonlyMap<number, boolean>): boolean {
  if (item.type !== "group") return rowOf(script, item.entry) === row;
  const { agentRow } = item.group;
  if (isOpen(item.group, chosen)) return row === agentRow;
  return row >= agentRow && row < (script.structure.table.subtreeEnd[agentRow] ?? agentRow + 1);
}

/** The groups that must stand open for an entry to be in sight, the outermost first. */
export function groupsOver(reading: Reading, entry: number): readonly AgentGroup[] {
  const over: AgentGroup[] = [];
  for (let group = reading.groupOf(entry); group !== null; group = group.over) over.push(group);
  return over.reverse();
}
