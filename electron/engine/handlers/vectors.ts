import type { Handlers } from "../../../shared/contract/handlers.js";
import type { MapAnswer, MapProgress, vectorsContract } from "../../../shared/contract/vectors.js";
import { makeMap } from "../embeddings/make-map.js";
import { findNearest } from "../embeddings/nearest.js";
import { chooseRuns } from "../queries/network/runs.js";
import { placesOf, placesOfSpans } from "../queries/vectors/places.js";
import { countUses, findUses } from "../queries/vectors/points.js";
import { listSpaces } from "../queries/vectors/spaces.js";
import { toldBy } from "./event-queue.js";
import type { Workspace } from "./open-workspace.js";

export function vectorsHandlers(workspace: Workspace): Handlers<typeof vectorsContract> {
  const { database, options } = workspace;
  return {
    "vector.spaces": (input, { signal }) =>
      database.read(async (session) => {
        const began = performance.now();
        const { where } = await chooseRuns(session, "map_run", input.query, input.zoneOffsetMinutes);
        await findUses(session, where);
        const texts = await countUses(session);
        return { spaces: await listSpaces(session, where), texts, ms: performance.now() - began };
      }, signal),
    "vector.nearest": (input, { signal }) =>
      database.read((session) => findNearest(session, input, options.workerPath, signal), signal),
    "map.run": (input, { signal }) =>
      toldBy<MapProgress | MapAnswer>(signal, async (queue, stop) => {
        const answer = await makeMap(workspace, input, stop, (progress) =>
          queue.pushLatest(progress, (held) => held.type === "progress"),
        );
        queue.push(answer);
      }),
    "map.points": (input, { signal }) =>
      database.read(async (session) => {
        const points = await placesOf(session, input.points);
        return {
          places: [...points.filter((place) => place !== null), ...(await placesOfSpans(session, input.spans))],
        };
      }, signal),
  };
}
