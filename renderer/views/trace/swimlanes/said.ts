import type { TranscriptEntry } from "../../../../shared/contract/traces.js";
import { subtreeEndOf } from "../structure.js";
import type { LaneModel } from "./model.js";

/**
 * Tells what was said in a message of a model, as far as the transcript does; empty where it does not. Looked up when it is
 * asked for: of many messages few are ever drawn with words.
 */
export function wordsOfMessages(model: LaneModel, entries: readonly TranscriptEntry[]): (message: number) => string {
  const { messages, lanes, stays } = model;
  const byRow = new Map<number, TranscriptEntry[]>();
  const asked: TranscriptEntry[] = [];
  const calls = new Map<string, TranscriptEntry[]>();
  for (const entry of entries) {
    push(byRow, entry.row, entry);
    if (entry.type === "message" && entry.role === "user" && entry.addressee === null) asked.push(entry);
    if (entry.type === "tool_call" || entry.type === "handoff") push(calls, entry.speaker, entry);
  }
  const answersByRow = entries.filter((entry) => entry.type === "message" && entry.role === "assistant");
  answersByRow.sort((a, b) => a.row - b.row || a.atNs - b.atNs);
  const known = new Map<number, string>();
  return (message) => {
    let words = known.get(message);
    if (words === undefined) known.set(message, (words = find(message)));
    return words;
  };

  function find(message: number): string {
    const atNs = messages.atNs[message] ?? 0;
    const stay = messages.stay[message] ?? 0;
    const row = stays.row[stay] ?? 0;
    const to = lanes[messages.to[message] ?? 0];
    const from = lanes[messages.from[message] ?? 0];
    const own = byRow.get(row) ?? [];
    if (messages.back[message] === 1) {
      const isAnswer = (entry: TranscriptEntry) => entry.type === "message" && entry.role === "assistant";
      if (to?.type === "user") {
        // What the user reads is what the run gave back, where it says so.
        for (let up = model.structure.table.parent[row] ?? -1; up >= 0; up = model.structure.table.parent[up] ?? -1) {
          const answer = byRow.get(up)?.findLast(isAnswer);
          if (answer !== undefined) return answer.text;
        }
      }
      const said = own.findLast(isAnswer);
      return (said ?? lastInside(answersByRow, row, subtreeEndOf(model.structure, row)))?.text ?? "";
    }
    if (from?.type === "user") return (asked.findLast((entry) => entry.atNs <= atNs) ?? asked[0])?.text ?? "";
    const task = own.find((entry) => entry.type === "message" && entry.role === "user");
    if (task !== undefined) return task.text;
    const call = calls
      .get(from?.name ?? "")
      ?.findLast((entry) => entry.atNs <= atNs && names(entry.addressee, to?.name ?? ""));
    return call === undefined ? "" : firstWords(call.text);
  }
}

function push<K>(map: Map<K, TranscriptEntry[]>, key: K, entry: TranscriptEntry): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [entry]);
  else known.push(entry);
}

/** The last entry whose row lies in a subtree; entries are by row. */
function lastInside(entries: readonly TranscriptEntry[], from: number, end: number): TranscriptEntry | undefined {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.row ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  const last = entries[low - 1];
  return last !== undefined && last.row >= from ? last : undefined;
}

/** A tool that stands for an agent is mostly called after it: `transfer_to_planner`, `ask_researcher`. */
function names(tool: string | null, agent: string): boolean {
  return tool !== null && agent !== "" && (tool === agent || tool.endsWith(`_${agent}`) || tool.endsWith(`-${agent}`));
}

/** The first text in a tool's arguments, which is mostly the task; the arguments themselves where they are no JSON. */
function firstWords(text: string): string {
  try {
    const found = firstText(JSON.parse(text));
    return found ?? text;
  } catch {
    return /"(?:[^"\\]|\\.)*"\s*:\s*"((?:[^"\\]|\\.)*)/.exec(text)?.[1] ?? text;
  }
}

function firstText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const inside of Object.values(value)) {
    const found = firstText(inside);
    if (found !== undefined) return found;
  }
  return undefined;
}
