import type { EdgeType } from "../../../shared/contract/network.js";
import { countOf, sumOf, type Counted, type Lean, type NetworkEdge } from "./model.js";
import { thresholds } from "./thresholds.js";

/** An edge of the network as it is named: in addresses, and when the engine is asked for its messages. */
export interface EdgeName {
  readonly from: string;
  readonly to: string;
  readonly type: EdgeType;
}

/** A line of the picture: one edge, or all those of one type that lead to and from a stack. */
export interface Line extends Counted {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly type: EdgeType;
  readonly inferred: boolean;
  /** At least one, most frequent first. */
  readonly edges: readonly EdgeName[];
  /** What comes back over it. */
  readonly reply: EdgeName | null;
}

export function lineId({ from, to, type }: EdgeName): string {
  return JSON.stringify([type, from, to]);
}

/** One line an edge. A reply goes over the line that asked: call and return are one line. */
export function linesOf(edges: readonly NetworkEdge[]): readonly Line[] {
  const asked = new Set(edges.filter((edge) => edge.type === "invokes").map((edge) => `${edge.from}\n${edge.to}`));
  const isReply = (edge: NetworkEdge): boolean => edge.type === "replies" && asked.has(`${edge.to}\n${edge.from}`);
  const replies = new Map(edges.filter(isReply).map((edge) => [`${edge.to}\n${edge.from}`, edge]));
  return edges
    .filter((edge) => !isReply(edge))
    .map((edge) => {
      const { from, to, type } = edge;
      const reply = type === "invokes" ? replies.get(`${from}\n${to}`) : undefined;
      return {
        ...edge,
        id: lineId(edge),
        edges: [{ from, to, type }],
        reply: reply === undefined ? null : { from: reply.from, to: reply.to, type: reply.type },
      };
    });
}

/** Lines that were used at least so often, in both searches together. */
export function busyLines(lines: readonly Line[], least: number): readonly Line[] {
  return least <= 1 ? lines : lines.filter((line) => countOf(line) >= least);
}

/** More lines than this are a tangle, whatever they lead to. */
const MOST_LINES = 150;

/** The least number of calls with which a picture is no tangle: 1 where it is none as it is. */
export function leastToRead(lines: readonly Line[]): number {
  if (lines.length <= MOST_LINES) return 1;
  const counts = lines.map(countOf);
  const steps = thresholds(counts.reduce((most, count) => Math.max(most, count), 0));
  return steps.find((least) => counts.filter((count) => count >= least).length <= MOST_LINES) ?? steps.at(-1) ?? 1;
}

/**
 * The lines that stay where those under so many calls are folded because there are too many: besides the busy ones the busiest
 * to each node, so that no node is lost, and what two searches clearly differ in.
 */
export function readableLines(lines: readonly Line[], least: number): readonly Line[] {
  if (least <= 1) return lines;
  const busiest = new Map<string, Line>();
  for (const line of lines) {
    const known = busiest.get(line.to);
    if (known === undefined || countOf(line) > countOf(known)) busiest.set(line.to, line);
  }
  return lines.filter((line) => countOf(line) >= least || line.lean !== 0 || busiest.get(line.to) === line);
}

/** Lines after their ends were folded away: those that now have both ends and the type in common become one. */
export function foldedLines(lines: readonly Line[], standsFor: ReadonlyMap<string, string>): readonly Line[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const name: EdgeName = {
      from: standsFor.get(line.from) ?? line.from,
      to: standsFor.get(line.to) ?? line.to,
      type: line.type,
    };
    const id = lineId(name);
    const moved = { ...line, ...name, id };
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [moved]);
    else group.push(moved);
  }
  return [...groups.values()].map(joined);
}

function joined(group: readonly Line[]): Line {
  const [first] = group;
  if (first === undefined) throw new Error("a group of lines is never empty");
  if (group.length === 1) return first;
  const sorted = group.toSorted((a, b) => countOf(b) - countOf(a));
  return {
    ...first,
    inferred: group.every((line) => line.inferred),
    edges: sorted.flatMap((line) => line.edges),
    reply: null,
    here: sumOf(group.map((line) => line.here)),
    there: sumOf(group.map((line) => line.there)),
    lean: commonLean(group),
    logOdds: 0,
    z: 0,
  };
}

/** What all of them say; nothing where they differ. */
export function commonLean(parts: readonly Counted[]): Lean {
  const lean = parts[0]?.lean ?? 0;
  return parts.every((part) => part.lean === lean) ? lean : 0;
}
