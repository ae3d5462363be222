/** Keys of metadata that name a document, the best first. */
const TITLE_KEYS = [
  "title",
  "heading",
  "section",
  "name",
  "file_name",
  "filename",
  "document_name",
  "source",
  "url",
  "uri",
  "path",
  "file_path",
];
const MOST_CHARACTERS = 120;
/** A UUID, a hash, a number: an id that a store made up, which says less than the text does. */
const MADE_UP = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{16,}|\d+)$/i;

/** What a document is called: as its metadata (JSON) says, else its id if somebody chose it, else the first line of its text, else its id. */
export function titleOf(metadata: string | null, id: string | null, text: string | null): string {
  const named = metadata === null ? null : titleIn(parsed(metadata), 0);
  const line = text?.split("\n").find((one) => one.trim() !== "");
  const chosen = id !== null && MADE_UP.test(id) ? undefined : id;
  return shortened((named ?? chosen ?? line ?? id ?? "").trim());
}

function titleIn(value: unknown, depth: number): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const entries = new Map(Object.entries(value).map(([key, held]) => [key.toLowerCase(), held as unknown]));
  for (const key of TITLE_KEYS) {
    const held = entries.get(key);
    if (typeof held === "string" && held.trim() !== "") return held;
  }
  if (depth > 0) return null;
  return titleIn(entries.get("metadata") ?? entries.get("meta") ?? entries.get("extra_info"), depth + 1);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function shortened(title: string): string {
  return title.length > MOST_CHARACTERS ? `${title.slice(0, MOST_CHARACTERS - 1)}…` : title;
}
