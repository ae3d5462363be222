import { readColumns } from "../../db/column-reader.js";
import { readTexts } from "../../db/read-texts.js";
import type { Session } from "../../db/session.js";
import { textsById } from "../../db/texts-by-id.js";
import { readVectors, type VectorChunk } from "../../db/vector-reader.js";

/** So much of a text counts for a map of words, in UTF-16 units. */
const MOST_CHARACTERS = 2000;
const TEXTS_A_BLOCK = 2000;

/** Vectors of the items of `map_item` from `first` up to `end`, in blocks. */
export async function* itemVectors(
  session: Session,
  dimensions: number,
  first: number,
  end: number,
): AsyncGenerator<VectorChunk> {
  const result = await session.stream(
    `SELECT i.item, e.vector FROM embedding e JOIN map_item i ON i.place = e.rowid
    WHERE i.item >= $first::INTEGER AND i.item < $end::INTEGER`,
    { first, end },
  );
  yield* readVectors(result, dimensions);
}

export interface TextBlock {
  readonly places: readonly number[];
  readonly texts: readonly string[];
}

/** How the texts of some items begin, at most `most`, evenly, in order of item; items without a text are left out. */
export async function* itemTexts(
  session: Session,
  first: number,
  end: number,
  most: number,
): AsyncGenerator<TextBlock> {
  const step = Math.max(1, (end - first) / most);
  const columns = await readColumns(
    await session.result(
      `SELECT item, key::DOUBLE FROM map_item
      WHERE key >= 0 AND item >= $first::INTEGER AND item < $end::INTEGER ORDER BY item`,
      { first, end },
    ),
  );
  const [items, keys] = [columns.integers(0), columns.doubles(1)];
  const isChosen = (item: number): boolean =>
    item === first || Math.floor((item - first) / step) !== Math.floor((item - first - 1) / step);
  const chosen = Array.from(items.keys()).filter((row) => isChosen(items[row] ?? 0));
  for (let at = 0; at < chosen.length; at += TEXTS_A_BLOCK) {
    const block = chosen.slice(at, at + TEXTS_A_BLOCK);
    const texts = await beginnings(
      session,
      block.map((row) => keys[row] ?? 0),
    );
    yield { places: block.map((row) => items[row] ?? 0), texts: block.map((row) => texts.get(keys[row] ?? 0) ?? "") };
  }
}

async function beginnings(session: Session, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await session.rows<{ id: number; opened: boolean; body: string }>(
    textsById(ids, `id, opened, left(body, ${MOST_CHARACTERS}) AS body`),
  );
  const texts = new Map(rows.map(({ id, body }) => [id, body]));
  const opened = rows.filter((row) => row.opened).map((row) => row.id);
  if (opened.length === 0) return texts;
  for (const [id, text] of await readTexts(session, opened)) texts.set(id, text.slice(0, MOST_CHARACTERS));
  return texts;
}
