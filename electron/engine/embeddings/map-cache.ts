import { createHash } from "node:crypto";
import type { Session } from "../db/session.js";
import type { Grouping, Layout } from "./worker/messages.js";

/** Maps that a workspace keeps: those used last. */
const MOST_MAPS = 24;
/** Raised when the same input would give another map. */
const MAP_VERSION = 1;

/** What a map depends on: `layout` all that places its points, `whole` its groups as well. */
export interface MapKeys {
  readonly layout: string;
  readonly whole: string;
}

export function mapKeys(layout: readonly unknown[], groups: readonly unknown[]): MapKeys {
  const name = (parts: readonly unknown[]): string =>
    createHash("sha256")
      .update(JSON.stringify([MAP_VERSION, ...parts]))
      .digest("hex")
      .slice(0, 32);
  return { layout: name(layout), whole: name([...layout, ...groups]) };
}

interface MapRow {
  readonly whole: string;
  readonly body: string;
  readonly words: string;
}

/** A map that was made before: all of it, or where its points lie. */
export async function readMap(
  session: Session,
  keys: MapKeys,
): Promise<{ layout: Layout; grouping: Grouping | null } | null> {
  const row = await session.first<MapRow>(
    `SELECT whole, to_base64(body) AS body, words FROM vector_map WHERE layout = $1 ORDER BY whole = $2 DESC LIMIT 1`,
    [keys.layout, keys.whole],
  );
  if (row === undefined) return null;
  const bytes = Buffer.from(row.body, "base64");
  const numbers = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const about = JSON.parse(row.words) as About;
  const { items } = about;
  const layout: Layout = {
    x: new Float32Array(numbers, 0, items),
    y: new Float32Array(numbers, 4 * items, items),
    gap: new Float32Array(numbers, 8 * items, items),
    reducedTo: about.reducedTo,
    variance: about.variance,
  };
  if (row.whole !== keys.whole) return { layout, grouping: null };
  const { words, holeGap, holes } = about;
  return { layout, grouping: { cluster: new Int32Array(numbers, 12 * items, items), words, holeGap, holes } };
}

interface About extends Omit<Grouping, "cluster"> {
  readonly items: number;
  readonly reducedTo: number;
  readonly variance: number;
}

/** Keeps a map, and lets go of those that were kept longest. */
export async function keepMap(session: Session, keys: MapKeys, layout: Layout, grouping: Grouping): Promise<void> {
  const { x, y, gap, reducedTo, variance } = layout;
  const { cluster, words, holeGap, holes } = grouping;
  const about: About = { items: x.length, reducedTo, variance, words, holeGap, holes };
  const body = Buffer.concat(
    [x, y, gap, cluster].map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)),
  );
  await session.run("DELETE FROM vector_map WHERE whole = $1", [keys.whole]);
  await session.run("INSERT INTO vector_map VALUES ($1, $2, $3::BIGINT, from_base64($4), $5)", [
    keys.layout,
    keys.whole,
    Date.now(),
    body.toString("base64"),
    JSON.stringify(about),
  ]);
  await session.run(
    `DELETE FROM vector_map WHERE whole NOT IN (SELECT whole FROM vector_map ORDER BY made_at_ms DESC LIMIT ${MOST_MAPS})`,
  );
}
