import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { AppError } from "../../../shared/contract/errors.js";
import type { FileRef } from "../../../shared/contract/files.js";
import { newSecret } from "./sessions.js";

/** What a page offers: names and sizes. The bytes come when the engine asks for them. */
export const offerBody = z.object({
  files: z
    .array(z.object({ name: z.string().min(1).max(4096), bytes: z.number().nonnegative() }))
    .min(1)
    .max(10_000),
});
export const MAX_OFFER_BYTES = 4 * 1024 * 1024;

const MAX_OFFERS = 50_000;
const OFFER_TTL_MS = 12 * 60 * 60 * 1000;
const BEGIN_WITHIN_MS = 30_000;
const IDLE_LIMIT_MS = 60_000;
/** How long a sender may take to hear that it should stop. */
const STOP_WITHIN_MS = 5_000;

interface Offer {
  readonly name: string;
  readonly bytes: number;
  readonly offeredAtMs: number;
}

interface Sender {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Files that pages send. A page offers them and gets tokens; it sends a file only when the engine reads it, so that no upload
 * waits behind another, and each piece when the one before was taken.
 */
export class Uploads {
  readonly #offers = new Map<string, Offer>();
  /** What the engine waits for now, and what to do when it comes. */
  readonly #wanted = new Map<string, (sender: Sender) => void>();
  readonly #tell: (message: { type: "want" | "unwant"; token: string }) => void;
  readonly #beginWithinMs: number;

  /** @param tell Tells the pages that a token's file is read now, or not any more. */
  constructor(
    tell: (message: { type: "want" | "unwant"; token: string }) => void,
    options: { beginWithinMs?: number } = {},
  ) {
    this.#tell = tell;
    this.#beginWithinMs = options.beginWithinMs ?? BEGIN_WITHIN_MS;
  }

  /** One token a file, in their order. Throws TOO_LARGE where too many are open. */
  offer(files: z.output<typeof offerBody>["files"]): string[] {
    const nowMs = Date.now();
    for (const [token, { offeredAtMs }] of this.#offers) {
      if (nowMs - offeredAtMs > OFFER_TTL_MS) this.#offers.delete(token);
    }
    if (this.#offers.size + files.length > MAX_OFFERS) throw new AppError("TOO_LARGE", "Too many files are offered.");
    return files.map((file) => {
      const token = newSecret();
      this.#offers.set(token, { ...file, offeredAtMs: nowMs });
      return token;
    });
  }

  /** The file of a token, once; null where it is no upload's. */
  take(token: string): FileRef | null {
    const offer = this.#offers.get(token);
    if (offer === undefined) return null;
    this.#offers.delete(token);
    return { kind: "stream", name: offer.name, bytes: offer.bytes, stream: this.#read(token, offer) };
  }

  /** For a page whose socket was not there when they were told. */
  get wanted(): readonly string[] {
    return [...this.#wanted.keys()];
  }

  /** A page sends. Answers 404 for what nobody waits for, and reads no byte of it. */
  receive(token: string, request: IncomingMessage, response: ServerResponse): void {
    const begin = this.#wanted.get(token);
    if (begin === undefined) {
      response.writeHead(404, { connection: "close" }).end("Nobody waits for this file.");
      return;
    }
    if (request.headers.expect !== undefined) response.writeContinue();
    begin({ request, response });
  }

  async *#read(token: string, offer: Offer): AsyncGenerator<Uint8Array> {
    const { request, response } = await this.#sender(token, offer);
    // The sender may fall silent, not the reader: the clock runs only while bytes are awaited.
    let idle: NodeJS.Timeout | undefined;
    const wait = (): void => {
      idle = setTimeout(() => request.destroy(new Error("silent")), IDLE_LIMIT_MS);
    };
    let received = 0;
    try {
      wait();
      // Kept whole when the engine stops reading: a connection that breaks makes browsers send once more.
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        clearTimeout(idle);
        received += chunk.length;
        if (received > offer.bytes) throw new AppError("UNREADABLE", `More of ${offer.name} came than it has.`);
        yield chunk;
        wait();
      }
      if (received < offer.bytes) throw new AppError("UNREADABLE", `The upload of ${offer.name} was cut off.`);
      response.writeHead(204).end();
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError("UNREADABLE", `The upload of ${offer.name} was cut off.`, {
        hint: "Open the file again.",
        cause,
      });
    } finally {
      clearTimeout(idle);
      if (!response.writableEnded) this.#stop(token, { request, response });
    }
  }

  /** Asks the sender to stop and lets pass what it still sends. */
  #stop(token: string, { request, response }: Sender): void {
    this.#tell({ type: "unwant", token });
    const timer = setTimeout(() => request.destroy(), STOP_WITHIN_MS);
    request.once("close", () => clearTimeout(timer));
    request.on("error", () => {});
    request.once("end", () => response.writeHead(204, { connection: "close" }).end());
    request.resume();
  }

  #sender(token: string, offer: Offer): Promise<Sender> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#wanted.delete(token);
        reject(
          new AppError("UNREADABLE", `${offer.name} was offered, but nobody sent it.`, {
            hint: "Keep the page open until the import is done.",
          }),
        );
      }, this.#beginWithinMs);
      this.#wanted.set(token, (sender) => {
        clearTimeout(timer);
        this.#wanted.delete(token);
        resolve(sender);
      });
      this.#tell({ type: "want", token });
    });
  }
}
