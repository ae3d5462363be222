import { formatDuration } from "../../../lib/format.js";
import { measureBox, PORT_PX } from "./geometry.js";
import type { BoxBlock, BoxGeometry } from "./geometry.js";
import type { Block, Episode, Sequence } from "./episodes.js";
import type { BoxItem, DotItem, Wire } from "./picture.js";
import { elbow } from "./wire-path.js";

const BOX_GAP_PX = 24;
/** Between two forks: room for the point where all branches meet. */
const JUNCTION_GAP_PX = 48;
const LANE_GAP_PX = 24;
const JUNCTION_PX = 6;

export interface RunLayout {
  readonly boxes: readonly BoxItem[];
  readonly junctions: readonly DotItem[];
  readonly wires: readonly RunWire[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A wire of the run as it ran: how long the finished branch waits for the one beside it, ns. */
export interface RunWire extends Wire {
  readonly waitsNs: number;
}

function durationOf(block: BoxBlock): string {
  return block.type === "gap" ? "" : formatDuration(block.toNs - block.fromNs);
}

function gapBefore(block: Block, previous: Block | undefined): number {
  if (previous === undefined) return 0;
  return block.type === "fork" && previous.type === "fork" ? JUNCTION_GAP_PX : BOX_GAP_PX;
}

interface Placed {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Height of the line that edges come in and go out at, from the top. */
  readonly portPx: number;
  readonly geometry?: BoxGeometry;
}
interface Ends {
  readonly first: readonly End[];
  readonly last: readonly End[];
}
interface End {
  readonly id: string;
  /** Where lines come in, and where they go out. */
  readonly inX: number;
  readonly outX: number;
  readonly y: number;
  readonly critical: boolean;
  readonly toNs: number;
  readonly handoff: boolean;
}

/**
 * Places a run from left to right: sizes from the inside out, then positions from the outside in. A fork's lanes lie below
 * each other; each box and wire is visited once.
 */
export function layoutRun(sequence: Sequence, folds: ReadonlySet<string>): RunLayout {
  const boxes: BoxItem[] = [];
  const junctions: DotItem[] = [];
  const wires: RunWire[] = [];
  const sizes = new Map<Block | Sequence, Placed>();

  const measureBlock = (block: Block): Placed => {
    let placed: Placed;
    if (block.type === "fork") {
      let widthPx = 0;
      let heightPx = 0;
      let portPx = PORT_PX;
      block.lanes.forEach((lane, index) => {
        const inner = measure(lane);
        if (index === 0) portPx = inner.portPx;
        widthPx = Math.max(widthPx, inner.widthPx);
        heightPx += inner.heightPx + (index === 0 ? 0 : LANE_GAP_PX);
      });
      placed = { widthPx, heightPx, portPx };
    } else {
      const geometry = measureBox(block, durationOf(block), folds);
      placed = { widthPx: geometry.widthPx, heightPx: geometry.heightPx, portPx: PORT_PX, geometry };
    }
    sizes.set(block, placed);
    return placed;
  };
  const measure = (inner: Sequence): Placed => {
    let widthPx = 0;
    let above = 0;
    let below = 0;
    inner.blocks.forEach((block, index) => {
      const placed = measureBlock(block);
      widthPx += placed.widthPx + gapBefore(block, inner.blocks[index - 1]);
      above = Math.max(above, placed.portPx);
      below = Math.max(below, placed.heightPx - placed.portPx);
    });
    const placed = { widthPx, heightPx: above + below, portPx: above };
    sizes.set(inner, placed);
    return placed;
  };

  const connect = (from: readonly End[], to: readonly End[], x: number, y: number): void => {
    const wire = (source: End, target: End, waitsNs: number): void => {
      const label = waitsNs > 1e6 ? `waits ${formatDuration(waitsNs)}` : source.handoff ? "hand-off" : "";
      wires.push({
        ...elbow(source.outX, source.y, target.inX, target.y, label, !target.id.startsWith("junction")),
        id: `${source.id}>${target.id}`,
        from: source.id,
        to: target.id,
        critical: source.critical && target.critical,
        waitsNs,
        timesNs: [],
      });
    };
    const joinedNs = from.reduce((latest, end) => Math.max(latest, end.toNs), Number.NEGATIVE_INFINITY);
    if (from.length > 1 && to.length > 1) {
      const id = `junction-${junctions.length}`;
      const left = x - JUNCTION_PX / 2;
      junctions.push({
        type: "dot",
        look: "junction",
        id,
        x: left,
        y: y - JUNCTION_PX / 2,
        widthPx: JUNCTION_PX,
        heightPx: JUNCTION_PX,
      });
      const middle: End = {
        id,
        inX: left,
        outX: left + JUNCTION_PX,
        y,
        critical: true,
        toNs: joinedNs,
        handoff: false,
      };
      for (const source of from) wire(source, { ...middle, critical: source.critical }, joinedNs - source.toNs);
      for (const target of to) wire({ ...middle, critical: target.critical }, target, 0);
      return;
    }
    for (const source of from) for (const target of to) wire(source, target, joinedNs - source.toNs);
  };

  const place = (inner: Sequence, left: number, top: number, critical: boolean): Ends => {
    const own = sizes.get(inner);
    const port = top + (own?.portPx ?? PORT_PX);
    let x = left;
    let before: readonly End[] | null = null;
    let first: readonly End[] = [];
    inner.blocks.forEach((block, index) => {
      const size = sizes.get(block);
      if (size === undefined) return;
      const gap = gapBefore(block, inner.blocks[index - 1]);
      x += gap;
      const ends = placeBlock(block, x, port - size.portPx, size, critical);
      if (before === null) first = ends.first;
      else connect(before, ends.first, x - gap / 2, port);
      before = ends.last;
      x += size.widthPx;
    });
    return { first, last: before ?? [] };
  };
  const placeBlock = (block: Block, x: number, y: number, size: Placed, critical: boolean): Ends => {
    if (block.type !== "fork") {
      const id = `box-${boxes.length}`;
      const { widthPx, heightPx, geometry = { widthPx, heightPx, cells: [], more: [] } } = size;
      boxes.push({
        type: "box",
        id,
        block,
        x,
        y,
        widthPx,
        heightPx,
        geometry,
        durationText: durationOf(block),
        critical,
      });
      const handoff = block.type === "episode" && endsInHandoff(block);
      const end: End = { id, inX: x, outX: x + widthPx, y: y + PORT_PX, critical, toNs: block.toNs, handoff };
      return { first: [end], last: [end] };
    }
    let latest = 0;
    block.lanes.forEach((lane, index) => {
      if (lane.toNs > (block.lanes[latest]?.toNs ?? 0)) latest = index;
    });
    const first: End[] = [];
    const last: End[] = [];
    let top = y;
    block.lanes.forEach((lane, index) => {
      const ends = place(lane, x, top, critical && index === latest);
      first.push(...ends.first);
      last.push(...ends.last.map((end) => ({ ...end, toNs: Math.max(end.toNs, lane.toNs) })));
      top += (sizes.get(lane)?.heightPx ?? 0) + LANE_GAP_PX;
    });
    return { first, last };
  };

  const whole = measure(sequence);
  place(sequence, 0, 0, true);
  return { boxes, junctions, wires, widthPx: whole.widthPx, heightPx: whole.heightPx };
}

function endsInHandoff(episode: Episode): boolean {
  return episode.steps.at(-1)?.some((call) => call.kind === "handoff") ?? false;
}
