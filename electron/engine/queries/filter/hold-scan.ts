import type { Parameters, Session } from "../../db/session.js";
import { type TextStatistics, wordScore } from "./bm25.js";
import { type TextScan, textsSql, usesSql } from "./compile.js";
import { MOST_BY_ID, textsById } from "../../db/texts-by-id.js";
import { stateOf } from "./kept-lookups.js";
import { FOUND_TEXTS, FOUND_USES, type ScannedWord } from "./text-scan.js";

/** Runs a statement that may take long. */
type Run = (sql: string, parameters: Parameters) => Promise<void>;

/** In how many texts it is counted how often a word stands in them. */
export interface CountLimits {
  /** While the texts are at hand: in all with the word, or in the shortest ones of all texts, that have together so many characters. */
  readonly atOnce: number;
  /** Afterwards in the others with the word, if they have so many. */
  readonly afterwards: number;
  /** So many texts with the whole word are enough not to look for it in all the longer ones, where they are too many. */
  readonly enoughWhole: number;
}

const LIMITS: CountLimits = { atOnce: 48_000_000, afterwards: 32_000_000, enoughWhole: 1000 };
/** Blocks of texts that tell beforehand how common the words are. */
const SAMPLES = 8;
const SAMPLE_TEXTS = 2048;
/** What counting reads of a text. */
const COUNTED_COLUMNS = "id, body, folded, opened";
/** What `FOUND_TEXTS` is a view of. */
const KEPT_TEXTS = "q_kept_texts";
/** A range of texts is read by one thread; a block of the store would be one range otherwise. */
const RANGES = 4;
const MOST_IN_RANGES = 500_000;

/**
 * Makes `FOUND_TEXTS` and `FOUND_USES`. Ranked, the score of a text is its BM25 over those of the query's words that it holds,
 * `words`; else their number.
 *
 * Where a word stands in very many long texts (over 32 M characters of texts in which it was not counted at once), it counts as
 * standing once in those: the short texts, in which it weighs most, are counted all the same.
 */
export async function holdScan(
  session: Session,
  scan: TextScan,
  words: readonly string[],
  parameters: Parameters,
  options: { readonly ranked: boolean; readonly run: Run; readonly limits?: CountLimits },
): Promise<void> {
  const limits = options.limits ?? LIMITS;
  const { run } = options;
  const counted = options.ranked ? scan.words.filter(({ column }) => words.includes(column)) : [];
  const isRanked = counted.length > 0;
  const facts = await factsOf(session, limits);
  const asked = JSON.stringify([facts.state, textsSql(scan), parameters, counted.map(({ column }) => column)]);
  if (heldTexts.get(session) !== asked) {
    heldTexts.delete(session);
    await holdTexts(session, scan, counted, facts, parameters, { run, limits });
    // Those of some traces are few, and traces get other numbers when they are derived again.
    if (scan.among === "TRUE") heldTexts.set(session, asked);
  }
  const score = isRanked
    ? await scoreSql(session, counted, facts)
    : words.length === 0
      ? "0"
      : words.map((column) => `q.${column}::INTEGER`).join(" + ");
  const same = [...(scan.isFresh ? ["is_new"] : []), ...sameInTexts(scan)];
  await hold(FOUND_USES, "q_kept_uses", usesSql(scan, score), same, parameters, run);
}

/**
 * What `FOUND_TEXTS` of a connection was last made for. A list asks the same search again for each page that is scrolled to, and
 * texts stay as they are while the records do.
 */
const heldTexts = new WeakMap<Session, string>();

