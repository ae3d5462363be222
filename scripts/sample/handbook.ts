import { SpanKind } from "@opentelemetry/api";
import type { Attributes, Span } from "@opentelemetry/api";
import { ActiveAgent } from "./active-agent.js";
import { checkGrounding, guardInput } from "./checks.js";
import { searchBoth } from "./hybrid-search.js";
import { said } from "./messages.js";
import { AGENTS } from "./network.js";
import { sessionOf } from "./openinference.js";
import type { PolicyHit } from "./policy-index.js";
import { toHrTime } from "./recorder.js";
import { documents } from "./retrieval.js";
import { Run } from "./run.js";
import type { World } from "./run.js";

const QUERY = "store credit for unworn articles after day 30, who approves";
const RELEVANCE: Readonly<Record<string, number>> = { "4.3": 0.93, "4.1": 0.84, "4.4": 0.57, "6.1": 0.46 };
/** The best of the reranked ones that go into the prompt. */
const KEEP = 4;

/**
 * A question for the team's handbook: one search by words and by vectors at once, a list of answers without scores, and a question
 * that nothing is found for.
 */
export function playHandbook(world: World): void {
  const message = "For the handbook: when may we give store credit, and who approves it?";
  const turn = { conversation: "conv-handbook", user: "ops-anna" };
  const run = new Run(world, { at: "2026-11-17T08:41:26.318Z", turn, message });
  const nowUs = guardInput(run, 0, null);
  const agent = new ActiveAgent(run, AGENTS.researcher, run.root, nowUs, [said("user", message)], null);
  const [policy, faq, recall] = agent.chat("The policy, the team's own answers, and recalls.", [
    { tool: "policy_index", arguments: { query: QUERY, top_k: 12, mode: "hybrid" } },
    { tool: "team_answers", arguments: { query: "store credit" } },
    { tool: "policy_index", arguments: { query: "recall of stoves 2026", lang: ["cs"] } },
  ]);
  const kept = searchHybrid(agent);
  if (policy !== undefined) {
    agent.hear(
      policy,
      kept.map(({ id, score, title, content }) => ({ id, score, title, content })),
    );
  }
  const answers = searchAnswers(agent);
  if (faq !== undefined) agent.hear(faq, answers);
  searchNothing(agent);
  if (recall !== undefined) agent.hear(recall, []);
  const answer =
    "For an unworn article we may offer store credit for the price paid between day 31 and day 60, if a person approves it (§4.3). Until then a full refund is possible within 30 days of delivery (§4.1). Anna or Jonas approves, in the channel of the desk. There is no rule on recalls in Czech.";
  agent.chat(answer, [], { closing: true });
  agent.finish(answer);
  run.finish(answer, checkGrounding(run, agent.nowUs, answer, 0.91));
}

/** By words and by vectors side by side, merged, ranked anew; gives what is kept. */
function searchHybrid(agent: ActiveAgent): PolicyHit[] {
  const { index } = agent.run.world;
  const vector = index.embed(QUERY, { "4.3": 0.72, "4.1": 0.7, "6.1": 0.64, "4.4": 0.55 });
  const found = searchBoth(index, QUERY, vector, { words: 8, vectors: 9, merged: 12 });
  const startUs = agent.nowUs + 9_000;
  const outer = retriever(agent, agent.span, "policy_index", QUERY, [startUs, startUs + 412_000], found.merged);
  retriever(agent, outer, "by words", QUERY, [startUs + 4_000, startUs + 61_000], found.words);
  retriever(agent, outer, "by vectors", QUERY, [startUs + 4_000, startUs + 248_000], found.vectors);
  const judged = found.merged
    .map((hit, rank) => ({ ...hit, score: RELEVANCE[hit.id] ?? Math.round((0.29 - 0.021 * rank) * 1e3) / 1e3 }))
    .toSorted((left, right) => right.score - left.score);
  const rerankUs = startUs + 424_000;
  agent.run
    .start("retrieval", "rerank", SpanKind.SERVER, { label: "handbook/rerank", startUs: rerankUs }, agent.span, {
      "openinference.span.kind": "RERANKER",
      ...sessionOf(agent.run.turn),
      "reranker.query": QUERY,
      "reranker.model_name": "rerank-v3.5",
      "reranker.top_k": judged.length,
      ...documents("reranker.input_documents", found.merged, false),
      ...documents("reranker.output_documents", judged, false),
    })
    .end(toHrTime(rerankUs + 331_000));
  agent.nowUs = rerankUs + 331_000;
  return judged.slice(0, KEEP);
}

/** The team keeps short answers; its search tells an order and no scores. */
function searchAnswers(agent: ActiveAgent): readonly string[] {
  const answers = [
    "Anna or Jonas approves store credit, in the channel of the desk. The answer comes within one working day.",
    "Store credit is a card by mail; it can't be paid out.",
    "A customer who asks for the money back gets the rule of §4.3 in a friendly sentence.",
    // An older answer that nobody took away.
    "Anna or Jonas approves store credit, in the channel of the desk. The answer comes within one working day, at most.",
  ];
  const startUs = agent.nowUs + 6_000;
  const attributes: Attributes = {};
  for (const [rank, content] of answers.entries()) {
    attributes[`retrieval.documents.${rank}.document.id`] = `team/${41 + rank}`;
    attributes[`retrieval.documents.${rank}.document.content`] = content;
  }
  retriever(agent, agent.span, "team_answers", "store credit", [startUs, startUs + 88_000], [], attributes);
  agent.nowUs = startUs + 88_000;
  return answers.slice(0, 2);
}

function searchNothing(agent: ActiveAgent): void {
  const startUs = agent.nowUs + 5_000;
  retriever(agent, agent.span, "policy_index", "recall of stoves 2026", [startUs, startUs + 203_000], []);
  agent.nowUs = startUs + 203_000;
}

function retriever(
  agent: ActiveAgent,
  parent: Span,
  name: string,
  query: string,
  [startUs, endUs]: readonly [number, number],
  hits: readonly PolicyHit[],
  more: Attributes = {},
): Span {
  // The two ways to search are ways into one index.
  const base = name.startsWith("by ") ? "policy_index" : name;
  const span = agent.run.start("retrieval", name, SpanKind.SERVER, { label: `handbook/${name}`, startUs }, parent, {
    "openinference.span.kind": "RETRIEVER",
    ...sessionOf(agent.run.turn),
    "gen_ai.data_source.id": base,
    "input.value": query,
    "input.mime_type": "text/plain",
    metadata: JSON.stringify({ index: base, top_k: 12, lang: ["en"] }),
    ...documents("retrieval.documents", hits, true),
    ...more,
  });
  span.end(toHrTime(endUs));
  return span;
}
