import type { TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { type ReadOutline, readOutline } from "./outline.js";

/** Transcripts whose order is kept: the window of the one that is read, and of one that it is left for. */
const KEPT = 2;

/**
 * The orders of the transcripts that are being read. A long run's order takes a moment; its windows, that are asked for while
 * it is scrolled, then only read texts.
 */
export class KeptOutlines {
  readonly #kept = new Map<string, ReadOutline>();

  /** @param state Changes whenever the workspace's content does. */
  async of(session: Session, traceId: TraceId, state: string): Promise<ReadOutline> {
    const key = `${state} ${traceId}`;
    const outline = this.#kept.get(key) ?? (await readOutline(session, traceId));
    this.#kept.delete(key);
    this.#kept.set(key, outline);
    for (const oldest of [...this.#kept.keys()].slice(0, Math.max(0, this.#kept.size - KEPT)))
      this.#kept.delete(oldest);
    return outline;
  }
}
