import { groupBy } from "../../../shared/base/group-by.js";
import type { JudgedRetrieval, QualityMeasures, QualitySummary } from "../../../shared/contract/quality.js";
import { relevantFrom } from "../analysis/quality/grades.js";
import { type FoundList, type GradedList, gradeLists } from "../analysis/quality/judged-lists.js";
import { measure, summarise } from "../analysis/quality/summary.js";
import type { Session } from "../db/session.js";
import { stepFor } from "../queries/facets/steps.js";
import { type ChosenRetrievals, chooseRetrievals } from "../queries/quality/chosen.js";
import {
  documentJudgements,
  type JudgementRow,
  type ListedRow,
  listedDocuments,
  wholeJudgements,
} from "../queries/quality/judgements.js";
import { nameRetrievals } from "../queries/quality/names.js";
import { breathe } from "./in-stretches.js";

interface Asked {
  readonly query: string;
  readonly zoneOffsetMinutes: number;
  readonly name: string | null;
  readonly k: number | null;
}

const MOST_K = 20;
const MOST_GROUPS = 100;
const MOST_WORST = 50;
const MOST_STEPS = 24;
/** The name of the user's own judgements of documents. */
const OWN = "relevance";

/** How good the retrievals that a search selects are, as far as anybody judged them. */
export async function qualityMeasures(session: Session, asked: Asked): Promise<QualityMeasures> {
  const began = performance.now();
  const chosen = await chooseRetrievals(session, asked.query, asked.zoneOffsetMinutes);
  const rows = [...(await documentJudgements(session)), ...(await wholeJudgements(session))];
  const listed = await listedDocuments(session);
  await breathe();
  const names = namesOf(rows, listed, chosen);
  const name = asked.name ?? bestName(names);
  const lists = await listsOf(
    chosen,
    rows.filter((row) => name !== null && isNamed(row, name)),
    listed,
  );
  await breathe();
  const graded = gradeLists(lists).slice(0, chosen.count);
  const from = relevantFrom(graded.flatMap(({ known }) => known));
  const at = (places: Iterable<number>, k = asked.k): QualitySummary =>
    summarise(
      Array.from(places, (place) => graded[place] ?? NOT_GRADED),
      k,
      from,
    );
  const all = Array.from({ length: chosen.count }, (_, place) => place);
  const longest = Math.min(MOST_K, Math.max(0, ...graded.filter(isGraded).map(({ grades }) => grades.length)));
  const byK = [];
  for (let k = 1; k <= longest; k++) {
    byK.push({ k, ...at(all, k) });
    await breathe();
  }
  return {
    names,
    name,
    relevantFrom: from,
    k: asked.k,
    overall: at(all),
    asWhole: graded.filter(({ asWhole }) => asWhole).length,
    byK,
    byKnowledgeBase: groups(chosen.knowledgeBase, at),
    byAgent: groups(chosen.agent, at),
    overTime: overTime(
      chosen.startMs,
      all.filter((place) => isGraded(graded[place] ?? NOT_GRADED)),
      asked.zoneOffsetMinutes,
      at,
    ),
    worst: await worst(session, chosen, graded, asked.k, from),
    truncated: chosen.truncated,
    ms: performance.now() - began,
  };
}

const NOT_GRADED: GradedList = { grades: [], known: [], asWhole: false };

function isGraded({ grades }: GradedList): boolean {
  return grades.some((grade) => grade !== null);
}

function keyOf(trace: number, preorder: number): string {
  return `${trace} ${preorder}`;
}

/** True for judgements of that name; of relevance also the user's own, whatever the file calls it. */
function isNamed(row: JudgementRow, name: string): boolean {
  return row.name === name || (row.byPerson && row.name === OWN && isRelevance(name));
}

function isRelevance(name: string): boolean {
  return /relevan/i.test(name);
}

/** The names that the chosen retrievals have judgements of, those of documents first, then those that say relevance. */
function namesOf(
  rows: readonly JudgementRow[],
  listed: readonly ListedRow[],
  chosen: ChosenRetrievals,
): QualityMeasures["names"] {
  const here = new Set(Array.from(chosen.trace, (trace, place) => keyOf(trace, chosen.preorder[place] ?? 0)));
  const queries = new Set(chosen.query);
  const queryOf = new Map(listed.map((row) => [keyOf(row.trace, row.preorder), row.query]));
  const found = new Map<string, { documents: Set<string>; whole: Set<string> }>();
  for (const row of rows) {
    const key = keyOf(row.trace, row.preorder);
    const query = queryOf.get(key);
    // A judgement at another span of the same query, as a reranking's, counts for the retrievals of that query.
    if (!here.has(key) && (query == null || !queries.has(query))) continue;
    const known = found.get(row.name) ?? { documents: new Set(), whole: new Set() };
    found.set(row.name, known);
    (row.rank === null ? known.whole : known.documents).add(key);
  }
  return [...found]
    .map(([name, { documents, whole }]) => ({ name, documents: documents.size, whole: whole.size }))
    .toSorted(
      (a, b) =>
        Number(b.documents > 0) - Number(a.documents > 0) ||
        Number(isRelevance(b.name)) - Number(isRelevance(a.name)) ||
        b.documents - a.documents ||
        b.whole - a.whole ||
        (a.name < b.name ? -1 : 1),
    );
}

