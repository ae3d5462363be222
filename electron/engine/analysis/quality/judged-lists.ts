import { type Judgement, jointGrade } from "./grades.js";

/** A document as a retrieval found it. */
export interface FoundDocument {
  /** What makes it the same document elsewhere: its id in the knowledge base, else its text. Null for one without either. */
  readonly identity: string | null;
  /** What was said of it at this place. */
  readonly judgements: readonly Judgement[];
}

/** A retrieval and what it found, in order of rank. */
export interface FoundList {
  /** What was asked, the same for the same words in the same knowledge base. Null where the query is not recorded. */
  readonly query: string | null;
  readonly documents: readonly FoundDocument[];
  /** What was said of the retrieval as a whole. */
  readonly whole: readonly Judgement[];
}

export interface GradedList {
  /** By rank; null for what nobody judged. */
  readonly grades: readonly (number | null)[];
  /** Grades of all documents known for the query, of each once: what recall and the ideal order are measured by. */
  readonly known: readonly number[];
  /** True where only the retrieval as a whole was judged. */
  readonly asWhole: boolean;
}

/**
 * Gives each document of each list its grade. A judgement is of a document for a query: it holds wherever the same query found
 * the same document, and what was said at the place itself goes first. Where no document of a list was judged, but the retrieval
 * as a whole was, every document has that grade.
 */
export function gradeLists(lists: readonly FoundList[]): GradedList[] {
  const pools = poolJudgements(lists);
  return lists.map((list) => {
    const pool = list.query === null ? undefined : pools.get(list.query);
    const grades = list.documents.map(
      ({ identity, judgements }) =>
        jointGrade(judgements) ?? (identity === null ? null : jointGrade(pool?.get(identity) ?? [])),
    );
    if (grades.some((grade) => grade !== null)) {
      const known = pool === undefined ? [] : [...pool.values()].map(jointGrade).filter((grade) => grade !== null);
      const own = grades.filter((grade) => grade !== null);
      return { grades, known: known.length >= own.length ? known : own, asWhole: false };
    }
    const whole = jointGrade(list.whole);
    const same = list.documents.map(() => whole);
    return { grades: same, known: whole === null ? [] : same.flatMap((grade) => grade ?? []), asWhole: whole !== null };
  });
}

function poolJudgements(lists: readonly FoundList[]): Map<string, Map<string, Judgement[]>> {
  const pools = new Map<string, Map<string, Judgement[]>>();
  for (const { query, documents } of lists) {
    if (query === null) continue;
    for (const { identity, judgements } of documents) {
      if (identity === null || judgements.length === 0) continue;
      const pool = pools.get(query) ?? new Map<string, Judgement[]>();
      pools.set(query, pool);
      pool.set(identity, [...(pool.get(identity) ?? []), ...judgements]);
    }
  }
  return pools;
}
