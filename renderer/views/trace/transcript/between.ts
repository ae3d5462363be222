import { dictionaryAt } from "../../../../shared/model/columns.js";
import { failedAt } from "../structure.js";
import { addresseeOf, ownerOf, roleOf, rowOf, type Script, speakerOf, typeOf } from "./outline.js";

/** What passed between agents, or what one did in between, in short. */
export type BetweenItem =
  | { readonly type: "said"; readonly key: string; readonly entry: number }
  | { readonly type: "work"; readonly key: string; readonly work: Work };

/** What an agent did between two things that it said to others. */
export interface Work {
  readonly agent: string;
  readonly entry: number;
  readonly calls: number;
  readonly errors: number;
  readonly durationNs: number;
  readonly lines: readonly WorkLine[];
}
export interface WorkLine {
  readonly row: number;
  readonly entry: number;
  /** The entry whose words tell what it was about. */
  readonly telling: number;
  readonly failed: boolean;
  readonly durationNs: number | null;
}

/**
 * What agents said to each other, and between that the work of each invocation as one group at the place where it began.
 * Agents that work side by side so have a group each, and a call stands in one group only.
 */
export function betweenAgents(script: Script): BetweenItem[] {
  type Place = { readonly said: number } | { readonly work: number[] };
  const places: Place[] = [];
  const open = new Map<number, number[]>();
  const placed = new Map<number, number[]>();
  const { structure } = script;
  for (let entry = 0; entry < script.outline.row.length; entry++) {
    const type = typeOf(script, entry);
    if (type === "instructions" || type === "tools") continue;
    const owner = ownerOf(script, entry);
    if (isBetween(script, entry)) {
      open.delete(owner);
      // Whoever has spoken begins a new stretch of work with what it does next.
      const speaker = speakerOf(script, entry);
      for (const other of open.keys()) {
        if (other >= 0 && dictionaryAt(structure.table.agent, other) === speaker) open.delete(other);
      }
      places.push({ said: entry });
      continue;
    }
    const row = rowOf(script, entry);
    let work = placed.get(row) ?? open.get(owner);
    if (work === undefined) {
      work = [];
      open.set(owner, work);
      places.push({ work });
    }
    work.push(entry);
    placed.set(row, work);
  }
  return places.map((place): BetweenItem => {
    if ("said" in place) return { type: "said", key: `${place.said}`, entry: place.said };
    const work = workOf(script, place.work);
    return { type: "work", key: `w${work.entry}`, work };
  });
}

function isBetween(script: Script, entry: number): boolean {
  const type = typeOf(script, entry);
  if (type === "handoff") return true;
  if (type !== "message") return false;
  if (roleOf(script, entry) === "user" || ownerOf(script, entry) === rowOf(script, entry)) return true;
  const addressee = addresseeOf(script, entry);
  if (addressee === null || addressee === speakerOf(script, entry)) return false;
  return script.agents.has(addressee) || /^(user|customer|human)$/i.test(addressee);
}

function workOf(script: Script, entries: readonly number[]): Work {
  const { structure } = script;
  const byRow = new Map<number, number[]>();
  for (const entry of entries) {
    const own = byRow.get(rowOf(script, entry));
    if (own === undefined) byRow.set(rowOf(script, entry), [entry]);
    else own.push(entry);
  }
  const lines: WorkLine[] = [];
  let fromNs = Number.POSITIVE_INFINITY;
  let toNs = Number.NEGATIVE_INFINITY;
  for (const [row, own] of byRow) {
    const [entry = 0] = own;
    const of = (type: string) => own.find((one) => typeOf(script, one) === type);
    const durationNs = structure.table.durationNs[row] ?? Number.NaN;
    lines.push({
      row,
      entry,
      telling: of("error") ?? of("message") ?? own.at(-1) ?? entry,
      failed: failedAt(structure, row) || of("error") !== undefined,
      durationNs: durationNs >= 0 ? durationNs : null,
    });
    fromNs = Math.min(fromNs, structure.startNs[row] ?? 0);
    toNs = Math.max(toNs, structure.endNs[row] ?? 0);
  }
  const [first = 0] = entries;
  return {
    agent: dictionaryAt(structure.table.agent, rowOf(script, first)) ?? speakerOf(script, first),
    entry: first,
    calls: lines.filter((line) => structure.isCall[line.row] === 1).length,
    errors: lines.filter((line) => line.failed).length,
    durationNs: Math.max(0, toNs - fromNs),
    lines,
  };
}

/** Which lines of a group stand open while it is folded: those that failed, and the selected one. */
export function tellingLines(work: Work, selectedRow: number | null): readonly WorkLine[] {
  return work.lines.filter((line) => line.failed || line.row === selectedRow).slice(0, 6);
}
