import { useMemo } from "react";
import type { NetworkAnswer, NetworkComparison } from "../../../shared/contract/network.js";
import type { AppError } from "../../../shared/contract/errors.js";
import { useEngineQuery } from "../../data/engine.js";
import { zoneOffsetMinutes } from "../../lib/format.js";
import type { NetworkRoute } from "../../state/network-route.js";
import { usePreferences } from "../../state/preferences.js";
import { atLevel } from "./levels.js";
import { busyLines, leastToRead, linesOf, readableLines, type Line } from "./lines.js";
import { comparedNetworkOf, networkOf, type Network, type NetworkNode } from "./model.js";
import { stacked, type Drawing } from "./stacks.js";

/** What the engine is asked of the search; the same for every question of the view. */
export interface NetworkQuestion {
  readonly query: string;
  readonly zoneOffsetMinutes: number;
  readonly showHidden: boolean;
  /** The engine's folds that are open. */
  readonly open: readonly string[];
}

export interface NetworkView {
  readonly question: NetworkQuestion;
  /** The search that it is compared with. */
  readonly other: string | undefined;
  /** What the search selects; undefined until the first answer. */
  readonly answer: NetworkAnswer | undefined;
  /** The two searches over each other; null where nothing is compared, undefined until the answer. */
  readonly comparison: NetworkComparison | null | undefined;
  readonly error: AppError | null;
  readonly isFetching: boolean;
  /** True while the answer on the screen is of another question. */
  readonly isOld: boolean;
  readonly retry: () => void;
  /** All that the level shows, before anything is folded here. */
  readonly all: Drawing;
  /** What is drawn. */
  readonly drawing: Drawing;
  /** The least number of calls of a line: as it was chosen, else as few as can be read. */
  readonly least: number;
  /** How many lines under it are folded. */
  readonly quietLines: number;
}

/** More are folded by the engine, by their names alone; up to here they are stacked here, by what they have to do with. */
export const MOST_NODES = 2000;
const NOTHING: Network = { nodes: [], edges: [] };

/** The network that an address stands for, ready to be laid out. */
export function useNetwork(route: NetworkRoute): NetworkView {
  const zone = usePreferences((preferences) => preferences.zone);
  const other = route.with;
  const openKey = route.open.join("\n");
  const open = useMemo(() => new Set(openKey.split("\n")), [openKey]);
  const question = useMemo(
    (): NetworkQuestion => ({
      query: route.q,
      zoneOffsetMinutes: zoneOffsetMinutes(zone),
      showHidden: route.hidden,
      open: openKey.split("\n").filter((key) => key !== "" && !key.startsWith("stack:")),
    }),
    [route.q, route.hidden, openKey, zone],
  );
  const shown = { ...question, open: [...question.open], limit: MOST_NODES };
  const get = useEngineQuery("network.get", shown, { keepPrevious: true });
  const compare = useEngineQuery(
    "network.compare",
    { ...shown, other: other ?? "" },
    { keepPrevious: true, enabled: other !== undefined },
  );
  const main = other === undefined ? get : compare;
  const comparison = other === undefined ? null : compare.data;

  const network = useMemo(() => {
    if (comparison !== null) return comparison === undefined ? NOTHING : comparedNetworkOf(comparison);
    return get.data === undefined ? NOTHING : networkOf(get.data);
  }, [comparison, get.data]);
  const all = useMemo((): Drawing => {
    const { nodes, edges } = atLevel(network, route.level);
    return { nodes, lines: linesOf(edges) };
  }, [network, route.level]);
  const { least: chosen } = route;
  const shownPart = useMemo(() => {
    if (chosen !== undefined) {
      const lines = busyLines(all.lines, chosen);
      const busy = lines === all.lines ? all : { nodes: stillLinked(all, lines), lines };
      return { least: chosen, quietLines: all.lines.length - lines.length, drawing: stacked(busy, open) };
    }
    const drawing = stacked(all, open);
    const least = leastToRead(drawing.lines);
    const lines = readableLines(drawing.lines, least);
    const quietLines = drawing.lines.length - lines.length;
    return { least, quietLines, drawing: quietLines === 0 ? drawing : { nodes: drawing.nodes, lines } };
  }, [all, chosen, open]);

  const failed = main.isError && !main.isFetching ? main : get.isError && !get.isFetching ? get : null;
  return {
    question,
    other,
    answer: get.data,
    comparison,
    error: failed?.error ?? null,
    isFetching: main.isFetching,
    isOld: main.isPlaceholderData,
    retry: () => void (failed ?? main).refetch(),
    all,
    ...shownPart,
  };
}

/** Nodes that lost all their lines go with them; those that never had one stay. */
function stillLinked(all: Drawing, lines: readonly Line[]): readonly NetworkNode[] {
  const before = new Set(all.lines.flatMap((line) => [line.from, line.to]));
  const after = new Set(lines.flatMap((line) => [line.from, line.to]));
  return all.nodes.filter((node) => after.has(node.key) || !before.has(node.key));
}
