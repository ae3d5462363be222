import { UMAP } from "umap-js";
import type { InputOf } from "../../shared/contract/procedure.js";
import type { MapAnswer, vectorsContract } from "../../shared/contract/vectors.js";
import type { BenchFolder } from "./corpora.js";
import { serveWorkspace } from "./served-workspace.js";
import type { ServedWorkspace } from "./served-workspace.js";
import {
  addRandomVectors,
  addVectors,
  DIMENSIONS,
  FIRST_TEXT,
  makeWorkspace,
  MODEL,
  topicVectors,
  trustworthiness,
  withDatabase,
} from "./vector-workspace.js";
import type { ViewFigure } from "./view-figures.js";

const SPACE = `${DIMENSIONS}:${MODEL}`;
const NEAR_ROWS = 100_000;
const UMAP_ROWS = 10_000;
const PCA_ROWS = 20_000;
const ROUNDS = 5;
/** Rows that are asked for their neighbours, to measure how far a picture can be trusted. */
const ASKED_ROWS = 500;

/** Nearest neighbours, PCA, and UMAP beside umap-js, over vectors of 1,536 numbers. */
export async function benchVectors(folder: BenchFolder, note: (text: string) => void): Promise<ViewFigure[]> {
  return [...(await benchNearest(folder, note)), ...(await benchMaps(folder, note))];
}

async function benchNearest(folder: BenchFolder, note: (text: string) => void): Promise<ViewFigure[]> {
  note(`nearest of ${NEAR_ROWS} vectors …`);
  const workspace = folder.pathOf("near.skein");
  await makeWorkspace(workspace);
  await addRandomVectors(workspace, NEAR_ROWS);
  const asked = FIRST_TEXT + 77;
  const bare = await withDatabase(workspace, async (run) => {
    let best = Infinity;
    let texts: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      const rows =
        await run(`SELECT text, list_cosine_similarity(vector, (SELECT vector FROM embedding WHERE text = ${asked})) AS score
        FROM embedding ORDER BY score DESC LIMIT 11`);
      best = Math.min(best, performance.now() - began);
      texts = rows.slice(1).map(([text]) => Number(text));
    }
    return { best, texts };
  });
  const served = await serveWorkspace(workspace);
  try {
    let best = Infinity;
    let isSame = true;
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now();
      const { neighbours } = await served.client.call("vector.nearest", { space: SPACE, of: { text: asked } });
      best = Math.min(best, performance.now() - began);
      isSame &&= neighbours.map(({ text }) => text).join() === bare.texts.join();
    }
    return [
      { what: `bare scan of ${NEAR_ROWS} x ${DIMENSIONS}`, value: bare.best, unit: "ms" },
      { what: "nearest 10 of them", value: best, unit: "ms", atMost: 1.5 * bare.best },
      { what: "of the ten, others than by brute force", value: isSame ? 0 : 1, unit: "", atMost: 0 },
    ];
  } finally {
    await served.stop();
  }
}

async function benchMaps(folder: BenchFolder, note: (text: string) => void): Promise<ViewFigure[]> {
  note(`maps of ${PCA_ROWS} and ${UMAP_ROWS} vectors …`);
  const workspace = folder.pathOf("maps.skein");
  const values = topicVectors(PCA_ROWS);
  await makeWorkspace(workspace);
  await addVectors(workspace, values, 0, UMAP_ROWS);
  const own = await served(workspace, (client) => mapOf(client, { space: SPACE, method: "umap" }));
  note("umap-js …");
  const rows = Array.from({ length: UMAP_ROWS }, (_, row) =>
    Array.from(values.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS)),
  );
  let state = 1;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  const began = performance.now();
  const theirs = new UMAP({ random }).fit(rows);
  const theirMs = performance.now() - began;
  const some = values.subarray(0, UMAP_ROWS * DIMENSIONS);
  const stride = UMAP_ROWS / ASKED_ROWS;
  const ownTrust = trustworthiness(some, DIMENSIONS, pictureOf(own.map), stride);
  const theirTrust = trustworthiness(some, DIMENSIONS, Float32Array.from(theirs.flat()), stride);

  await addVectors(workspace, values, UMAP_ROWS, PCA_ROWS);
  const pca = await served(workspace, async (client) => {
    const first = await mapOf(client, { space: SPACE });
    return { first, again: await mapOf(client, { space: SPACE }) };
  });
  return [
    { what: `PCA of ${PCA_ROWS} x ${DIMENSIONS}, with clusters`, value: pca.first.ms / 1000, unit: "s", atMost: 3 },
    { what: "a trivial call meanwhile, p95", value: pca.first.callMs, unit: "ms" },
    { what: "the same map again", value: pca.again.ms, unit: "ms" },
    { what: `umap-js of ${UMAP_ROWS} x ${DIMENSIONS}`, value: theirMs / 1000, unit: "s" },
    { what: "UMAP of the same, with clusters", value: own.ms / 1000, unit: "s", atMost: theirMs / 5000 },
    { what: "a trivial call meanwhile, p95", value: own.callMs, unit: "ms" },
    { what: "trustworthiness (k = 15) of UMAP", value: ownTrust, unit: "" },
    { what: "how much more umap-js has", value: Math.max(0, theirTrust - ownTrust), unit: "", atMost: 0 },
  ];
}

async function served<T>(workspace: string, work: (client: ServedWorkspace["client"]) => Promise<T>): Promise<T> {
  const server = await serveWorkspace(workspace);
  try {
    return await work(server.client);
  } finally {
    await server.stop();
  }
}

interface Made {
  readonly map: MapAnswer;
  readonly ms: number;
  /** What a trivial call took at most in 95 % of the cases while the map was made. */
  readonly callMs: number;
}

async function mapOf(
  client: ServedWorkspace["client"],
  input: InputOf<(typeof vectorsContract)["map.run"]>,
): Promise<Made> {
  const calls: number[] = [];
  let isMaking = true;
  const calling = (async () => {
    while (isMaking) {
      const began = performance.now();
      await client.call("workspace.info", {});
      calls.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const began = performance.now();
  let map: MapAnswer | null = null;
  for await (const message of client.subscribe("map.run", input)) if (message.type === "map") map = message;
  const ms = performance.now() - began;
  isMaking = false;
  await calling;
  if (map === null) throw new Error("there was no map");
  calls.sort((a, b) => a - b);
  return { map, ms, callMs: calls[Math.floor(calls.length * 0.95)] ?? Number.NaN };
}

/** x and y of each row, in the order in which the vectors were made. */
function pictureOf(map: MapAnswer): Float32Array {
  const picture = new Float32Array(map.points * 2);
  map.text.forEach((text, point) => {
    picture[(text - FIRST_TEXT) * 2] = map.x[point] ?? 0;
    picture[(text - FIRST_TEXT) * 2 + 1] = map.y[point] ?? 0;
  });
  return picture;
}