async function holdTexts(
  session: Session,
  scan: TextScan,
  counted: readonly ScannedWord[],
  facts: Facts,
  parameters: Parameters,
  { run, limits }: { readonly run: Run; readonly limits: CountLimits },
): Promise<void> {
  const isMuch = counted.length > 0 && (await areMany(session, scan, facts, parameters, limits));
  const isAtHand = isMuch ? `length <= ${facts.shortLength}` : "TRUE";
  const more = counted.map(
    (word) => `CASE WHEN ${isAtHand} THEN ${countOf(word, scan, word.column)} END AS ${times(word)}`,
  );
  const ranges = rangesOf(facts).map((range) => textsSql(scan, range, more));
  await hold(FOUND_TEXTS, KEPT_TEXTS, ranges.join(" UNION ALL "), sameInTexts(scan), parameters, run);
  if (counted.length > 0) await countRest(session, scan, counted, parameters, run, limits);
}

/** The columns of `FOUND_TEXTS` that are true in every row. */
function sameInTexts({ words }: TextScan): string[] {
  return words.length === 1 ? words.map(({ column }) => column) : [];
}

/** Keeps a relation under a name. A column that is true in every row costs as much to keep as any other, so a view adds it. */
async function hold(
  name: string,
  table: string,
  sql: string,
  same: readonly string[],
  parameters: Parameters,
  run: Run,
): Promise<void> {
  const without = same.length === 0 ? "" : ` EXCLUDE (${same.join(", ")})`;
  await run(`CREATE OR REPLACE TEMP TABLE ${table} AS SELECT *${without} FROM (${sql})`, parameters);
  const columns = ["*", ...same.map((column) => `TRUE AS ${column}`)];
  await run(`CREATE OR REPLACE TEMP VIEW ${name} AS SELECT ${columns.join(", ")} FROM ${table}`, {});
}

/** Whether the texts with a word have more characters together than are counted at once, by some blocks of texts. */
async function areMany(
  session: Session,
  scan: TextScan,
  facts: Facts,
  parameters: Parameters,
  limits: CountLimits,
): Promise<boolean> {
  if (facts.characters <= limits.atOnce) return false;
  const step = Math.floor((facts.last - facts.first) / SAMPLES);
  const samples = Array.from({ length: SAMPLES }, (_, index) => {
    const from = facts.first + index * step;
    return textsSql(scan, `id >= ${from} AND id < ${from + SAMPLE_TEXTS}`);
  });
  const row = await session.first<{ characters: number }>(
    `SELECT coalesce(sum(length), 0)::DOUBLE AS characters FROM (${samples.join(" UNION ALL ")})`,
    parameters,
  );
  return (row?.characters ?? 0) * (facts.texts / Math.min(facts.texts, SAMPLES * SAMPLE_TEXTS)) > limits.atOnce;
}

const times = (word: ScannedWord): string => `times_${word.column}`;

/** How often a word stands in a text that holds any; `holds` is SQL for it holding this one. */
function countOf(word: ScannedWord, scan: TextScan, holds: string): string {
  return scan.words.length === 1 ? word.count : `CASE WHEN ${holds} THEN ${word.count} ELSE 0 END`;
}

/** Counts where the scan did not, if these texts are few or too few of the others have the whole word. */
async function countRest(
  session: Session,
  scan: TextScan,
  words: readonly ScannedWord[],
  parameters: Parameters,
  run: Run,
  limits: CountLimits,
): Promise<void> {
  const [first] = words;
  if (first === undefined) return;
  const isOpen = `${times(first)} IS NULL`;
  const whole = words
    .map((word) => `(count(*) FILTER (${times(word)} & 1 = 1)) >= ${limits.enoughWhole}`)
    .join(" AND ");
  const rest = await session.first<{ texts: number; characters: number; enough: boolean }>(
    `SELECT (count(*) FILTER (${isOpen}))::DOUBLE AS texts, coalesce(sum(length) FILTER (${isOpen}), 0)::DOUBLE AS characters,
      ${whole} AS enough FROM ${FOUND_TEXTS}`,
  );
  if (rest === undefined || rest.texts === 0) return;
  if (rest.characters > limits.afterwards && rest.enough) return;
  const counts = words.map((word) => `${countOf(word, scan, word.holds)} AS ${times(word)}`);
  const open = `SELECT text FROM ${FOUND_TEXTS} WHERE ${isOpen}`;
  const texts =
    rest.texts <= MOST_BY_ID
      ? textsById(
          (await session.rows<{ text: number }>(open)).map((row) => row.text),
          COUNTED_COLUMNS,
        )
      : `SELECT ${COUNTED_COLUMNS} FROM text WHERE id IN (${open})`;
  await run(`CREATE OR REPLACE TEMP TABLE q_counted AS SELECT id, ${counts.join(", ")} FROM (${texts})`, parameters);
  const sets = words.map((word) => `${times(word)} = c.${times(word)}`);
  await session.run(`UPDATE ${KEPT_TEXTS} SET ${sets.join(", ")} FROM q_counted c WHERE c.id = text`);
}

