import { TRANSCRIPT_TYPES, type TranscriptOutline, type TranscriptType } from "../../../../shared/contract/traces.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { displayName } from "../display-name.js";
import { isTimeless } from "../structure.js";
import type { TraceStructure } from "../structure.js";

/** A transcript without its words: entries are numbers into the columns of its outline. */
export interface Script {
  readonly traceId: string;
  readonly outline: TranscriptOutline;
  readonly structure: TraceStructure;
  readonly agents: ReadonlySet<string>;
  /** No span says when it began. */
  readonly timeless: boolean;
  /** Where each agent, as a row, first has a part in what is said. */
  readonly firstEntry: ReadonlyMap<number, number>;
}

export function scriptOf(traceId: string, outline: TranscriptOutline, structure: TraceStructure): Script {
  const firstEntry = new Map<number, number>();
  outline.row.forEach((row, entry) => {
    const owner = structure.owner[row] ?? -1;
    if (!firstEntry.has(owner)) firstEntry.set(owner, entry);
  });
  const agents = new Set(structure.table.agent.values);
  return { traceId, outline, structure, agents, timeless: isTimeless(structure), firstEntry };
}

export function rowOf({ outline }: Script, entry: number): number {
  return outline.row[entry] ?? 0;
}

export function typeOf({ outline }: Script, entry: number): TranscriptType {
  return TRANSCRIPT_TYPES[outline.type[entry] ?? 0] ?? "message";
}

/**
 * Who speaks. What a model reads as its user's words is said by the agent that called its own: the nearest above that took part
 * before. Where there is none, as below a framework's wrapper, it is the user.
 */
export function speakerOf(script: Script, entry: number): string {
  const { outline, structure, firstEntry } = script;
  const told = dictionaryAt(outline.speaker, entry) ?? "";
  if (told !== "user" || roleOf(script, entry) !== "user" || typeOf(script, entry) !== "message") return told;
  const own = ownerOf(script, entry);
  const name = own < 0 ? null : dictionaryAt(structure.table.agent, own);
  for (let above = own < 0 ? -1 : callerOf(script, own); above >= 0; above = callerOf(script, above)) {
    const caller = dictionaryAt(structure.table.agent, above);
    if (caller !== null && caller !== name && (firstEntry.get(above) ?? entry) < entry) return caller;
  }
  return told;
}

export function roleOf({ outline }: Script, entry: number): string {
  return dictionaryAt(outline.role, entry) ?? "";
}

/** The agent that an entry belongs to, as a row of the span table; -1 for none. */
export function ownerOf(script: Script, entry: number): number {
  return script.structure.owner[rowOf(script, entry)] ?? -1;
}

/** The agent over an agent, as a row; -1 for none. */
export function callerOf({ structure }: Script, agentRow: number): number {
  const parent = structure.table.parent[agentRow] ?? -1;
  return parent < 0 ? -1 : (structure.owner[parent] ?? -1);
}

/** The name of the tool, document store and the like that an entry is about, as far as it is told. */
export function subjectOf(script: Script, entry: number): string {
  const row = rowOf(script, entry);
  return dictionaryAt(script.structure.table.tool, row) ?? displayName(script.structure, row);
}

/** Whom an entry addresses: as told, else, for what an agent answered in the end, the agent that called it. */
export function addresseeOf(script: Script, entry: number): string | null {
  const told = dictionaryAt(script.outline.addressee, entry);
  if (told !== null && told !== "") return told;
  const row = rowOf(script, entry);
  const { structure } = script;
  if (typeOf(script, entry) !== "message" || roleOf(script, entry) === "user" || structure.owner[row] !== row) {
    return null;
  }
  const caller = callerOf(script, row);
  return caller < 0 ? null : dictionaryAt(structure.table.agent, caller);
}

/**
 * The result of each tool call and the call of each result, as entries; -1 for none. A result belongs to the open call of its
 * own span, else to the first open call that its tool was asked by the one it answers.
 */
export function pairCalls(script: Script): { readonly resultOf: Int32Array; readonly callOf: Int32Array } {
  const count = script.outline.row.length;
  const resultOf = new Int32Array(count).fill(-1);
  const callOf = new Int32Array(count).fill(-1);
  const open = new Map<string, number[]>();
  const keysOf = (entry: number, asker: string | null, asked: string | null): string[] => [
    `row ${rowOf(script, entry)}`,
    `who ${asker ?? ""}\u0000${asked ?? ""}`,
  ];
  for (let entry = 0; entry < count; entry++) {
    const type = typeOf(script, entry);
    if (type !== "tool_call" && type !== "tool_result") continue;
    const speaker = speakerOf(script, entry);
    const addressee = dictionaryAt(script.outline.addressee, entry);
    if (type === "tool_call") {
      for (const key of keysOf(entry, speaker, addressee)) {
        const waiting = open.get(key);
        if (waiting === undefined) open.set(key, [entry]);
        else waiting.push(entry);
      }
      continue;
    }
    for (const key of keysOf(entry, addressee, speaker)) {
      const waiting = open.get(key) ?? [];
      while (waiting.length > 0 && (resultOf[waiting[0] ?? 0] ?? -1) >= 0) waiting.shift();
      const call = waiting.shift();
      if (call === undefined) continue;
      resultOf[call] = entry;
      callOf[entry] = call;
      break;
    }
  }
  return { resultOf, callOf };
}
