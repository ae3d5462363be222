import type { IdGenerator } from "@opentelemetry/sdk-trace-base";
import { Random } from "../random.js";

/** Ids from a seed, so that the same story gives the same file. The next id of either sort can be laid down beforehand. */
export class SeededIds implements IdGenerator {
  readonly #random: Random;
  #nextTrace: string | null = null;
  #nextSpan: string | null = null;

  constructor(seed: string) {
    this.#random = new Random(seed);
  }

  /** The next trace id begins with these hex digits. */
  beginTraceWith(prefix: string): void {
    this.#nextTrace = prefix;
  }

  /** The next span id begins with these hex digits. */
  beginSpanWith(prefix: string): void {
    this.#nextSpan = prefix;
  }

  readonly generateTraceId = (): string => {
    const prefix = this.#nextTrace ?? "";
    this.#nextTrace = null;
    return prefix + this.#random.hex(32 - prefix.length);
  };

  readonly generateSpanId = (): string => {
    const prefix = this.#nextSpan ?? "";
    this.#nextSpan = null;
    return prefix + this.#random.hex(16 - prefix.length);
  };
}
