import { SpanKind } from "@opentelemetry/api";
import type { Attributes } from "@opentelemetry/api";
import type { ActiveAgent } from "./active-agent.js";
import { PACE } from "./network.js";
import { sessionOf } from "./openinference.js";
import type { PolicyHit, Vector } from "./policy-index.js";
import { toHrTime } from "./recorder.js";

export const EMBEDDING_MODEL = "text-embedding-3-small";

/** What the story wants of a question to the index. */
export interface IndexQuestion {
  readonly query: string;
  /** Wanted cosine by section. */
  readonly near: Readonly<Record<string, number>>;
  /** Wanted relevance by section, after the reranker. Sections that are not named get little. */
  readonly relevance?: Readonly<Record<string, number>>;
  /** For a question that nothing answers: no section comes nearer. */
  readonly atMost?: number;
  readonly langs?: readonly string[];
  readonly topK?: number;
}

const KEEP = 4;

/** Asks the local index: embeds the query, finds candidates, ranks them anew. Gives the sections that were kept. */
export function askIndex(agent: ActiveAgent, question: IndexQuestion): PolicyHit[] {
  const { run } = agent;
  const { index } = run.world;
  const place = run.place(`${agent.profile.name}/policy_index`, agent.nowUs, PACE["policy_index"] ?? [380, 640]);
  const vector = index.embed(question.query, question.near, question.atMost);
  const hits = index.nearest(vector, question.topK ?? 12);
  const span = run.start("retrieval", "policy_index", SpanKind.SERVER, place, agent.span, {
    "openinference.span.kind": "RETRIEVER",
    ...sessionOf(run.turn),
    "gen_ai.data_source.id": "policy_index",
    "input.value": question.query,
    "input.mime_type": "text/plain",
    metadata: JSON.stringify({ index: "policy_index", top_k: hits.length, lang: question.langs ?? ["en"] }),
    ...documents("retrieval.documents", hits, true),
  });
  const embedPlace = run.place("embed", place.startUs, [80, 130]);
  run
    .start("retrieval", "embed query", SpanKind.CLIENT, embedPlace, span, {
      ...sessionOf(run.turn),
      ...embeddings([[question.query, vector]]),
    })
    .end(toHrTime(embedPlace.endUs));
  span.end(toHrTime(place.endUs));
  agent.nowUs = place.endUs;
  return rerank(agent, question, hits);
}

/** Attributes of an OpenInference embedding span. */
export function embeddings(texts: readonly (readonly [string, Vector])[]): Attributes {
  const vectors: Attributes = {};
  for (const [at, [text, vector]] of texts.entries()) {
    vectors[`embedding.embeddings.${at}.embedding.text`] = text;
    vectors[`embedding.embeddings.${at}.embedding.vector`] = [...vector];
  }
  return {
    "openinference.span.kind": "EMBEDDING",
    "embedding.model_name": EMBEDDING_MODEL,
    "embedding.invocation_parameters": JSON.stringify({ dimensions: texts[0]?.[1].length ?? 0 }),
    ...vectors,
  };
}

function rerank(agent: ActiveAgent, question: IndexQuestion, hits: readonly PolicyHit[]): PolicyHit[] {
  const { run } = agent;
  const place = run.place("rerank", agent.nowUs, PACE["rerank"] ?? [260, 420]);
  const judged = hits
    .map((hit, rank) => ({
      ...hit,
      score: question.relevance?.[hit.id] ?? Math.round((0.28 - 0.018 * rank - 0.02 * run.random.next()) * 1e3) / 1e3,
    }))
    .toSorted((left, right) => right.score - left.score);
  const kept = judged.slice(0, KEEP);
  run
    .start("retrieval", "rerank", SpanKind.SERVER, place, agent.span, {
      "openinference.span.kind": "RERANKER",
      ...sessionOf(run.turn),
      "reranker.query": question.query,
      "reranker.model_name": "rerank-v3.5",
      "reranker.top_k": KEEP,
      ...documents("reranker.input_documents", hits, false),
      ...documents("reranker.output_documents", kept, false),
    })
    .end(toHrTime(place.endUs));
  agent.nowUs = place.endUs;
  return kept;
}

/** Attributes of a list of documents. */
export function documents(prefix: string, hits: readonly PolicyHit[], withMetadata: boolean): Attributes {
  const attributes: Attributes = {};
  for (const [rank, hit] of hits.entries()) {
    const base = `${prefix}.${rank}.document`;
    attributes[`${base}.id`] = `policy/${hit.id}`;
    attributes[`${base}.content`] = `${hit.title}. ${hit.content}`;
    attributes[`${base}.score`] = hit.score;
    if (withMetadata) attributes[`${base}.metadata`] = JSON.stringify({ title: hit.title, lang: hit.lang });
  }
  return attributes;
}
