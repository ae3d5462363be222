import type { MapPhase } from "../../../../shared/contract/vectors.js";
import type { RowBlock } from "../../analysis/vectors/rows.js";
import type { WorkerPort } from "./messages.js";

const TELL_MS = 100;

/** What a worker asks its engine for. */
export class Passes {
  readonly #port: WorkerPort;
  #toldMs = 0;

  constructor(port: WorkerPort) {
    this.#port = port;
  }

  /** The vectors of the items from `first` up to `end`, each divided by its length, in blocks. */
  async *rows(first: number, end: number): AsyncGenerator<RowBlock> {
    this.#port.send({ type: "pass", what: "rows", first, end, most: end - first });
    for (;;) {
      const message = await this.#port.next();
      if (message.type !== "rows") return;
      toUnitLength(message.values, message.places.length);
      yield { places: message.places, values: message.values };
      this.#port.send({ type: "credit" });
    }
  }

  /** Texts of at most `most` of the items from `first` up to `end`, evenly. */
  async texts(first: number, end: number, most: number, take: (place: number, text: string) => void): Promise<void> {
    this.#port.send({ type: "pass", what: "texts", first, end, most });
    for (;;) {
      const message = await this.#port.next();
      if (message.type !== "texts") return;
      message.places.forEach((place, at) => take(place, message.texts[at] ?? ""));
      this.#port.send({ type: "credit" });
    }
  }

  /** No pass is wanted any more. */
  finished(): void {
    this.#port.send({ type: "read" });
  }

  /** Tells how far it is; too often is left out. */
  tell(phase: MapPhase, share: number): void {
    const now = performance.now();
    if (share < 1 && now - this.#toldMs < TELL_MS) return;
    this.#toldMs = now;
    this.#port.send({ type: "progress", phase, share: Math.min(1, share) });
  }
}

function toUnitLength(values: Float32Array, rows: number): void {
  const columns = rows === 0 ? 0 : values.length / rows;
  for (let from = 0; from < values.length; from += columns) {
    let squares = 0;
    for (let at = from; at < from + columns; at++) squares += (values[at] ?? 0) ** 2;
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = from; at < from + columns; at++) values[at] = (values[at] ?? 0) * scale;
  }
}
