import { everyString, type PlantedSecret } from "./planted-secrets.js";

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
/** Escapes in escapes are read so often. */
const MOST_LEVELS = 4;

/**
 * Secrets of which something is left in a written file, however it is written there: as it is, over the border of a line or in tags,
 * escaped as in JSON, HTML or addresses, in strings of JSON in strings, or in base64.
 */
export function secretsLeft(text: string, secrets: readonly PlantedSecret[]): PlantedSecret[] {
  const readings = new Set<string>();
  const read = (reading: string): void => {
    for (let level = 0, at = reading; level < MOST_LEVELS; level += 1) {
      readings.add(at.toLowerCase());
      const next = unescaped(at);
      if (next === at) break;
      at = next;
    }
  };
  read(text);
  // Text that stands in several elements is one for who reads it.
  if (/<\/?[a-z]/i.test(text)) read(text.replaceAll(/<[^>]*>/g, ""));
  for (const line of text.split("\n")) for (const one of jsonStrings(line)) readings.add(one);
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{24,}={0,2}/g)) read(Buffer.from(run, "base64").toString("utf8"));
  const all = [...readings].join("\u0000");
  const joined = all.replaceAll(/\s+/g, " ");
  return secrets.filter(({ needle }) => all.includes(needle) || joined.includes(needle.replaceAll(/\s+/g, " ")));
}

function jsonStrings(line: string): string[] {
  if (!/^\s*[[{]/.test(line)) return [];
  try {
    return everyString(JSON.parse(line));
  } catch {
    return [];
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll(/\\u([0-9a-fA-F]{4})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    .replaceAll(/\\n/g, "\n")
    .replaceAll(/\\t/g, "\t")
    .replaceAll(/\\(["'\\/])/g, "$1")
    .replaceAll('""', '"')
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replaceAll(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll(/&([a-z]+);/g, (whole: string, name: string) => ENTITIES[name] ?? whole)
    .replaceAll(/%([2-7][0-9a-fA-F])/g, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)));
}
