import { PromptScan } from "../analysis/retrieval/prompt-scan.js";
import type { RetrievalRun } from "../analysis/retrieval/run.js";
import { Shingles } from "../analysis/retrieval/similarity.js";
import { Rarity, termsOf } from "../analysis/retrieval/support.js";
import { UseFinder } from "../analysis/retrieval/use.js";
import { type Words, wordsOf } from "../analysis/retrieval/words.js";
import { readTexts } from "../db/read-texts.js";
import type { Session } from "../db/session.js";

/** Characters of texts that are in memory at once. */
const READ_CHARACTERS = 16_000_000;
/** Characters of the texts of traces that are looked at together: what is made of them is short-lived. */
const GROUP_CHARACTERS = 4_000_000;
/** Words of documents that one trace is looked at for; of the documents behind, nothing is known. */
const MOST_WORDS = 4_000_000;
/** Words of documents that are kept for the next traces, which often find the same ones. */
const KEPT_WORDS = 2_000_000;

/** Words of documents by the numbers of their texts. */
export class KnownWords {
  readonly #words = new Map<number, Words>();
  readonly #shingles = new Map<number, Shingles>();
  readonly #terms = new Map<number, ReadonlySet<number>>();
  #size = 0;

  get(text: number): Words | undefined {
    return this.#words.get(text);
  }

  set(text: number, words: Words): void {
    this.#words.set(text, words);
    this.#size += words.length;
  }

  /** For comparing texts; null for a text whose words are not known. */
  shingles(text: number): Shingles | null {
    const known = this.#shingles.get(text);
    if (known !== undefined) return known;
    const words = this.#words.get(text);
    if (words === undefined) return null;
    const made = new Shingles(words);
    this.#shingles.set(text, made);
    return made;
  }

  /** What a document is about; empty for one whose words are not known. */
  terms(text: number): ReadonlySet<number> {
    const known = this.#terms.get(text) ?? termsOf(this.#words.get(text) ?? new Int32Array());
    this.#terms.set(text, known);
    return known;
  }

