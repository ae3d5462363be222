import { AppError } from "../../shared/contract/errors.js";

/** How many more frames of one call may be sent. One sender at a time waits. */
export class Credits {
  #frames: number;
  #granted: () => void = () => {};

  constructor(frames: number) {
    this.#frames = frames;
  }

  grant(frames: number): void {
    this.#frames += frames;
    this.#granted();
  }

  /** Takes one credit, waiting for it. Rejects with CANCELLED once `signal` is aborted. */
  async take(signal: AbortSignal): Promise<void> {
    while (this.#frames <= 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          signal.removeEventListener("abort", wake);
          resolve();
        };
        this.#granted = wake;
        signal.addEventListener("abort", wake);
      });
    }
    if (signal.aborted) throw new AppError("CANCELLED", "Cancelled.");
    this.#frames--;
  }
}
