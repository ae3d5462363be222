import { AppError } from "../../../shared/contract/errors.js";
import type { ParsedInputOf } from "../../../shared/contract/procedure.js";
import type { MapAnswer, MapProgress, vectorsContract } from "../../../shared/contract/vectors.js";
import type { Session } from "../db/session.js";
import type { Workspace } from "../handlers/open-workspace.js";
import { chooseRuns } from "../queries/network/runs.js";
import {
  countItems,
  digestItems,
  findUses,
  itemsOfTexts,
  itemsOfVectors,
  type PointColumns,
  readPoints,
  spaceOfMap,
} from "../queries/vectors/points.js";
import { spaceOf } from "../queries/vectors/spaces.js";
import { mapAnswer, whyEmpty } from "./map-answer.js";
import { keepMap, mapKeys, type MapKeys, readMap } from "./map-cache.js";
import { startMapWorker } from "./map-worker.js";
import { servePasses } from "./serve-passes.js";
import type { FromWorker, Grouping, Items, Layout } from "./worker/messages.js";

type Input = ParsedInputOf<(typeof vectorsContract)["map.run"]>;
type Space = MapAnswer["space"];

/** Vectors or texts that a map lays out; of more, as many are taken evenly. */
const MOST_ITEMS = 100_000;

interface Chosen {
  readonly items: Items;
  readonly leftOut: number;
  readonly space: Space;
  readonly points: PointColumns;
  readonly keys: MapKeys;
}

/** Makes a map, or finds the one that was made before. `tell` hears how far it is. */
export async function makeMap(
  workspace: Workspace,
  input: Input,
  signal: AbortSignal,
  tell: (progress: MapProgress) => void,
): Promise<MapAnswer> {
  const began = performance.now();
  const { database, revision } = workspace;
  const startedAt = revision.current;
  const onMessage = (message: FromWorker): void => {
    if (message.type === "progress") tell({ type: "progress", phase: message.phase, share: message.share });
  };
  const worker = new LazyWorker(workspace.options.workerPath, signal);
  try {
    const made = await database.read(async (session) => {
      const { where } = await chooseRuns(session, "map_run", input.query, input.zoneOffsetMinutes);
      // All passes over the vectors see the same ones, whatever is imported meanwhile.
      await session.run("BEGIN");
      try {
        const chosen = await chooseItems(session, input, where);
        const known = await readMap(session, chosen.keys);
        if (known?.grouping != null) return { chosen, whole: { layout: known.layout, grouping: known.grouping } };
        const { query: _query, zoneOffsetMinutes: _zone, space, ...settings } = input;
        const columns = space === null ? null : spaceOf(space).dimensions;
        worker.open.send({ type: "map", ...settings, items: chosen.items, columns, known: known?.layout ?? null });
        await servePasses(session, columns, worker.open, onMessage);
        return { chosen, whole: null };
      } finally {
        // Once more where the first was interrupted: others will use this connection.
        await session.run("ROLLBACK").catch(() => session.run("ROLLBACK"));
      }
    }, signal);
    const { chosen, whole } = made;
    const { layout, grouping } = whole ?? (await worker.result(onMessage));
    if (whole === null && !workspace.readOnly) {
      await keep(workspace, startedAt, chosen.keys, layout, grouping);
    }
    return {
      type: "map",
      ms: performance.now() - began,
      cached: whole !== null,
      of: input.space === null ? "texts" : "vectors",
      space: chosen.space,
      method: input.method,
      leftOut: chosen.leftOut,
      ...mapAnswer(chosen.points, layout, grouping),
    };
  } finally {
    worker.stop();
  }
}

/** Keeps a map, where that is in nobody's way. What was removed meanwhile may be in the words of its groups: such a one is not kept. */
async function keep(
  { database, revision, isBusy }: Workspace,
  startedAt: number,
  keys: MapKeys,
  layout: Layout,
  grouping: Grouping,
): Promise<void> {
  if (isBusy || revision.current !== startedAt) return;
  // It can be made again: that it can't be written is no reason to withhold it.
  await database.read((session) => keepMap(session, keys, layout, grouping)).catch(() => undefined);
}

/** A worker that is started when it is needed. */
class LazyWorker {
  readonly #path: string;
  readonly #signal: AbortSignal;
  #worker: ReturnType<typeof startMapWorker> | null = null;

  constructor(path: string, signal: AbortSignal) {
    this.#path = path;
    this.#signal = signal;
  }

  get open(): ReturnType<typeof startMapWorker> {
    this.#worker ??= startMapWorker(this.#path, this.#signal);
    return this.#worker;
  }

  async result(tell: (message: FromWorker) => void): Promise<{ layout: Layout; grouping: Grouping }> {
    for (;;) {
      const message = await this.open.next();
      if (message.type === "done") return message;
      tell(message);
    }
  }

  stop(): void {
    this.#worker?.stop();
  }
}

/** Makes the items of a map and finds its points. Throws NOT_FOUND where there are none. */
async function chooseItems(session: Session, input: Input, where: string): Promise<Chosen> {
  await findUses(session, where);
  const key = input.space === null ? null : spaceOf(input.space);
  const leftOut =
    key === null ? await itemsOfTexts(session, MOST_ITEMS) : await itemsOfVectors(session, where, key, MOST_ITEMS);
  const items = await countItems(session);
  const space = key === null ? null : await spaceOfMap(session, key);
  if (items.count === 0) {
    const { message, hint } = whyEmpty(space);
    throw new AppError("NOT_FOUND", message, { hint });
  }
  const { method, seed } = input;
  const own = method === "umap" ? [input.neighbours, input.minDistance] : [];
  const keys = mapKeys(
    [await digestItems(session), input.space, method, seed, ...own],
    [input.clusterSize, input.holeGap],
  );
  return { items, leftOut, space, points: await readPoints(session), keys };
}