  /** Forgets all when it has grown too large. */
  trim(): void {
    if (this.#size <= KEPT_WORDS) return;
    this.#words.clear();
    this.#shingles.clear();
    this.#terms.clear();
    this.#size = 0;
  }
}

/** The numbers of the texts that a trace's documents, prompts and answers are. */
export function textsOf(run: RetrievalRun): { documents: Set<number>; prompts: Set<number>; answers: Set<number> } {
  const documents = new Set<number>();
  for (const { retrieved, remembered, rerankerOutput } of run.spans) {
    for (const { text } of [...retrieved, ...remembered, ...rerankerOutput]) if (text !== null) documents.add(text);
  }
  return {
    documents,
    prompts: new Set(run.calls.flatMap((call) => call.prompts)),
    answers: new Set(run.calls.flatMap((call) => call.answers)),
  };
}

/** Lengths of texts, in UTF-16 units, by their numbers. */
export async function lengthsOf(session: Session, ids: ReadonlySet<number>): Promise<Map<number, number>> {
  if (ids.size === 0) return new Map();
  const list = [...ids].join(", ");
  const rows = await session.rows<{ id: number; length: number }>(
    `SELECT id, length FROM text WHERE id IN (${list})
    UNION ALL SELECT a.id, t.length FROM text_alias a JOIN text t ON t.id = a.text WHERE a.id IN (${list})`,
  );
  return new Map(rows.map(({ id, length }) => [id, length]));
}

/** Cuts traces into groups whose texts are not too much to have in memory; a trace alone may be more. */
export function groupBySize(
  runs: ReadonlyMap<number, RetrievalRun>,
  lengths: ReadonlyMap<number, number>,
): Map<number, RetrievalRun>[] {
  const groups: Map<number, RetrievalRun>[] = [];
  let size = Infinity;
  let seen = new Set<number>();
  for (const [trace, run] of runs) {
    const { documents, prompts, answers } = textsOf(run);
    const added = [...documents, ...prompts, ...answers].filter((id) => !seen.has(id));
    const more = added.reduce((sum, id) => sum + (lengths.get(id) ?? 0), 0);
    if (size + more > GROUP_CHARACTERS) {
      groups.push(new Map());
      size = 0;
      seen = new Set();
    }
    size += more;
    for (const id of added) seen.add(id);
    groups.at(-1)?.set(trace, run);
  }
  return groups;
}

/** Finds what became of documents in a group of traces: reads their texts, each once, and hands out a finder for each trace. */
export async function findersOf(
  session: Session,
  runs: ReadonlyMap<number, RetrievalRun>,
  lengths: ReadonlyMap<number, number>,
  known: KnownWords,
): Promise<Map<number, UseFinder>> {
  const wanted = new Map([...runs].map(([trace, run]) => [trace, textsOf(run)]));
  const documents = new Set<number>();
  const answers = new Set<number>();
  const tracesOfPrompt = new Map<number, number[]>();
  for (const [trace, texts] of wanted) {
    for (const id of withinLimit(texts.documents, lengths)) documents.add(id);
    for (const id of texts.answers) answers.add(id);
    for (const id of texts.prompts) tracesOfPrompt.set(id, [...(tracesOfPrompt.get(id) ?? []), trace]);
  }
  const words = new Map<number, Words>();
  known.trim();
  for (const id of documents) {
    const cached = known.get(id);
    if (cached !== undefined) words.set(id, cached);
  }
  const unread = [...documents].filter((id) => !words.has(id));
  await eachText(session, unread, lengths, (id, text) => {
    const found = wordsOf(text);
    words.set(id, found);
    known.set(id, found);
  });
  const spoken = new Map<number, string>();
  await eachText(session, [...answers], lengths, (id, text) => spoken.set(id, text));
  const places = new Map(
    [...wanted].map(([trace, texts]) => [trace, [...texts.documents].filter((id) => words.has(id))]),
  );
  const scans = new Map(
    [...places].map(([trace, ids]) => [trace, new PromptScan(ids.map((id) => words.get(id) ?? new Int32Array()))]),
  );
  const shares = new Map<number, Map<number, ReadonlyMap<number, number>>>(
    [...runs].map(([trace]) => [trace, new Map()]),
  );
  await eachText(session, [...tracesOfPrompt.keys()], lengths, (id, text) => {
    const prompt = wordsOf(text);
    for (const trace of tracesOfPrompt.get(id) ?? []) {
      const found = scans.get(trace)?.shares(prompt) ?? new Map<number, number>();
      const ids = places.get(trace) ?? [];
      shares.get(trace)?.set(id, new Map([...found].map(([place, share]) => [ids[place] ?? -1, share])));
    }
  });
  return new Map(
    [...runs].map(([trace, run]) => [
      trace,
      new UseFinder(run.calls, {
        words: (text) => words.get(text),
        terms: (text) => known.terms(text),
        shares: (prompt) => shares.get(trace)?.get(prompt) ?? NO_SHARES,
        answer: (text) => spoken.get(text),
        rarity: new Rarity((places.get(trace) ?? []).map((id) => known.terms(id))),
      }),
    ]),
  );
}

const NO_SHARES: ReadonlyMap<number, number> = new Map();
/** Characters of a word and the space behind it, at least. */
const WORD_CHARACTERS = 2;

function withinLimit(documents: ReadonlySet<number>, lengths: ReadonlyMap<number, number>): number[] {
  let size = 0;
  return [...documents].filter((id) => {
    size += (lengths.get(id) ?? 0) / WORD_CHARACTERS;
    return size <= MOST_WORDS;
  });
}

async function eachText(
  session: Session,
  ids: readonly number[],
  lengths: ReadonlyMap<number, number>,
  each: (id: number, text: string) => void,
): Promise<void> {
  let batch: number[] = [];
  let size = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    for (const [id, text] of await readTexts(session, batch)) each(id, text);
    batch = [];
    size = 0;
  };
  for (const id of ids) {
    const length = lengths.get(id) ?? 0;
    if (size + length > READ_CHARACTERS) await flush();
    batch.push(id);
    size += length;
  }
  await flush();
}
