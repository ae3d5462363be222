import { PLACE, type TableComment } from "./table-comment.js";

/** The tables of what was retrieved, used and judged. */
export const RETRIEVAL_COMMENTS: Readonly<Record<string, TableComment>> = {
  retrieval: {
    comment: "a search for documents, and what became of what it found",
    columns: {
      trace: PLACE.trace,
      preorder: PLACE.preorder,
      part_of: "the larger retrieval that it is a step of, as its preorder",
      documents: "how many it found",
      scored: "how many of them have a score",
      score_kind: "what the scores say",
      best: "the best score; the lowest of distances",
      median: "the median of the scores",
      spread: "the highest score less the lowest",
      rerankings: "how many rerankings its documents went through",
      kept: "documents in a later prompt; null without a later prompt",
      cited: "documents that the answer draws on; null without an answer",
      sentences: "sentences of the answer that say enough to be compared",
      supported: "share of these that some document supports",
    },
  },
  document_use: {
    comment: "what became of a document that was retrieved or remembered",
    columns: {
      trace: PLACE.trace,
      preorder: PLACE.preorder,
      role: "retrieved or memory",
      rank: "place in the list, from 0, as in document.rank",
      text: "its text, as in text.id",
      final_rank: "place after the last reranking; null where it fell out",
      kept: "it stands in a later prompt; null where that is not known",
      kept_share: "share of its words that stand there",
      cited: "it supports a sentence of the answer",
      supported: "share of the answer's sentences that it supports",
      used_share: "share of its words that the answer has too",
      duplicate_of: "rank of an earlier document with nearly the same text",
    },
  },
  evaluation: {
    comment: "a verdict in a span: of a guardrail, an evaluator or a judge",
    columns: {
      ...PLACE,
      position: "number in the span",
      name: "what was judged",
      label: "the verdict",
      score: "the figure",
      text: "why, as in text.id",
      annotator: "who judged",
    },
  },
  vector_map: {
    comment: "a map of vectors or texts that was made and is kept, so that it is there at once",
    columns: {
      layout: "what its points lie by: vectors, method and settings",
      whole: "the same with the settings of its groups",
      made_at_ms: "time in ms since 1970",
      body: "float32: x, y and gap of all items; then int32: their clusters",
      words: "JSON: how many items, the words of the clusters, the holes",
    },
  },
  redaction_setting: {
    comment: "what you want taken out of what leaves the workspace",
    columns: { options: "rules that are off, names, words, patterns, what stays, attributes to drop; as JSON" },
  },
  departure: {
    comment: "a file that left the workspace",
    columns: {
      id: "its number",
      at_ms: "time in ms since 1970",
      kind: "export, report or sql",
      subject: "the search, the title of the incident, or the statement",
      format: "otlp, jsonl, csv, parquet, html, md, pdf, json",
      file: "the name that you chose; none for a download",
      whole: "false where it was stopped, failed or cut off",
      rows: "spans of an export, rows of a statement, items of a report",
      bytes: "its size",
      redacted: "true where secrets and personal data were taken out",
      counts: "finds by rule, as JSON",
      dropped: "attributes that were left out",
      leftovers: "finds in what was written",
    },
  },
  selection: {
    comment: "a span of a list that you kept: what the lasso of the map caught",
    columns: { id: "of the list, as in set:ID", trace_id: "id of its trace; opens it", span_id: "id of the span" },
  },
};
