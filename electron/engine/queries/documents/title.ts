import type { TextPreview } from "../../../../shared/contract/spans.js";

/** Keys of metadata that name a document, the best first. */
const TITLE_KEYS = [
  "title",
  "name",
  "heading",
  "section",
  "file_name",
  "filename",
  "source",
  "file_path",
  "path",
  "url",
  "uri",
];
const LONGEST_TITLE = 120;

/** What a document is called: by its metadata, else how its text begins, else its id. */
export function documentTitle(
  metadata: TextPreview | null,
  text: TextPreview | null,
  documentId: string | null,
): string {
  return named(metadata) ?? firstWords(text?.text ?? "") ?? documentId ?? "";
}

function named(metadata: TextPreview | null): string | null {
  if (metadata === null || metadata.format !== "json") return null;
  let value: unknown;
  try {
    value = JSON.parse(metadata.text);
  } catch {
    return null;
  }
  for (const members of [value, inner(value)]) {
    if (typeof members !== "object" || members === null) continue;
    for (const key of TITLE_KEYS) {
      const title: unknown = (members as Record<string, unknown>)[key];
      if (typeof title === "string" && title.trim() !== "") return firstWords(title);
    }
  }
  return null;
}

/** Some put what is known of a document one level down. */
function inner(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)["metadata"] : null;
}

function firstWords(text: string): string | null {
  const line = text
    .slice(0, LONGEST_TITLE * 4)
    .replace(/\s+/g, " ")
    .trim();
  return line === "" ? null : line.slice(0, LONGEST_TITLE).toWellFormed();
}
