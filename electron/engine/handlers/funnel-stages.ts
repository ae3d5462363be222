import type { FunnelStage } from "../../../shared/contract/retrieval.js";
import type { SpanId } from "../../../shared/model/ids.js";
import type { RetrievalScores } from "../../../shared/model/retrieval.js";
import type { Stage } from "../analysis/retrieval/funnel.js";
import type { PromptedCall } from "../analysis/retrieval/run.js";
import { scoreFigures } from "../analysis/retrieval/scores.js";
import type { ListUse } from "../analysis/retrieval/use.js";
import type { SpanName } from "../queries/retrieval/span-names.js";

const MOST_CALLS = 20;
/** What is under a heading, by the kind of the scores. */
const METHODS: Readonly<Record<RetrievalScores, string>> = {
  similarity: "similarity",
  distance: "distance",
  relevance: "relevance",
  unknown: "score",
  mixed: "several scores",
  none: "no scores",
};

/** A list of documents, for its heading. */
export function describeStage(stage: Stage, isMerged: boolean, span: SpanName | undefined): FunnelStage {
  const scores = scoreFigures(stage.list).kind;
  const named = span?.name ?? "";
  const labels = { search: named, found: isMerged ? "Merged" : "Found", reranked: "Reranked" };
  return {
    type: stage.type,
    label: labels[stage.type],
    method: (stage.type === "reranked" && span?.model) || METHODS[scores],
    spanId: span?.span_id ?? null,
    spanName: span?.name ?? null,
    spanKind: span?.kind ?? null,
    scoreKind: scores,
    documents: stage.list.length,
    calls: [],
    known: true,
  };
}

/** The two ends of the funnel: in a prompt, and in the answer. */
export function lastStages(use: ListUse, idOf: (call: PromptedCall) => SpanId | null): FunnelStage[] {
  const common = { spanId: null, spanName: null, spanKind: null, scoreKind: "none" } as const;
  const ids = (calls: readonly PromptedCall[]): SpanId[] =>
    calls.slice(0, MOST_CALLS).flatMap((call) => idOf(call) ?? []);
  return [
    {
      ...common,
      type: "kept",
      label: "Kept",
      method: "in the prompt",
      documents: use.kept ?? 0,
      calls: ids(use.calls),
      known: use.kept !== null,
    },
    {
      ...common,
      type: "cited",
      label: "Cited",
      method: "in the answer",
      documents: use.cited ?? 0,
      calls: ids(use.answeredBy),
      known: use.cited !== null,
    },
  ];
}
