import type { Session } from "../db/session.js";
import { itemTexts, itemVectors } from "../queries/vectors/item-blocks.js";
import type { MapWorker } from "./map-worker.js";
import type { FromWorker, ToWorker } from "./worker/messages.js";

/** How often is looked whether the session was interrupted. */
const LOOK_MS = 50;
/** Blocks that may be under way to the worker: of vectors about 12 MB each. */
const MOST_BLOCKS = 3;

/** Gives a worker the vectors and texts of `map_item` that it asks for, until it wants no more; other messages go to `tell`. */
export async function servePasses(
  session: Session,
  dimensions: number | null,
  worker: MapWorker,
  tell: (message: FromWorker) => void,
): Promise<void> {
  // While the worker computes no statement runs that an interrupt could reach, as when the workspace is to be closed.
  const before = session.interrupts;
  const timer = setInterval(() => {
    if (session.interrupts !== before) worker.cancel();
  }, LOOK_MS);
  try {
    for (;;) {
      const message = await worker.next();
      if (message.type === "read") return;
      if (message.type === "pass") await servePass(session, dimensions, message, worker, tell);
      else tell(message);
    }
  } finally {
    clearInterval(timer);
  }
}

async function servePass(
  session: Session,
  dimensions: number | null,
  { what, first, end, most }: Extract<FromWorker, { type: "pass" }>,
  worker: MapWorker,
  tell: (message: FromWorker) => void,
): Promise<void> {
  const blocks =
    what === "texts" ? itemTexts(session, first, end, most) : itemVectors(session, dimensions ?? 0, first, end);
  let underWay = 0;
  const awaitCredit = async (): Promise<void> => {
    const message = await worker.next();
    if (message.type === "credit") underWay--;
    else tell(message);
  };
  for await (const block of blocks) {
    const message: ToWorker = "values" in block ? { type: "rows", ...block } : { type: "texts", ...block };
    worker.send(message, "values" in block ? [block.places.buffer, block.values.buffer] : []);
    underWay++;
    while (underWay >= MOST_BLOCKS) await awaitCredit();
  }
  while (underWay > 0) await awaitCredit();
  worker.send({ type: "end" });
}
