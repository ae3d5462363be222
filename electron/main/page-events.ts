import type { WebContents } from "electron";

/**
 * What the shell tells the page. The page may not be there yet, or be loading: what nobody hears so far waits until the
 * page says that it listens.
 */
export class PageEvents {
  readonly #contents: () => WebContents | null;
  readonly #heard = new Set<string>();
  #waiting: { channel: string; payload: unknown }[] = [];

  constructor(contents: () => WebContents | null) {
    this.#contents = contents;
  }

  send(channel: string, payload: unknown): void {
    if (this.#heard.has(channel)) this.#contents()?.send(channel, payload);
    else this.#waiting.push({ channel, payload });
  }

  /** The page listens to this channel from now on. */
  listen(channel: string): void {
    this.#heard.add(channel);
    const due = this.#waiting.filter((event) => event.channel === channel);
    this.#waiting = this.#waiting.filter((event) => event.channel !== channel);
    for (const { payload } of due) this.send(channel, payload);
  }

  /** Another page loads: nobody listens any more. */
  forget(): void {
    this.#heard.clear();
  }
}
