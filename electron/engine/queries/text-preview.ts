import type { TextPreview } from "../../../shared/contract/spans.js";
import type { TextHash } from "../../../shared/model/ids.js";
import { readTexts } from "../db/read-texts.js";
import type { Session } from "../db/session.js";
import { textsById } from "../db/texts-by-id.js";

/** Longest text that goes out whole, in UTF-16 units; the rest is read in slices. */
export const PREVIEW_LENGTH = 65_536;

interface TextRow {
  readonly id: number;
  readonly hash: string;
  readonly length: number;
  readonly opened: boolean;
  readonly body: string;
}

/** Reads texts by their numbers, each once, cut to previews of `length`. */
export async function readPreviews(
  session: Session,
  ids: readonly (number | null)[],
  length = PREVIEW_LENGTH,
): Promise<(id: number | null) => TextPreview | null> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  const columns = `id, replace(hash::VARCHAR, '-', '') AS hash, length, opened, left(body, ${length}) AS body`;
  const rows = wanted.length === 0 ? [] : await session.rows<TextRow>(textsById(wanted, columns));
  const opened = rows.filter((row) => row.opened).map((row) => row.id);
  const wholes = opened.length === 0 ? new Map<number, string>() : await readTexts(session, opened);
  const previews = new Map(
    rows.map((row) => [row.id, toPreview({ ...row, body: wholes.get(row.id)?.slice(0, length) ?? row.body })]),
  );
  return (id) => (id === null ? null : (previews.get(id) ?? null));
}

function toPreview(row: TextRow): TextPreview {
  return {
    text: row.body,
    length: row.length,
    hash: row.hash as TextHash,
    format: looksLikeJson(row.body) ? "json" : "text",
  };
}

/** A preview of a text that is at hand and has no row of its own. */
export function inlinePreview(text: string): TextPreview {
  return { text, length: text.length, hash: null, format: looksLikeJson(text) ? "json" : "text" };
}

/** True for what opens as a JSON object or array. Whether it is whole shows when it is parsed. */
export function looksLikeJson(text: string): boolean {
  const head = text.slice(0, 200).trimStart();
  return /^[{[]/.test(head) && /^(\{\s*("|\}|$)|\[\s*(["{[\d\]tfn-]|$))/.test(head);
}
