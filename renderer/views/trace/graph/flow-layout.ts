import { formatDuration, formatNumber } from "../../../lib/format.js";
import type { LayoutAnswer, LayoutRequest, Point } from "../../../workers/layout-request.js";
import type { TraceStructure } from "../structure.js";
import type { Flow } from "./flow.js";
import type { FoldedFlow } from "./flow-fold.js";
import type { CardItem, DotItem, FrameItem, Item, Picture, Wire } from "./picture.js";
import { placesInFlow } from "./places.js";
import type { Unit } from "./units.js";
import { loop, through } from "./wire-path.js";

const CARD_PX = 44;
const DOT_PX = 12;
/** Beside a card that follows itself: its loop and the loop's count. */
const LOOP_PX = 44;
const FRAME_PAD_PX = 12;
export const FRAME_HEAD_PX = 26;
const LETTER_PX = 6.8;
/** Beside the agent's name: how often, and how long. */
const FIGURES_PX = 56;

/** What the layout is asked for: cards, the two ends of the run, and each edge once. */
export function requestOf(flow: Flow, { graph }: FoldedFlow): LayoutRequest {
  const members = new Map<number, number>();
  for (const { agent } of graph.units) members.set(agent, (members.get(agent) ?? 0) + 1);
  const loops = new Set(graph.edges.filter(({ from, to }) => from === to).map(({ from }) => from));
  return {
    direction: "down",
    nodeGapPx: 28,
    layerGapPx: 40,
    bendShort: true,
    nodes: [
      ...graph.units.map((unit, index) => ({
        id: cardId(index),
        widthPx: widthOf(flow, unit) + (loops.has(index) ? LOOP_PX : 0),
        heightPx: CARD_PX,
        ...(unit.agent >= 0 && (members.get(unit.agent) ?? 0) > 1 ? { group: `agent-${unit.agent}` } : {}),
      })),
      { id: "start", widthPx: DOT_PX, heightPx: DOT_PX },
      { id: "end", widthPx: DOT_PX, heightPx: DOT_PX },
    ],
    edges: [
      ...graph.edges.map(({ from, to, timesNs }) => ({
        from: cardId(from),
        to: cardId(to),
        weight: Math.min(8, 1 + Math.log2(timesNs.length)),
      })),
      ...[...graph.first].map((unit) => ({ from: "start", to: cardId(unit) })),
      ...[...graph.last].map((unit) => ({ from: cardId(unit), to: "end" })),
    ],
  };
}

const cardId = (unit: number): string => `card-${unit}`;

function widthOf(flow: Flow, unit: Unit): number {
  const caption = flow.agents[unit.agent]?.name.length ?? 0;
  const failed = unit.failed > 0 ? `${formatNumber(unit.failed)} failed`.length * 6 + 6 : 0;
  return Math.min(
    260,
    Math.max(128, 44 + Math.max(failed + unit.name.length * LETTER_PX, Math.min(caption, 14) * 6 + FIGURES_PX)),
  );
}

