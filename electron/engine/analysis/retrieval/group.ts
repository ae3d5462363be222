import type { DocumentIdentity } from "./identity.js";
import { type DocumentSpan, isBefore } from "./run.js";

/** A retrieval with the spans that are steps of it. */
export interface Retrieval {
  readonly span: DocumentSpan;
  /** Searches that it is made of, in order. */
  readonly parts: readonly DocumentSpan[];
  /** Rerankings that its documents went through, in order: those inside of it come before what it gives. */
  readonly rerankings: readonly DocumentSpan[];
}

/** True for a span that is asked for documents: a retriever, or anything that found some. */
export function isSearch(span: DocumentSpan): boolean {
  return span.isRetriever || span.retrieved.length > 0;
}

/**
 * The retrievals of a trace, in order. A search inside of another one is a part of the outermost that gives documents; so are
 * searches whose documents a later one puts together, and a second span that tells the same search. A reranking belongs to the latest retrievals before it that its documents
 * are of.
 */
export function groupRetrievals(spans: readonly DocumentSpan[], identity: DocumentIdentity): Retrieval[] {
  const searches = spans.filter(isSearch);
  const leaderOf = mergedInto(toldOnce(nestedIn(searches), identity), identity);
  const parts = new Map<DocumentSpan, DocumentSpan[]>();
  for (const search of searches) {
    const leader = leaderOf.get(search) ?? search;
    const known = parts.get(leader) ?? [];
    parts.set(leader, known);
    if (leader !== search) known.push(search);
  }
  const leaders = [...parts.keys()].toSorted((a, b) => a.row - b.row);
  const rerankings = rerankingsOf(spans, leaders, identity);
  return leaders.map((span) => ({
    span,
    parts: (parts.get(span) ?? []).toSorted(inOrder),
    rerankings: (rerankings.get(span) ?? []).toSorted(inOrder),
  }));
}

/** Searches that one puts together, at most. */
const MOST_MERGED = 16;

type Leaders = Map<DocumentSpan, DocumentSpan>;

/** For each search the outermost one that it lies in; itself where there is none. One that gives nothing itself, but has others inside that do, leads none. */
function nestedIn(searches: readonly DocumentSpan[]): Leaders {
  const leaders: Leaders = new Map();
  let leader: DocumentSpan | null = null;
  searches.forEach((search, place) => {
    if (leader !== null && search.row < leader.subtreeEnd) {
      leaders.set(search, leader);
      return;
    }
    const isHollow = search.retrieved.length === 0 && givesInside(searches, place);
    if (!isHollow) {
      leader = search;
      leaders.set(search, search);
    }
  });
  // What only holds others is a part of the first of them, so that it is no retrieval of its own.
  for (const [place, search] of searches.entries()) {
    if (leaders.has(search)) continue;
    const inside = searches
      .slice(place + 1)
      .find((other) => other.row < search.subtreeEnd && other.retrieved.length > 0);
    const first = inside === undefined ? undefined : leaders.get(inside);
    leaders.set(search, first ?? search);
  }
  return leaders;
}

function givesInside(searches: readonly DocumentSpan[], place: number): boolean {
  const end = searches[place]?.subtreeEnd ?? 0;
  for (let at = place + 1; at < searches.length; at++) {
    const other = searches[at];
    if (other === undefined || other.row >= end) return false;
    if (other.retrieved.length > 0) return true;
  }
  return false;
}

/**
 * Joins a search to another one that lasts at least as long around it and gave the same documents in the same order: two
 * instrumentations tell one search, and their spans do not always hang together.
 */
function toldOnce(leaders: Leaders, identity: DocumentIdentity): Leaders {
  const byDocuments = new Map<string, DocumentSpan[]>();
  for (const leader of new Set(leaders.values())) {
    if (leader.retrieved.length === 0 || Number.isNaN(leader.startNs) || Number.isNaN(leader.endNs)) continue;
    const key = listKey(leader, identity);
    byDocuments.set(key, [...(byDocuments.get(key) ?? []), leader]);
  }
  const target = new Map<DocumentSpan, DocumentSpan>();
  for (const same of byDocuments.values()) {
    // The longest of those that begin at once comes first.
    const ordered = same.toSorted((a, b) => a.startNs - b.startNs || b.endNs - a.endNs || a.row - b.row);
    let around: DocumentSpan | undefined;
    for (const search of ordered) {
      if (around !== undefined && search.endNs <= around.endNs) target.set(search, around);
      else around = search;
    }
  }
  return redirected(leaders, target);
}

