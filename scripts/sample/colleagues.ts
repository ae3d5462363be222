import { ActiveAgent, brief } from "./active-agent.js";
import type { Call, Outcome } from "./active-agent.js";
import { said } from "./messages.js";
import { AGENTS } from "./network.js";
import { askIndex } from "./retrieval.js";
import type { Failure } from "./run.js";
import { isFailure } from "./story.js";
import type { SearchOutcome, TurnStory } from "./story.js";

type Research = NonNullable<TurnStory["research"]>;
type Order = NonNullable<TurnStory["order"]>;
type Billing = NonNullable<TurnStory["billing"]>;

const TIMEOUT: Failure = { type: "timeout", message: "504 upstream timeout after 3000 ms" };
const FAILURES: Readonly<Record<Extract<SearchOutcome, string>, readonly Failure[]>> = {
  "timeout twice": [TIMEOUT, TIMEOUT],
  "timeout once": [TIMEOUT],
  "too many requests": [{ type: "http_429", message: "HTTP 429 from portal, retry after 2 s" }],
  "connection reset": [{ type: "ECONNRESET", message: "connection reset while reading" }],
};

/** The researcher: searches the portal, falls back to the local index. Returns when it was done. */
export function runResearcher(planner: ActiveAgent, story: TurnStory, research: Research, startUs: number): number {
  const { run } = planner;
  const notes = [
    said("assistant", story.note, "triage"),
    said("assistant", story.plan ?? "I need facts first.", "planner"),
  ];
  const researcher = new ActiveAgent(
    run,
    AGENTS.researcher,
    planner.span,
    startUs,
    brief(story.says, notes, research.task),
    "planner",
  );
  if (research.translates !== undefined) translate(researcher, research.translates);
  const { search, index } = research;
  if (search !== undefined) {
    const [call] = researcher.chat(null, [
      { tool: "search", arguments: { query: research.query, site: "policy-portal", lang: research.lang ?? "en" } },
    ]);
    if (call !== undefined) searchPortal(researcher, call, search);
  }
  if (index !== undefined) {
    const langs = index.langs ?? ["en"];
    const [call] = researcher.chat(
      research.thought ?? "The local index should have it.",
      [{ tool: "policy_index", arguments: { query: index.query, top_k: index.topK ?? 12, lang: langs } }],
      story.fixed === undefined ? {} : { tokens: story.fixed.researchTokens },
    );
    const kept = askIndex(researcher, index);
    if (call !== undefined) {
      researcher.hear(
        call,
        kept.map((hit) => ({ id: hit.id, score: hit.score, title: hit.title, content: hit.content })),
      );
    }
  }
  researcher.chat(research.finding);
  researcher.finish(research.finding);
  return researcher.nowUs;
}

function searchPortal(researcher: ActiveAgent, call: Call, search: SearchOutcome): void {
  if (typeof search !== "string") {
    const results = search.map((title, rank) => ({ rank: rank + 1, title }));
    researcher.tool(call, { result: { results } });
    researcher.hear(call, { results });
    return;
  }
  const failures = FAILURES[search];
  const attempts: Outcome[] = failures.map((failure) => ({ failure }));
  researcher.tool(call, ...attempts);
  const last = failures.at(-1) ?? TIMEOUT;
  const times = failures.length > 1 ? ` (attempt ${failures.length} of ${failures.length})` : "";
  researcher.hear(call, `${last.message}${times}.\nNo documents returned.`);
}

function translate(researcher: ActiveAgent, [from, into]: readonly [string, string]): void {
  const translator = new ActiveAgent(
    researcher.run,
    AGENTS.translator,
    researcher.span,
    researcher.nowUs,
    [said("user", `Into English: ${from}`)],
    "researcher",
  );
  translator.chat(into);
  translator.finish(into);
  researcher.nowUs = translator.nowUs;
  researcher.history.push(said("assistant", into, "translator"));
}

/** The order desk: reads the order and asks the carrier. Returns when it was done. */
export function runOrderAgent(planner: ActiveAgent, story: TurnStory, order: Order, startUs: number): number {
  const agent = new ActiveAgent(
    planner.run,
    AGENTS.orderAgent,
    planner.span,
    startUs,
    brief(story.says, [], order.task),
    "planner",
  );
  const calls = agent.chat(null, [
    { tool: "lookup_order", arguments: { order: order.id } },
    ...(order.tracking === undefined ? [] : [{ tool: "track_shipment", arguments: { tracking: order.tracking.id } }]),
  ]);
  const [lookup, track] = calls;
  if (lookup !== undefined) answerWith(agent, lookup, order.found);
  if (track !== undefined && order.tracking !== undefined) answerWith(agent, track, order.tracking.found);
  agent.chat(order.finding);
  if (order.handsOver !== undefined) agent.handOff("billing", order.handsOver);
  agent.finish(order.finding);
  return agent.nowUs;
}

/** Billing: quotes, and issues a refund where the rules or a person allow it. Returns when it was done. */
export function runBilling(planner: ActiveAgent, story: TurnStory, billing: Billing, startUs: number): number {
  const facts = [story.research?.finding, story.order?.finding].filter((finding) => finding !== undefined);
  const notes = facts.map((finding) => said("assistant", finding, "planner"));
  const agent = new ActiveAgent(
    planner.run,
    AGENTS.billing,
    planner.span,
    startUs,
    brief(story.says, notes, billing.task),
    story.order?.handsOver === undefined ? "planner" : "order_agent",
  );
  const money = { order: billing.order, amount: billing.amount, currency: "EUR", as: billing.as };
  const calls = agent.chat(null, [
    ...(billing.ledger === undefined ? [] : [{ tool: "ledger.find", arguments: { order: billing.order } }]),
    { tool: "quote_refund", arguments: money },
    ...(billing.approval === undefined
      ? []
      : [{ tool: "request_approval", arguments: { ...money, reason: billing.task } }]),
    ...(billing.issue === undefined ? [] : [{ tool: "issue_refund", arguments: money }]),
  ]);
  for (const call of calls) {
    if (call.tool === "ledger.find") answerWith(agent, call, billing.ledger ?? {});
    else if (call.tool === "quote_refund")
      answerWith(agent, call, { ...money, allowed: !isFailure(billing.issue), fee: 0 });
    else if (call.tool === "request_approval") answerWith(agent, call, { approved_by: billing.approval });
    else
      answerWith(
        agent,
        call,
        isFailure(billing.issue)
          ? billing.issue
          : { ...money, state: "paid", reference: `RF-${planner.run.random.integer(10_000, 99_999)}` },
      );
  }
  agent.chat(billing.finding);
  agent.finish(billing.finding);
  return agent.nowUs;
}

function answerWith(
  agent: ActiveAgent,
  call: Call,
  found: Readonly<Record<string, unknown>> | Failure | "never ended",
): void {
  if (found === "never ended") {
    agent.tool(call, "never ended");
    agent.hear(call, "cancelled after 8 s without an answer");
  } else if (isFailure(found)) {
    agent.tool(call, { failure: found });
    agent.hear(call, `${found.type}: ${found.message}`);
  } else {
    agent.tool(call, { result: found });
    agent.hear(call, found);
  }
}
