import { NEAR_FROM } from "../../../shared/contract/documents.js";
import { AppError } from "../../../shared/contract/errors.js";
import { MOST_SKETCHES, nearPairs } from "../analysis/documents/near-pairs.js";
import { shinglesOf, sketchOf } from "../analysis/documents/shingles.js";
import { Sketches } from "../analysis/documents/sketches.js";
import type { Database } from "../db/database.js";
import { inStretches } from "./in-stretches.js";
import { documentTexts, foldedTexts, textsState } from "../queries/documents/texts.js";
import type { NearTexts } from "../queries/documents/stats.js";

/** What comparing the texts of all documents gave. */
export interface NearDocuments extends NearTexts {
  /** Distinct texts, and how many of them were compared. */
  readonly texts: number;
  readonly compared: number;
  readonly ms: number;
}

/** Texts and hashes that are held at most: 128 MB of sketches. Texts beyond are not compared, and the answer says so. */
const MOST_TEXTS = Math.min(MOST_SKETCHES, 300_000);
const MOST_HASHES = 32_000_000;
/** Pairs that are kept at most. */
const MOST_PAIRS = 200_000;
const TEXTS_A_BATCH = 500;

interface Running {
  readonly state: string;
  readonly work: Promise<NearDocuments>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Which documents of a workspace say nearly the same. Found when it is first asked for, bit by bit between other calls, and kept
 * until other texts are there. Who asks while it is being found waits for the same; when nobody waits any more it stops.
 */
export class NearDuplicates {
  readonly #database: Database;
  #known: { readonly state: string; readonly found: NearDocuments } | null = null;
  #running: Running | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Throws CANCELLED. */
  async find(signal: AbortSignal): Promise<NearDocuments> {
    const state = await this.#database.read(textsState, signal);
    if (this.#known?.state === state) return this.#known.found;
    if (this.#running?.state !== state) this.#running = this.#start(state);
    const running = this.#running;
    running.waiting++;
    const leave = (): void => {
      if (--running.waiting > 0) return;
      running.stop.abort();
      if (this.#running === running) this.#running = null;
    };
    signal.addEventListener("abort", leave, { once: true });
    try {
      return await Promise.race([running.work, cancelled(signal)]);
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  #start(state: string): Running {
    const stop = new AbortController();
    const work = this.#compare(stop.signal).then((found) => {
      this.#known = { state, found };
      return found;
    });
    const running: Running = { state, work, stop, waiting: 0 };
    const settle = (): void => {
      if (this.#running === running) this.#running = null;
    };
    work.then(settle, settle);
    return running;
  }

  async #compare(signal: AbortSignal): Promise<NearDocuments> {
    const began = performance.now();
    const ids = await this.#database.read(documentTexts, signal);
    const sketches = new Sketches();
    const compared: number[] = [];
    for (let from = 0; from < ids.length; from += TEXTS_A_BATCH) {
      if (compared.length >= MOST_TEXTS || sketches.hashes >= MOST_HASHES) break;
      const batch = ids.slice(from, from + TEXTS_A_BATCH);
      const texts = await this.#database.read((session) => foldedTexts(session, batch), signal);
      await inStretches(sketchEach(texts, sketches, compared), signal);
    }
    const pairs = await inStretches(nearPairs(sketches, NEAR_FROM), signal);
    const kept =
      pairs.length <= MOST_PAIRS ? pairs : pairs.toSorted((a, b) => b.similarity - a.similarity).slice(0, MOST_PAIRS);
    return {
      left: kept.map((pair) => compared[pair.left] ?? 0),
      right: kept.map((pair) => compared[pair.right] ?? 0),
      similarity: kept.map((pair) => pair.similarity),
      texts: ids.length,
      compared: compared.length,
      ms: performance.now() - began,
    };
  }
}

function* sketchEach(
  texts: readonly { readonly id: number; readonly folded: string }[],
  sketches: Sketches,
  compared: number[],
): Generator<void, void> {
  for (const { id, folded } of texts) {
    sketches.push(sketchOf(shinglesOf(folded)));
    compared.push(id);
    yield;
  }
}

function cancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(new AppError("CANCELLED", "The call was cancelled."));
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
