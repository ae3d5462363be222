import { AppError } from "../../../shared/contract/errors.js";
import type { OutputOf, ParsedInputOf } from "../../../shared/contract/procedure.js";
import { MAP_KINDS, type vectorsContract } from "../../../shared/contract/vectors.js";
import type { Session } from "../db/session.js";
import { chooseRuns } from "../queries/network/runs.js";
import { nearestVectors, targetVector } from "../queries/vectors/nearest.js";
import { placesOf } from "../queries/vectors/places.js";
import { countItems, findUses, itemsOfTexts } from "../queries/vectors/points.js";
import { spaceOf } from "../queries/vectors/spaces.js";
import { startMapWorker } from "./map-worker.js";
import { servePasses } from "./serve-passes.js";

type Input = ParsedInputOf<(typeof vectorsContract)["vector.nearest"]>;
type Answer = OutputOf<(typeof vectorsContract)["vector.nearest"]>;

const MOST_TEXTS = 100_000;

/** The nearest neighbours of a vector, or by words where no space is named. Throws NOT_FOUND, QUERY_SYNTAX. */
export async function findNearest(
  session: Session,
  input: Input,
  workerPath: string,
  signal: AbortSignal,
): Promise<Answer> {
  const began = performance.now();
  const { where } = await chooseRuns(session, "near_run", input.query, input.zoneOffsetMinutes);
  const { metric, compared, near } =
    input.space === null
      ? await byWords(session, input, where, workerPath, signal)
      : await byVectors(session, input, input.space, where);
  const kinds = await kindsOf(
    session,
    near.flatMap(({ text }) => (text === null ? [] : [text])),
  );
  const places = await placesOf(session, near);
  return {
    ms: performance.now() - began,
    compared,
    metric,
    neighbours: near.flatMap(({ text, score, copies }, at) => {
      const place = places[at];
      if (place == null) return [];
      return [{ ...place, kind: (text === null ? undefined : kinds.get(text)) ?? "text", score, copies }];
    }),
  };
}

interface Found {
  readonly metric: Answer["metric"];
  readonly compared: number;
  readonly near: readonly {
    readonly span: number;
    readonly text: number | null;
    readonly score: number;
    readonly copies: number;
  }[];
}

async function byVectors(session: Session, input: Input, space: string, where: string): Promise<Found> {
  const key = spaceOf(space);
  const target =
    "text" in input.of
      ? { text: input.of.text, span: null, position: 0 }
      : { text: null, span: input.of.span, position: input.of.position };
  const { metric, limit } = input;
  const found = await nearestVectors(session, key, await targetVector(session, key, target), {
    metric,
    limit,
    chosen: where === "true" ? where : `e.trace IN (SELECT c.trace FROM trace c WHERE ${where})`,
  });
  return { metric, ...found };
}

async function byWords(
  session: Session,
  input: Input,
  where: string,
  workerPath: string,
  signal: AbortSignal,
): Promise<Found> {
  await findUses(session, where);
  await itemsOfTexts(session, MOST_TEXTS);
  const { count } = await countItems(session);
  const item = await session.first<{ item: number }>(
    "text" in input.of
      ? "SELECT item FROM map_item WHERE key = $1::BIGINT"
      : `SELECT i.item FROM map_item i JOIN span s ON s.query_text = i.key WHERE s.record = $1::BIGINT`,
    ["text" in input.of ? input.of.text : input.of.span],
  );
  if (item === undefined) {
    throw new AppError("NOT_FOUND", "What was asked for is no query, document or answer that the search selects.", {
      hint: "Widen the search.",
    });
  }
  const worker = startMapWorker(workerPath, signal);
  try {
    worker.send({ type: "nearest", texts: count, item: item.item, limit: input.limit });
    await servePasses(session, null, worker, () => undefined);
    for (;;) {
      const message = await worker.next();
      if (message.type !== "nearest") continue;
      const near = await textsOf(session, message.items);
      return {
        metric: "cosine",
        compared: count - 1,
        near: near.map((place, at) => ({ ...place, score: message.cosines[at] ?? 0, copies: 1 })),
      };
    }
  } finally {
    worker.stop();
  }
}

/** Where the texts of items are met first. */
async function textsOf(session: Session, items: readonly number[]): Promise<{ span: number; text: number }[]> {
  if (items.length === 0) return [];
  const rows = await session.rows<{ item: number; span: number; text: number }>(
    `SELECT i.item, arg_min(s.record, (u.kind, u.trace, u.preorder))::DOUBLE AS span, i.key::DOUBLE AS text
    FROM map_item i JOIN map_use u USING (key) JOIN span s ON s.trace = u.trace AND s.preorder = u.preorder
    WHERE i.item IN (${items.join(", ")}) GROUP BY i.item, i.key`,
  );
  const known = new Map(rows.map((row) => [row.item, row]));
  return items.flatMap((item) => known.get(item) ?? []);
}

/** What texts are anywhere in the workspace; those of nothing are left out. */
async function kindsOf(session: Session, texts: readonly number[]): Promise<Map<number, (typeof MAP_KINDS)[number]>> {
  if (texts.length === 0) return new Map();
  const list = texts.join(", ");
  const rows = await session.rows<{ text: number; kind: number }>(
    `SELECT text::DOUBLE AS text, min(kind)::INTEGER AS kind FROM (
      SELECT query_text AS text, 0 AS kind FROM span WHERE kind = 'retriever' AND query_text IN (${list})
      UNION ALL SELECT text, 1 FROM document WHERE text IN (${list})
      UNION ALL SELECT text, 2 FROM message WHERE direction = 'output' AND text IN (${list}))
    GROUP BY text`,
  );
  return new Map(rows.map(({ text, kind }) => [text, MAP_KINDS[kind] ?? "text"]));
}
