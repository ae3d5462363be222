import type { NetworkRoute } from "../../state/network-route.js";
import { FIGURES } from "./figures.js";
import { lineInk, type LineInk } from "./line-ink.js";
import type { Line } from "./lines.js";
import { shownFigures } from "./model.js";
import { formatRunShare, type Totals } from "./node-text.js";
import { scaleOf, type Scale } from "./scale.js";
import { EDGE_WORDS } from "./words.js";
import type { Drawing } from "./stacks.js";

/** How a drawing looks: what width and colour of its lines stand for, and what they are called. */
export interface Look {
  readonly width: NetworkRoute["width"];
  readonly colour: NetworkRoute["colour"];
  readonly widthScale: Scale;
  readonly colourScale: Scale;
  readonly totals: Totals;
  readonly widthOf: (line: Line) => number;
  readonly inkOf: (line: Line) => LineInk;
  readonly labelOf: (line: Line) => string;
}

/** In a comparison the width is the larger of both searches' shares of runs, whatever figure was picked. */
export function lookOf(drawing: Drawing, picked: Pick<NetworkRoute, "width" | "colour">, totals: Totals): Look {
  const { width, colour } = picked;
  const valueOf = (line: Line, figure: NetworkRoute["width"]): number | null => {
    if (totals !== null) {
      return Math.max(share(line.here?.runs, totals.here), share(line.there?.runs, totals.there));
    }
    const figures = shownFigures(line);
    return figures === null ? null : FIGURES[figure].of(figures);
  };
  const widthScale = scaleOf(drawing.lines.map((line) => valueOf(line, width)));
  const colourScale = scaleOf(drawing.lines.map((line) => valueOf(line, colour)));
  const widthOf = (line: Line): number => widthScale.widthPx(valueOf(line, width));
  const names = new Map(drawing.nodes.map((node) => [node.key, node.name]));
  const stacks = new Set(drawing.nodes.filter((node) => node.folds > 1).map((node) => node.key));
  return {
    width,
    colour,
    widthScale,
    colourScale,
    totals,
    widthOf,
    inkOf: (line) => lineInk(line, colour, colourScale, widthOf(line), totals !== null),
    labelOf: (line) => {
      const words =
        line.from === line.to && stacks.has(line.from)
          ? `${names.get(line.from) ?? line.from} among themselves`
          : `${names.get(line.from) ?? line.from} ${EDGE_WORDS[line.type]} ${names.get(line.to) ?? line.to}`;
      if (totals !== null) {
        const shares = `${formatRunShare(line.here, totals.here)} of runs here, ${formatRunShare(line.there, totals.there)} there`;
        return `${words}: ${shares}`;
      }
      const figures = shownFigures(line);
      if (figures === null) return words;
      const { label, format, of } = FIGURES[width];
      const extra = width === "calls" ? "" : `, ${label.toLowerCase()} ${format(of(figures))}`;
      return `${words}: ${FIGURES.calls.format(figures.count)} ×${extra}`;
    },
  };
}

function share(runs: number | undefined, of: number): number {
  return of === 0 ? 0 : (runs ?? 0) / of;
}