/** The picture of an answer of the layout. */
export function pictureOfFlow(
  structure: TraceStructure,
  flow: Flow,
  folded: FoldedFlow,
  answer: LayoutAnswer & { readonly simple: boolean },
): Picture {
  const { graph } = folded;
  const place = (index: number): Point => answer.nodes[index] ?? { x: 0, y: 0 };
  const dot = (look: "start" | "end", index: number): DotItem => ({
    type: "dot",
    look,
    id: look,
    ...place(index),
    widthPx: DOT_PX,
    heightPx: DOT_PX,
  });
  const cards = graph.units.map((unit, index) => cardOf(structure, flow, unit, index, place(index)));
  const start = dot("start", cards.length);
  const end = dot("end", cards.length + 1);
  const loops = new Set(graph.edges.filter(({ from, to }) => from === to).map(({ from }) => from));
  // Where the simple layout stands in, members of an agent are anywhere, and a frame would lie over others.
  const frames = answer.simple ? [] : framesOf(flow, graph.units, cards, loops);
  const framed = new Set(frames.map(({ name }) => name));
  const ends = [
    ...graph.edges.map((edge) => ({ from: cards[edge.from], to: cards[edge.to], timesNs: edge.timesNs })),
    ...[...graph.first].map((unit) => ({ from: start, to: cards[unit], timesNs: [] })),
    ...[...graph.last].map((unit) => ({ from: cards[unit], to: end, timesNs: [] })),
  ];
  const most = ends.reduce((count, { timesNs }) => Math.max(count, timesNs.length), 1);
  const wires = ends.flatMap(({ from, to, timesNs }, index): Wire[] => {
    if (from === undefined || to === undefined) return [];
    const times = Float64Array.from(timesNs).sort();
    const count = times.length;
    const label = count > 1 ? `${formatNumber(count)} ×` : "";
    const path = from === to ? loop(from, label) : through(from, to, answer.bends[index] ?? [], label);
    // The square root, as in the network; a line that was gone once stays thin beside one that was gone twice.
    const widthPx = 1.25 + (count <= 1 ? 0 : Math.min(2.75, 0.5 * Math.sqrt(most)) * Math.sqrt(count / most));
    return [
      { ...path, id: `${from.id}>${to.id}`, from: from.id, to: to.id, critical: false, widthPx, timesNs: [...times] },
    ];
  });
  // Inside the agent's frame its name need not be said again.
  const said = cards.map((card) => (framed.has(card.agent) ? { ...card, agent: "" } : card));
  const items: Item[] = [...frames, ...said, start, end];
  const rules = [...folded.rules];
  if (answer.simple) rules.push("Drawn in plain layers: the better layout took too long");
  return {
    mode: "aggregated",
    items,
    wires,
    widthPx: Math.max(answer.widthPx, ...items.map((item) => item.x + item.widthPx)),
    heightPx: answer.heightPx,
    places: placesInFlow(structure, cards, frames.length),
    rules,
  };
}

function cardOf(structure: TraceStructure, flow: Flow, unit: Unit, index: number, { x, y }: Point): CardItem {
  const rows = Int32Array.from(unit.rows);
  const startsNs = Float64Array.from(rows, (row) => structure.startNs[row] ?? 0).sort();
  const endsNs = Float64Array.from(rows, (row) => structure.endNs[row] ?? 0).sort();
  const durations = Float64Array.from(
    rows,
    (row) => (structure.endNs[row] ?? 0) - (structure.startNs[row] ?? 0),
  ).sort();
  const isAgent = unit.fold?.opens.startsWith("a") === true || unit.kind === "agent";
  return {
    type: "card",
    id: cardId(index),
    x,
    y,
    widthPx: widthOf(flow, unit),
    heightPx: CARD_PX,
    kind: unit.kind,
    name: unit.name,
    agent: isAgent || unit.agent < 0 ? "" : (flow.agents[unit.agent]?.name ?? ""),
    calls: rows.length,
    failed: unit.failed,
    medianNs: durations[Math.floor((durations.length - 1) / 2)] ?? 0,
    rows,
    startsNs,
    endsNs,
    opens: unit.fold?.opens ?? null,
    inside: unit.fold === null ? "" : `${unit.fold.inside}; ${formatDuration(durations.at(-1) ?? 0)} at most`,
  };
}

/** A frame for each agent with more than one card. */
function framesOf(
  flow: Flow,
  units: readonly Unit[],
  cards: readonly CardItem[],
  loops: ReadonlySet<number>,
): FrameItem[] {
  const members = new Map<number, number[]>();
  units.forEach(({ agent }, index) => members.set(agent, [...(members.get(agent) ?? []), index]));
  return [...members].flatMap(([agent, all]): FrameItem[] => {
    const owner = flow.agents[agent];
    if (owner === undefined || all.length < 2) return [];
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    for (const index of all) {
      const card = cards[index];
      if (card === undefined) continue;
      left = Math.min(left, card.x);
      top = Math.min(top, card.y);
      right = Math.max(right, card.x + card.widthPx + (loops.has(index) ? LOOP_PX - 8 : 0));
      bottom = Math.max(bottom, card.y + card.heightPx);
    }
    return [
      {
        type: "frame",
        id: `frame-${agent}`,
        x: left - FRAME_PAD_PX,
        y: top - FRAME_HEAD_PX,
        widthPx: right - left + 2 * FRAME_PAD_PX,
        heightPx: bottom - top + FRAME_HEAD_PX + FRAME_PAD_PX,
        name: owner.name === "" ? "run" : owner.name,
        kind: owner.kind,
        row: owner.row,
        failed: owner.failedRows.size,
        closes: `x${owner.row}`,
      },
    ];
  });
}
