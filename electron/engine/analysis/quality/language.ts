import { FREQUENT_WORDS } from "./languages.js";

/** What a text is written in. `language` is null where its script is known and its language can't be told. */
export interface Tongue {
  /** A name of Unicode's, such as "Latin"; "Japanese" where kana stand among the characters, "Korean" for hangul. */
  readonly script: string;
  /** ISO 639-1. */
  readonly language: string | null;
}

const SCRIPTS = [
  ["Latin", /\p{Script=Latin}/u],
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Han", /\p{Script=Han}/u],
  ["Japanese", /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ["Korean", /\p{Script=Hangul}/u],
  ["Arabic", /\p{Script=Arabic}/u],
  ["Hebrew", /\p{Script=Hebrew}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Thai", /\p{Script=Thai}/u],
  ["Devanagari", /\p{Script=Devanagari}/u],
  ["Bengali", /\p{Script=Bengali}/u],
  ["Tamil", /\p{Script=Tamil}/u],
  ["Georgian", /\p{Script=Georgian}/u],
  ["Armenian", /\p{Script=Armenian}/u],
] as const;

/** So much of a text is looked at, in UTF-16 units. */
const LOOKED_AT = 1500;
/** So many of its letters must be of one script. */
const CLEAR = 0.6;
/** Fewer letters say nothing: "GPT-4" is no English. One of these characters is worth a word. */
const FEWEST_LETTERS = 6;
const FEWEST_IDEOGRAPHS = 2;
/** So many frequent words of a language must be there, so much of all words, and so many times those of the next language. */
const FEWEST_WORDS = 2;
const SMALLEST_SHARE = 0.18;
const AHEAD = 1.3;

const LANGUAGES = Object.entries(FREQUENT_WORDS).map(
  ([language, words]) => [language, new Set(words.split(" "))] as const,
);

/** What a text is written in, by its script and its frequent words. Null where it is too short or too mixed to say. */
export function tongueOf(text: string): Tongue | null {
  const shown = text.slice(0, LOOKED_AT);
  const counts = new Map<string, number>();
  let letters = 0;
  for (const character of shown) {
    const script = scriptOf(character);
    if (script === null) continue;
    letters += 1;
    counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  const [first] = [...counts].toSorted((a, b) => b[1] - a[1]);
  if (first === undefined) return null;
  const kana = counts.get("Japanese") ?? 0;
  if (kana > 0 && kana + (counts.get("Han") ?? 0) >= letters * CLEAR && kana >= letters * 0.1) {
    return { script: "Japanese", language: "ja" };
  }
  const [script, count] = first;
  const fewest = script === "Han" || script === "Korean" ? FEWEST_IDEOGRAPHS : FEWEST_LETTERS;
  if (count < letters * CLEAR || count < fewest) return null;
  return { script, language: script === "Latin" || script === "Cyrillic" ? languageOf(shown) : null };
}

const scripts = new Map<string, string | null>();

function scriptOf(character: string): string | null {
  const known = scripts.get(character);
  if (known !== undefined) return known;
  const found = SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0] ?? null;
  scripts.set(character, found);
  return found;
}

function languageOf(text: string): string | null {
  const words = text.toLowerCase().match(/[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu) ?? [];
  const hits = LANGUAGES.map(([language, list]) => ({
    language,
    count: words.filter((word) => list.has(word)).length,
  })).toSorted((a, b) => b.count - a.count);
  const [best, next] = hits;
  if (best === undefined || best.count < FEWEST_WORDS || best.count < words.length * SMALLEST_SHARE) return null;
  return next !== undefined && best.count < next.count * AHEAD ? null : best.language;
}

/**
 * True where two texts are surely not in one language: of different scripts, or of languages that are both known. Chinese and
 * Japanese share characters, so a text of Han characters alone may be either.
 */
export function differ(one: Tongue, other: Tongue): boolean {
  if (one.script !== other.script) {
    const pair = new Set([one.script, other.script]);
    return !(pair.has("Han") && pair.has("Japanese"));
  }
  return one.language !== null && other.language !== null && one.language !== other.language;
}

const NAMES = new Intl.DisplayNames("en", { type: "language" });

/** For people: "German", "Arabic script". */
export function tongueName({ script, language }: Tongue): string {
  if (language !== null) return NAMES.of(language) ?? language;
  return script === "Han" ? "Chinese characters" : script === "Korean" ? "Korean" : `${script} script`;
}