async function scoreSql(session: Session, words: readonly ScannedWord[], statistics: TextStatistics): Promise<string> {
  const frequencies = words.map(({ column }, index) => `(count(*) FILTER (${column}))::DOUBLE AS word_${index}`);
  const row = await session.first<Record<string, number>>(`SELECT ${frequencies.join(", ")} FROM ${FOUND_TEXTS}`);
  const scores = words.map((word, index) => {
    const count = `coalesce(q.${times(word)}, 2)`;
    const parts = { times: `(${count} >> 1)`, isWhole: `${count} & 1 = 1`, withWord: row?.[`word_${index}`] ?? 0 };
    return `CASE WHEN q.${word.column} THEN ${wordScore(parts, "q.length", statistics)} ELSE 0 END`;
  });
  return scores.join(" + ");
}

interface Facts extends TextStatistics {
  /** What changes with the records. */
  readonly state: string;
  readonly first: number;
  readonly last: number;
  /** Of all texts, those not counted that are in others. */
  readonly characters: number;
  /** Texts up to this length have together about as many characters as are counted at once. */
  readonly shortLength: number;
}

const known = new WeakMap<Session, Facts>();

async function factsOf(session: Session, limits: CountLimits): Promise<Facts> {
  const state = await stateOf(session);
  const kept = known.get(session);
  if (kept?.state === state) return kept;
  const row = await session.first<{
    texts: number;
    average: number;
    first: number;
    last: number;
    characters: number;
    short: number;
  }>(
    `WITH lengths AS (SELECT length, count(*) AS texts, sum(length * (NOT coalesce(opened, FALSE))::INTEGER) AS characters FROM text GROUP BY length)
    SELECT (SELECT count(*) FROM text)::DOUBLE AS texts, (SELECT coalesce(avg(length), 1) FROM text) AS average,
      (SELECT coalesce(min(id), 0) FROM text) AS first, (SELECT coalesce(max(id), 0) FROM text) AS last,
      (SELECT coalesce(sum(characters), 0) FROM lengths)::DOUBLE AS characters,
      (SELECT coalesce(max(length), 0) FROM (SELECT length, sum(characters) OVER (ORDER BY length) AS before FROM lengths)
        WHERE before <= ${limits.atOnce}) AS short`,
  );
  const facts: Facts = {
    state,
    texts: row?.texts ?? 0,
    averageLength: row?.average ?? 1,
    first: row?.first ?? 0,
    last: row?.last ?? 0,
    characters: row?.characters ?? 0,
    shortLength: row?.short ?? 0,
  };
  known.set(session, facts);
  return facts;
}

/** Conditions that cut the texts into ranges of ids, which are in the order of the store. */
function rangesOf({ texts, first, last }: Facts): string[] {
  if (texts > MOST_IN_RANGES || last - first < RANGES) return ["TRUE"];
  const step = Math.ceil((last - first + 1) / RANGES);
  return Array.from({ length: RANGES }, (_, index) => {
    const from = index === 0 ? "" : `id >= ${first + index * step}`;
    const until = index === RANGES - 1 ? "" : `id < ${first + (index + 1) * step}`;
    return [from, until].filter((part) => part !== "").join(" AND ");
  });
}
