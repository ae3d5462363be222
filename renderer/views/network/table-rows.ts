import { NETWORK_FIGURES, type NetworkFigure } from "../../state/network-route.js";
import { FIGURES } from "./figures.js";
import type { Line } from "./lines.js";
import { shownFigures, type NetworkNode } from "./model.js";
import type { Drawing } from "./stacks.js";

export type Row =
  | { readonly key: string; readonly type: "node"; readonly part: NetworkNode }
  | { readonly key: string; readonly type: "line"; readonly part: Line };

/** The rows of a table of nodes or lines, by one of its columns; where no figure is known they come last. */
export function sortedRows(
  drawing: Drawing,
  of: "nodes" | "lines",
  column: string,
  descending: boolean,
): readonly Row[] {
  const rows: Row[] =
    of === "nodes"
      ? drawing.nodes.map((part) => ({ key: part.key, type: "node", part }))
      : drawing.lines.map((part) => ({ key: part.id, type: "line", part }));
  const sign = descending ? -1 : 1;
  const names = new Map(drawing.nodes.map((node) => [node.key, node.name]));
  const textOf = ({ type, part }: Row): string => {
    if (type === "node") return column === "type" ? part.type : part.name;
    return `${names.get(part.from) ?? part.from} ${names.get(part.to) ?? part.to}`;
  };
  if (column === "name" || column === "type") return rows.sort((a, b) => sign * textOf(a).localeCompare(textOf(b)));
  const value = (row: Row): number | null => {
    const figures = shownFigures(row.part);
    if (figures === null) return null;
    return column === "runs" ? figures.runs : isFigure(column) ? FIGURES[column].of(figures) : null;
  };
  return rows.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    return x === null || y === null ? Number(x === null) - Number(y === null) : sign * (x - y);
  });
}

function isFigure(column: string): column is NetworkFigure {
  return (NETWORK_FIGURES as readonly string[]).includes(column);
}
