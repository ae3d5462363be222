import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { qualityContract, QualitySign } from "../../../shared/contract/quality.js";
import { type Tongue, tongueOf } from "../analysis/quality/language.js";
import { SIGNS, type Trouble, troubleOf } from "../analysis/quality/signs/registry.js";
import type { RetrievalProfile } from "../analysis/quality/signs/sign.js";
import { type ScoreSample, type UsualScores, usualScores } from "../analysis/quality/usual-scores.js";
import { fold } from "../../../shared/base/fold.js";
import type { Session } from "../db/session.js";
import { type ChosenRetrievals, chooseRetrievals } from "../queries/quality/chosen.js";
import { nameRetrievals } from "../queries/quality/names.js";
import { beginnings, readFigures, type RetrievalFigures } from "../queries/quality/profiles.js";
import { breathe, inStretches } from "./in-stretches.js";

type Answer = OutputOf<(typeof qualityContract)["quality.signs"]>;

interface Asked {
  readonly query: string;
  readonly zoneOffsetMinutes: number;
  readonly sign: QualitySign | null;
  readonly offset: number;
  readonly limit: number;
}

/** Retrievals that look wrong though nobody judged them, worst first. */
export async function qualitySigns(session: Session, asked: Asked, signal: AbortSignal): Promise<Answer> {
  const began = performance.now();
  const chosen = await chooseRetrievals(session, asked.query, asked.zoneOffsetMinutes);
  const figures = await readFigures(session);
  const read = await readWords(session);
  const troubles = await inStretches(troublesOf(chosen, figures, read), signal);
  const counts = new Map<QualitySign, number>();
  for (const { trouble } of troubles)
    for (const { sign } of trouble.reasons) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  const wanted = troubles.filter(
    ({ trouble }) => asked.sign === null || trouble.reasons.some(({ sign }) => sign === asked.sign),
  );
  const page = wanted.slice(asked.offset, asked.offset + asked.limit);
  const names = await nameRetrievals(
    session,
    page.map(({ place }) => [chosen.trace[place] ?? 0, chosen.preorder[place] ?? 0] as const),
  );
  return {
    retrievals: chosen.count,
    troubled: troubles.length,
    signs: SIGNS.map(({ id, title, rule }) => ({ sign: id, title, rule, count: counts.get(id) ?? 0 })),
    total: wanted.length,
    offset: asked.offset,
    rows: names.flatMap((named, index) => {
      const row = page[index];
      if (row === undefined) return [];
      const startMs = chosen.startMs[row.place] ?? Number.NaN;
      return {
        ...named,
        knowledgeBase: chosen.knowledgeBase[row.place] ?? null,
        agent: chosen.agent[row.place] ?? null,
        startMs: Number.isNaN(startMs) ? null : startMs,
        documents: chosen.documents[row.place] ?? 0,
        reasons: row.trouble.reasons.map(({ sign, text }) => ({ sign, text })),
      };
    }),
    truncated: chosen.truncated,
    ms: performance.now() - began,
  };
}

/** What was found out from the words of queries and documents, by the number of the text. */
interface ReadWords {
  readonly tongues: ReadonlyMap<number, Tongue | null>;
  /** Of queries: what they are without case, accents and spaces. */
  readonly folded: ReadonlyMap<number, string>;
}

async function readWords(session: Session): Promise<ReadWords> {
  const tongues = new Map<number, Tongue | null>();
  const folded = new Map<number, string>();
  let place = 0;
  for await (const texts of beginnings(session, "queries", 2000)) {
    for (const [id, text] of texts) {
      tongues.set(id, tongueOf(text));
      folded.set(id, fold(text).replace(/\s+/g, " ").trim());
      if ((++place & 255) === 0) await breathe();
    }
  }
  for await (const texts of beginnings(session, "documents", 600)) {
    for (const [id, text] of texts) {
      if (!tongues.has(id)) tongues.set(id, tongueOf(text));
      if ((++place & 255) === 0) await breathe();
    }
  }
  return { tongues, folded };
}

interface Troubled {
  readonly place: number;
  readonly trouble: Trouble;
}

function* troublesOf(
  chosen: ChosenRetrievals,
  figures: RetrievalFigures,
  words: ReadWords,
): Generator<void, Troubled[]> {
  const usual = yield* usualByKind(chosen, figures);
  const before = askedBefore(chosen, figures, words);
  const found: Troubled[] = [];
  for (let place = 0; place < chosen.count; place++) {
    if ((place & 127) === 0) yield;
    const document = words.tongues.get(figures.firstText[place] ?? Number.NaN) ?? null;
    const profile: RetrievalProfile = {
      failed: chosen.failed[place] === 1,
      documents: chosen.documents[place] ?? 0,
      scored: figures.scored[place] ?? 0,
      best: known(figures.best[place]),
      spread: known(figures.spread[place]),
      usual: usual.get(sampleKey(chosen, figures, place)) ?? null,
      kept: known(figures.kept[place]),
      cited: known(figures.cited[place]),
      nearDuplicates: figures.nearDuplicates[place] ?? 0,
      askedBefore: before[place] ?? 0,
      queryTongue: words.tongues.get(chosen.query[place] ?? Number.NaN) ?? null,
      documentTongues: document === null ? [] : [document],
    };
    const trouble = troubleOf(profile);
    if (trouble !== null) found.push({ place, trouble });
  }
  return found.sort((a, b) => b.trouble.weight - a.trouble.weight || a.place - b.place);
}

function known(figure: number | undefined): number | null {
  return figure === undefined || Number.isNaN(figure) ? null : figure;
}

/** Scores are compared within one knowledge base and one kind. */
function sampleKey(chosen: ChosenRetrievals, figures: RetrievalFigures, place: number): string {
  return `${figures.scoreKind[place] ?? ""} ${chosen.knowledgeBase[place] ?? ""}`;
}

function* usualByKind(
  chosen: ChosenRetrievals,
  figures: RetrievalFigures,
): Generator<void, Map<string, UsualScores | null>> {
  const samples = new Map<string, ScoreSample[]>();
  for (let place = 0; place < chosen.count; place++) {
    if ((place & 511) === 0) yield;
    const best = known(figures.best[place]);
    if (best === null) continue;
    const key = sampleKey(chosen, figures, place);
    const list = samples.get(key) ?? [];
    samples.set(key, list);
    list.push({
      best,
      median: figures.median[place] ?? best,
      spread: figures.spread[place] ?? 0,
      isDistance: figures.scoreKind[place] === "distance",
    });
  }
  const usual = new Map<string, UsualScores | null>();
  for (const [key, list] of samples) {
    usual.set(key, usualScores(list));
    yield;
  }
  return usual;
}

/** How often the same was asked of the same knowledge base before, in the same conversation or trace, by place. */
function askedBefore(chosen: ChosenRetrievals, figures: RetrievalFigures, { folded }: ReadWords): Int32Array {
  const times = new Map<string, number>();
  const before = new Int32Array(chosen.count);
  // The latest comes first, so the earliest is counted first.
  for (let place = chosen.count - 1; place >= 0; place--) {
    const words = folded.get(chosen.query[place] ?? Number.NaN);
    if (words === undefined || words === "") continue;
    const key = `${figures.talk[place]} ${chosen.knowledgeBase[place] ?? ""} ${words}`;
    before[place] = times.get(key) ?? 0;
    times.set(key, (before[place] ?? 0) + 1);
  }
  return before;
}
