import { subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import type { Block, Episode } from "./episodes.js";
import type { BoxItem, CardItem } from "./picture.js";

/**
 * For each row the box that stands for it: its own, that of the call that it lies inside, or that of what lies inside it;
 * -1 where neither is drawn.
 */
export function placesInRun(structure: TraceStructure, boxes: readonly BoxItem[], offset: number): Int32Array {
  const places = new Int32Array(structure.rowCount).fill(-1);
  const put = (row: number, index: number): void => {
    if (row >= 0 && places[row] === -1) places[row] = index;
  };
  const putEpisode = (episode: Episode, index: number): void => {
    if (episode.foldedInside > 0) {
      for (let row = episode.row; row < subtreeEndOf(structure, episode.row); row++) put(row, index);
    }
    put(episode.row, index);
    for (const step of episode.steps) {
      for (const call of step) {
        put(call.row, index);
        for (const row of call.more ?? []) put(row, index);
      }
    }
  };
  const putBlock = (block: Block, index: number): void => {
    if (block.type === "episode") putEpisode(block, index);
    else if (block.type === "repeat") for (const one of block.all) putEpisode(one, index);
    else if (block.type === "gap") for (const inner of block.blocks) putBlock(inner, index);
    else for (const lane of block.lanes) for (const inner of lane.blocks) putBlock(inner, index);
  };
  boxes.forEach((box, index) => putBlock(box.block, index + offset));
  return spread(structure, places);
}

/** Rows without a place take that of the row above them; those above all places that of the first below. */
export function spread(structure: TraceStructure, places: Int32Array): Int32Array {
  const { parent } = structure.table;
  for (let row = 0; row < places.length; row++) {
    const above = parent[row] ?? -1;
    if (places[row] === -1 && above >= 0) places[row] = places[above] ?? -1;
  }
  for (let row = places.length - 1; row > 0; row--) {
    const above = parent[row] ?? -1;
    if (above >= 0 && places[above] === -1) places[above] = places[row] ?? -1;
  }
  return places;
}

/** For each row the card that stands for it, as in a run. `offset` is the index of the first card among the items. */
export function placesInFlow(structure: TraceStructure, cards: readonly CardItem[], offset: number): Int32Array {
  const places = new Int32Array(structure.rowCount).fill(-1);
  cards.forEach((card, index) => {
    for (const row of card.rows) places[row] = index + offset;
  });
  // An agent's own row goes to its first card: rows below are visited before they are, so the first one wins.
  for (let row = structure.rowCount - 1; row >= 0; row--) {
    const owner = structure.owner[row] ?? -1;
    if (places[row] !== -1 && owner >= 0 && owner !== row) places[owner] = places[row] ?? -1;
  }
  return spread(structure, places);
}
