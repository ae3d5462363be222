import { listKey, type Retrieval } from "./group.js";
import type { DocumentIdentity } from "./identity.js";
import type { DocumentSpan, ListedDocument } from "./run.js";

/** A list of documents on the way of a retrieval. */
export interface Stage {
  readonly type: "search" | "found" | "reranked";
  readonly span: DocumentSpan;
  readonly list: readonly ListedDocument[];
}

/** A document with its place and what it was there, by stage. */
export interface StagedDocument {
  readonly places: readonly (number | null)[];
  readonly listed: readonly (ListedDocument | null)[];
}

/**
 * The lists that a retrieval's documents go through, in order: its steps, as far as their documents are among those that it gave;
 * what it gave; rerankings. One step that gave the same in the same order is the same search told twice; it is shown only where it
 * alone has scores.
 */
export function stagesOf(retrieval: Retrieval, identity: DocumentIdentity): Stage[] {
  const { span } = retrieval;
  const found: Stage = { type: "found", span, list: span.retrieved };
  const given = identity.keysOf(span.retrieved);
  const steps = retrieval.parts.filter((part) => [...identity.keysOf(part.retrieved)].some((key) => given.has(key)));
  const [only] = steps;
  const isRepeated =
    only !== undefined &&
    steps.length === 1 &&
    listKey(only, identity) === listKey(span, identity) &&
    (hasScores(span) || !hasScores(only));
  const searches = isRepeated ? [] : steps.map((part): Stage => ({ type: "search", span: part, list: part.retrieved }));
  const rerankings = retrieval.rerankings.map((ranking): Stage & { inside: boolean } => ({
    type: "reranked",
    span: ranking,
    list: ranking.rerankerOutput.length > 0 ? ranking.rerankerOutput : ranking.rerankerInput,
    inside: ranking.row > span.row && ranking.row < span.subtreeEnd,
  }));
  return [
    ...searches,
    ...rerankings.filter(({ inside }) => inside),
    found,
    ...rerankings.filter(({ inside }) => !inside),
  ];
}

function hasScores({ retrieved }: DocumentSpan): boolean {
  return retrieved.some(({ score }) => score !== null);
}

/** Every document of the stages once: in the order of the last one, then those that fell out, the later the earlier. */
export function documentsOf(stages: readonly Stage[], identity: DocumentIdentity): StagedDocument[] {
  const documents = new Map<string, { places: (number | null)[]; listed: (ListedDocument | null)[] }>();
  for (const [at, stage] of [...stages.entries()].toReversed()) {
    const keys = identity.keysIn(stage.list);
    stage.list.forEach((document, place) => {
      const key = keys[place] ?? `${at} ${place}`;
      const known = documents.get(key) ?? { places: stages.map(() => null), listed: stages.map(() => null) };
      documents.set(key, known);
      known.places[at] ??= place;
      known.listed[at] ??= document;
    });
  }
  return [...documents.values()];
}
