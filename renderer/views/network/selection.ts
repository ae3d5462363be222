import type { NetworkRoute } from "../../state/network-route.js";
import { lineId, type Line } from "./lines.js";
import type { NetworkNode } from "./model.js";
import type { Drawing } from "./stacks.js";

export type Selected =
  | { readonly type: "node"; readonly node: NetworkNode }
  | { readonly type: "line"; readonly line: Line }
  | null;

type SelectionParams = Pick<NetworkRoute, "node" | "from" | "to" | "via">;

export const NOTHING_SELECTED: SelectionParams = {
  node: undefined,
  from: undefined,
  to: undefined,
  via: undefined,
};

export function selectNode(key: string): SelectionParams {
  return { ...NOTHING_SELECTED, node: key };
}

export function selectLine(line: Pick<Line, "from" | "to" | "type">): SelectionParams {
  return { node: undefined, from: line.from, to: line.to, via: line.type };
}

/** What the address selects: a node of the picture, or one inside a stack; a line between any two of them. */
export function selectedOf(route: SelectionParams, drawing: Drawing, all: Drawing): Selected {
  const { node: key, from, to, via } = route;
  if (key !== undefined) {
    const node = [...drawing.nodes, ...all.nodes].find((candidate) => candidate.key === key);
    return node === undefined ? null : { type: "node", node };
  }
  if (from === undefined || to === undefined || via === undefined) return null;
  const id = lineId({ from, to, type: via });
  const line = [...drawing.lines, ...all.lines].find((candidate) => candidate.id === id);
  return line === undefined ? null : { type: "line", line };
}