function redirected(leaders: Leaders, target: Leaders): Leaders {
  if (target.size === 0) return leaders;
  return new Map([...leaders].map(([search, leader]) => [search, target.get(leader) ?? leader]));
}

/** A key that two lists have in common exactly if they are the same documents in the same order. */
export function listKey(span: DocumentSpan, identity: DocumentIdentity): string {
  return JSON.stringify(identity.keysIn(span.retrieved));
}

/** Joins searches to a later one beside them, for the same query, that gives nothing but what at least two of them found. */
function mergedInto(leaders: Leaders, identity: DocumentIdentity): Leaders {
  const byParent = new Map<number, DocumentSpan[]>();
  for (const leader of new Set(leaders.values())) {
    if (leader.parent < 0) continue;
    const beside = byParent.get(leader.parent) ?? [];
    byParent.set(leader.parent, beside);
    beside.push(leader);
  }
  const target = new Map<DocumentSpan, DocumentSpan>();
  for (const beside of byParent.values()) {
    if (beside.length < 3) continue;
    const ordered = beside.toSorted(inOrder);
    ordered.forEach((merged, place) => {
      const merging = sourcesOf(merged, ordered.slice(Math.max(0, place - MOST_MERGED), place), identity).filter(
        (source) => !target.has(source),
      );
      if (merging.length >= 2) for (const source of merging) target.set(source, merged);
    });
  }
  return redirected(leaders, target);
}

/** The searches that the documents of one come from; none where a document is of no one. */
function sourcesOf(merged: DocumentSpan, earlier: readonly DocumentSpan[], identity: DocumentIdentity): DocumentSpan[] {
  const wanted = identity.keysOf(merged.retrieved);
  if (wanted.size === 0) return [];
  const missing = new Set(wanted);
  const sources = earlier.filter((search) => {
    const sameQuery = search.query === null || merged.query === null || search.query === merged.query;
    if (!sameQuery || search.endNs > merged.endNs) return false;
    const held = [...identity.keysOf(search.retrieved)].filter((key) => wanted.has(key));
    for (const key of held) missing.delete(key);
    return held.length > 0;
  });
  return missing.size === 0 ? sources : [];
}

function rerankingsOf(
  spans: readonly DocumentSpan[],
  leaders: readonly DocumentSpan[],
  identity: DocumentIdentity,
): Map<DocumentSpan, DocumentSpan[]> {
  const found = new Map<DocumentSpan, DocumentSpan[]>();
  const rerankings = spans.filter((span) => span.rerankerInput.length + span.rerankerOutput.length > 0);
  if (rerankings.length === 0) return found;
  const latestFirst = leaders
    .toSorted(inOrder)
    .toReversed()
    .map((leader) => ({ leader, keys: identity.keysOf(leader.retrieved) }));
  for (const reranking of rerankings) {
    const { rerankerInput, rerankerOutput } = reranking;
    const ranked = identity.keysOf(rerankerInput.length > 0 ? rerankerInput : rerankerOutput);
    for (const leader of rankedBy(reranking, ranked, latestFirst)) {
      found.set(leader, [...(found.get(leader) ?? []), reranking]);
    }
  }
  return found;
}

/** The latest retrievals whose documents a reranking ranked: each gives some that no later one gave. `missing` is used up. */
function rankedBy(
  reranking: DocumentSpan,
  missing: Set<string>,
  latestFirst: readonly { readonly leader: DocumentSpan; readonly keys: ReadonlySet<string> }[],
): DocumentSpan[] {
  const found: DocumentSpan[] = [];
  for (const { leader, keys } of latestFirst) {
    if (missing.size === 0) break;
    if (leader.row < reranking.row && reranking.row < leader.subtreeEnd) return [leader];
    if (!isBefore(leader, reranking)) continue;
    const before = missing.size;
    for (const key of keys) missing.delete(key);
    if (missing.size < before) found.push(leader);
  }
  return found;
}

function inOrder(a: DocumentSpan, b: DocumentSpan): number {
  return isBefore(a, b) ? -1 : 1;
}

/** The list that a retrieval ends with: of its last reranking after it, else its own. */
export function lastList({ span, rerankings }: Retrieval): DocumentSpan["retrieved"] {
  const after = rerankings.filter(({ row }) => row >= span.subtreeEnd || row < span.row);
  const last = after.findLast(({ rerankerOutput }) => rerankerOutput.length > 0);
  return last === undefined ? span.retrieved : last.rerankerOutput;
}