/** What is measured where nobody chose: judgements of documents, else of whole retrievals if their name is about what was found. */
function bestName(names: QualityMeasures["names"]): string | null {
  const [first] = names;
  if (first === undefined) return null;
  return first.documents > 0 || /relevan|retriev|context/i.test(first.name) ? first.name : null;
}

/** The chosen retrievals as lists, by place, and behind them other spans that judge documents of the same queries. */
async function listsOf(
  chosen: ChosenRetrievals,
  rows: readonly JudgementRow[],
  listed: readonly ListedRow[],
): Promise<FoundList[]> {
  const said = groupBy(rows, (row) => `${keyOf(row.trace, row.preorder)} ${row.rank ?? "whole"}`);
  await breathe();
  const documents = groupBy(listed, (row) => keyOf(row.trace, row.preorder));
  await breathe();
  const listOf = (key: string, query: number | null, count: number): FoundList => {
    const found = documents.get(key);
    return {
      query: query === null || Number.isNaN(query) ? null : String(query),
      whole: said.get(`${key} whole`) ?? [],
      documents:
        found === undefined
          ? Array.from({ length: count }, () => NOTHING)
          : found.map(({ identity, rank }) => ({ identity, judgements: said.get(`${key} ${rank}`) ?? [] })),
    };
  };
  const lists = Array.from(chosen.trace, (trace, place) =>
    listOf(keyOf(trace, chosen.preorder[place] ?? 0), chosen.query[place] ?? null, chosen.documents[place] ?? 0),
  );
  const here = new Set(Array.from(chosen.trace, (trace, place) => keyOf(trace, chosen.preorder[place] ?? 0)));
  for (const [key, found] of documents) if (!here.has(key)) lists.push(listOf(key, found[0]?.query ?? null, 0));
  return lists;
}
const NOTHING = { identity: null, judgements: [] } as const;

function groups(
  names: readonly (string | null)[],
  at: (places: readonly number[]) => QualitySummary,
): QualityMeasures["byAgent"] {
  const places = groupBy(names.keys(), (place) => names[place] ?? null);
  return [...places]
    .toSorted((a, b) => b[1].length - a[1].length)
    .slice(0, MOST_GROUPS)
    .map(([name, list]) => ({ name, ...at(list) }));
}

/** The measures in steps from the first judged retrieval to the last, with all retrievals that lie between. */
function overTime(
  startMs: Float64Array,
  judged: readonly number[],
  zoneOffsetMinutes: number,
  at: (places: readonly number[]) => QualitySummary,
): QualityMeasures["overTime"] {
  const zoneMs = zoneOffsetMinutes * 60_000;
  const times = judged.map((place) => (startMs[place] ?? Number.NaN) + zoneMs).filter((ms) => !Number.isNaN(ms));
  const first = times.reduce((least, ms) => Math.min(least, ms), Number.POSITIVE_INFINITY);
  const last = times.reduce((most, ms) => Math.max(most, ms), Number.NEGATIVE_INFINITY);
  if (first > last) return { startMs: null, stepMs: 0, steps: [] };
  const { stepMs, firstStep, buckets } = stepFor(first, last, MOST_STEPS);
  const places = Array.from({ length: buckets }, (): number[] => []);
  startMs.forEach((ms, place) => places[Math.floor((ms + zoneMs) / stepMs) - firstStep]?.push(place));
  return { startMs: firstStep * stepMs - zoneMs, stepMs, steps: places.map((list) => at(list)) };
}

async function worst(
  session: Session,
  chosen: ChosenRetrievals,
  graded: readonly GradedList[],
  k: number | null,
  from: number,
): Promise<JudgedRetrieval[]> {
  const rows = graded
    .map((list, place) => ({ list, place, figures: measure(list, k, from) }))
    .filter(({ figures }) => figures.precision !== null)
    .toSorted(
      (a, b) =>
        (a.figures.ndcg ?? 0) - (b.figures.ndcg ?? 0) ||
        (a.figures.precision ?? 0) - (b.figures.precision ?? 0) ||
        a.place - b.place,
    )
    .slice(0, MOST_WORST);
  const names = await nameRetrievals(
    session,
    rows.map(({ place }) => [chosen.trace[place] ?? 0, chosen.preorder[place] ?? 0] as const),
  );
  return names.flatMap((named, index) => {
    const row = rows[index];
    if (row === undefined) return [];
    const { list, place, figures } = row;
    return {
      ...named,
      knowledgeBase: chosen.knowledgeBase[place] ?? null,
      agent: chosen.agent[place] ?? null,
      grades: list.grades.slice(0, MOST_K),
      documents: list.grades.length,
      precision: figures.precision,
      ndcg: figures.ndcg,
      reciprocalRank: figures.reciprocalRank,
      asWhole: list.asWhole,
    };
  });
}
