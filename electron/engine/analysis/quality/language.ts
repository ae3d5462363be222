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
const LOOKED_AT = 600;
/** So many of its letters must be of one script. */
const CLEAR = 0.6;
/** Fewer letters say nothing: "GPT-4" is no English. One of these characters is worth a word. */
const FEWEST_LETTERS = 6;
const FEWEST_IDEOGRAPHS = 2;
/** So many frequent words of a language must be there, so much of all words, and so many times those of the next language. */
const FEWEST_WORDS = 2;
const SMALLEST_SHARE = 0.18;
const AHEAD = 1.3;

const LANGUAGES = Object.keys(FREQUENT_WORDS);
/** Of each frequent word the languages that have it, a bit each. */
const LANGUAGES_OF = new Map<string, number>();
for (const [place, words] of Object.values(FREQUENT_WORDS).entries()) {
  for (const word of words.split(" ")) LANGUAGES_OF.set(word, (LANGUAGES_OF.get(word) ?? 0) | (1 << place));
}

/** What a text is written in, by its script and its frequent words. Null where it is too short or too mixed to say. */
export function tongueOf(text: string): Tongue | null {
  const shown = text.slice(0, LOOKED_AT);
  const counts = new Uint32Array(SCRIPTS.length + 1);
  let letters = 0;
  for (let at = 0; at < shown.length; at++) {
    const script = scriptOf(shown.charCodeAt(at));
    if (script === 0) continue;
    letters += 1;
    counts[script] = (counts[script] ?? 0) + 1;
  }
  if (letters === 0) return null;
  const first = counts.indexOf(Math.max(...counts));
  const [kana = 0, han = 0] = [counts[KANA], counts[HAN]];
  if (kana > 0 && kana + han >= letters * CLEAR && kana >= letters * 0.1) return { script: "Japanese", language: "ja" };
  const [script] = SCRIPTS[first - 1] ?? ["Latin"];
  const count = counts[first] ?? 0;
  const fewest = script === "Han" || script === "Korean" ? FEWEST_IDEOGRAPHS : FEWEST_LETTERS;
  if (count < letters * CLEAR || count < fewest) return null;
  return { script, language: script === "Latin" || script === "Cyrillic" ? languageOf(shown) : null };
}

const HAN = 1 + SCRIPTS.findIndex(([name]) => name === "Han");
const KANA = 1 + SCRIPTS.findIndex(([name]) => name === "Japanese");
const UNKNOWN = 255;
/** The script of each UTF-16 unit, from 1; 0 for what is no letter. Filled as they are met. */
const scripts = new Uint8Array(0x10000).fill(UNKNOWN);

function scriptOf(unit: number): number {
  const known = scripts[unit] ?? 0;
  if (known !== UNKNOWN) return known;
  const found = 1 + SCRIPTS.findIndex(([, pattern]) => pattern.test(String.fromCharCode(unit)));
  scripts[unit] = found;
  return found;
}

function languageOf(text: string): string | null {
  const words = text.toLowerCase().match(WORD) ?? [];
  const counts = LANGUAGES.map(() => 0);
  for (const word of words) {
    let bits = LANGUAGES_OF.get(word) ?? 0;
    while (bits !== 0) {
      const place = 31 - Math.clz32(bits & -bits);
      counts[place] = (counts[place] ?? 0) + 1;
      bits &= bits - 1;
    }
  }
  const best = Math.max(...counts);
  if (best < FEWEST_WORDS || best < words.length * SMALLEST_SHARE) return null;
  const place = counts.indexOf(best);
  const next = Math.max(...counts.filter((_, other) => other !== place));
  return best < next * AHEAD ? null : (LANGUAGES[place] ?? null);
}
const WORD = /[\p{L}\p{M}][\p{L}\p{M}'’-]*/gu;

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
