import { SpanKind } from "@opentelemetry/api";
import { ActiveAgent } from "./active-agent.js";
import type { Outcome } from "./active-agent.js";
import { checkGrounding, guardInput, remember } from "./checks.js";
import { said } from "./messages.js";
import { AGENTS } from "./network.js";
import { POLICY } from "./policy.js";
import { toHrTime } from "./recorder.js";
import { askIndex, embeddings } from "./retrieval.js";
import { Run } from "./run.js";
import type { World } from "./run.js";

const OPS = { conversation: "conv-ops-meeting", user: "ops-anna" };
const TOO_MANY: Outcome = { failure: { type: "http_429", message: "HTTP 429 from portal, retry after 2 s" } };

/** The index is built at night: one call embeds all sections. */
export function playIndexBuild(world: World): void {
  const startUs = Date.parse("2026-11-16T03:00:00.000Z") * 1000;
  const build = world.recorder.start({
    service: "retrieval",
    name: "policy_index.refresh",
    kind: SpanKind.INTERNAL,
    startUs,
    parent: null,
    attributes: {
      "openinference.span.kind": "CHAIN",
      "input.value": JSON.stringify({ source: "policy-portal", sections: POLICY.length }),
      "input.mime_type": "application/json",
      "output.value": JSON.stringify({ sections: POLICY.length, replaced: 3 }),
      "output.mime_type": "application/json",
    },
  });
  const texts = POLICY.map((section) => {
    const vector = (world.index.vectors.get(section.id) ?? []).map((value) => Math.round(value * 1e6) / 1e6);
    return [`${section.title}. ${section.content}`, vector] as const;
  });
  world.recorder
    .start({
      service: "retrieval",
      name: "CreateEmbeddings",
      kind: SpanKind.CLIENT,
      startUs: startUs + 640_000,
      parent: build,
      attributes: embeddings(texts),
    })
    .end(toHrTime(startUs + 1_930_000));
  build.end(toHrTime(startUs + 2_410_000));
}

/** A long loop: pages of three competitors are read one by one, drafts are checked until nothing is left to object to. */
export function playComparison(world: World): void {
  const message = "Compare our refund policy with three competitors, cite sources";
  const run = new Run(world, { at: "2026-11-20T14:17:33.690Z", turn: OPS, message });
  let nowUs = guardInput(run, 0, null);
  const triage = new ActiveAgent(run, AGENTS.triage, run.root, nowUs, [said("user", message)], null);
  triage.chat(null, [{ tool: "transfer_to_planner", arguments: { note: "Internal question, comparison, English." } }]);
  triage.handOff("planner", "Internal question, comparison, English.");
  triage.finish("Internal question, comparison, English.");
  const planner = new ActiveAgent(run, AGENTS.planner, run.root, triage.nowUs, [said("user", message)], "triage");
  const readers = [
    ["alpinhaus.example", "60 days, refund to the card, return free"],
    ["bergwerk.example", "30 days, store credit after day 14"],
    ["nordkap.example", "100 days for members, 30 days for others"],
  ] as const;
  const calls = planner.chat("Our own rules first, then one reader for each competitor, all at once.", [
    { tool: "ask_researcher", arguments: { task: "Our refund rules with paragraphs" } },
    ...readers.map(([site]) => ({ tool: "ask_researcher", arguments: { task: `Refund rules of ${site}` } })),
  ]);
  const startUs = planner.nowUs;
  const ends = [ourRules(planner, message, startUs)];
  for (const [place, [site, rules]] of readers.entries()) {
    ends.push(readCompetitor(planner, site, rules, startUs, place));
  }
  planner.nowUs = Math.max(...ends);
  for (const [place, call] of calls.entries()) {
    planner.hear(call, place === 0 ? "30 days (§4.1), store credit to day 60 (§4.3)" : (readers[place - 1]?.[1] ?? ""));
  }
  const answer =
    "We give 30 days and goodwill to day 60. Alpinhaus gives 60 days with a free return, Bergwerk 30 days with store credit after day 14, Nordkap 100 days to members. Sources: our §4.1 and §4.3, and the three pages read today.";
  for (const round of [1, 2, 3]) draftAndCheck(planner, answer, round);
  planner.chat(answer, [], { closing: true });
  planner.finish(answer);
  nowUs = remember(run, run.root, planner.nowUs, {
    store: "team_memory",
    records: ["20 November: comparison of refund rules with three competitors"],
  });
  nowUs = checkGrounding(run, nowUs, answer, 0.88);
  run.finish(answer, nowUs);
}

function ourRules(planner: ActiveAgent, message: string, startUs: number): number {
  const task = "Our refund rules with paragraphs";
  const agent = new ActiveAgent(
    planner.run,
    AGENTS.researcher,
    planner.span,
    startUs,
    [said("user", message), said("user", task, "planner")],
    "planner",
  );
  agent.chat("I ask the index.", [
    { tool: "policy_index", arguments: { query: "refund rules of the shop", top_k: 12 } },
  ]);
  askIndex(agent, {
    query: "refund rules of the shop",
    near: { "4.1": 0.76, "4.2": 0.74, "4.3": 0.7, "6.1": 0.62 },
    relevance: { "4.1": 0.95, "4.3": 0.9, "4.2": 0.82, "6.1": 0.6 },
  });
  agent.chat("30 days (§4.1), store credit to day 60 (§4.3).");
  agent.finish("30 days (§4.1), store credit to day 60 (§4.3).");
  return agent.nowUs;
}

/** Reads a competitor's pages one after the other, a search and a page at a time. */
function readCompetitor(planner: ActiveAgent, site: string, rules: string, startUs: number, place: number): number {
  const agent = new ActiveAgent(
    planner.run,
    AGENTS.browser,
    planner.span,
    startUs,
    [said("user", `Refund rules of ${site}`, "planner")],
    "planner",
  );
  for (let page = 1; page <= 11; page++) {
    const query = page % 3 === 1 ? "outdoor retailer refund policy 2026" : `${site} returns page ${page}`;
    const search = { id: `call_${planner.run.random.hex(10)}`, tool: "search", arguments: { query, site } };
    if (page % 3 === 1) {
      // Every third step searches anew; the portal counts all readers together and now and then refuses.
      const refused = page > 1 && page < 10;
      agent.tool(
        search,
        ...(refused
          ? [TOO_MANY, { result: { results: [`${site}/help/${page}`] } }]
          : [{ result: { results: [`${site}/help/${page}`] } }]),
      );
      agent.history.push(said("assistant", `Searched for ${query}`));
    }
    const [fetch] = agent.chat(`Page ${page} of ${site}.`, [
      { tool: "fetch_page", arguments: { url: `https://${site}/help/${page}` } },
    ]);
    if (fetch !== undefined) {
      const found = page === 4 + place ? rules : "Nothing about refunds on this page.";
      agent.tool(fetch, { result: found });
      agent.hear(fetch, found);
    }
  }
  if (place > 0) {
    const translator = new ActiveAgent(
      planner.run,
      AGENTS.translator,
      agent.span,
      agent.nowUs,
      [said("user", `Into English: Regeln von ${site}`)],
      "browser",
    );
    translator.chat(rules);
    translator.finish(rules);
    agent.nowUs = translator.nowUs;
  }
  agent.chat(`${site}: ${rules}.`);
  agent.finish(`${site}: ${rules}.`);
  return agent.nowUs;
}

function draftAndCheck(planner: ActiveAgent, answer: string, round: number): void {
  const writer = new ActiveAgent(
    planner.run,
    AGENTS.writer,
    planner.span,
    planner.nowUs,
    [said("user", `Draft ${round}: compare with sources`, "planner")],
    "planner",
  );
  const draft = round === 3 ? answer : `${answer.slice(0, 60 + 60 * round)} …`;
  writer.chat(draft);
  writer.finish(draft);
  const critic = new ActiveAgent(
    planner.run,
    AGENTS.critic,
    planner.span,
    writer.nowUs,
    [said("user", draft, "writer")],
    "writer",
  );
  const objection = round === 3 ? "Nothing to object to." : `Claim ${round} has no source.`;
  critic.chat(objection);
  critic.finish(objection);
  planner.nowUs = critic.nowUs;
  planner.history.push(said("assistant", draft, "writer"), said("assistant", objection, "critic"));
  if (round < 3) planner.chat("Once more, with the source.");
}

/** Figures of the week from the ledger and the team's memory; one call fails, another takes its place. */
export function playWeekly(world: World): void {
  const message = "Summarise this week’s refund complaints for the ops meeting";
  const run = new Run(world, { at: "2026-11-20T13:31:47.101Z", turn: OPS, message });
  let nowUs = guardInput(run, 0, null);
  const planner = new ActiveAgent(run, AGENTS.planner, run.root, nowUs, [said("user", message)], null);
  const last = "last summary (13 Nov): 41 refund complaints, 9 escalated";
  planner.nowUs = remember(run, planner.span, planner.nowUs, {
    store: "team_memory",
    query: "refund complaints, last summary",
    records: [last],
    agent: "planner",
  });
  const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
  planner.chat("Day by day from the ledger; the order desk counts, billing sums up.");
  const startUs = planner.nowUs;
  const ends = days.map((day, index) => {
    const agent = new ActiveAgent(
      run,
      index % 2 === 0 ? AGENTS.billing : AGENTS.orderAgent,
      planner.span,
      startUs,
      [said("user", `Refund complaints on ${day}`, "planner")],
      "planner",
    );
    const [call] = agent.chat(null, [{ tool: "ledger.find", arguments: { day, type: "complaint" } }]);
    if (call !== undefined) {
      const found = { day, complaints: 6 + 2 * index, escalated: index };
      agent.tool(
        call,
        ...(index === 3
          ? [{ failure: { type: "ledger_locked", message: "ledger is locked by the nightly run" } }, { result: found }]
          : [{ result: found }]),
      );
      agent.hear(call, found);
    }
    agent.chat(`${day}: ${6 + 2 * index} complaints, ${index} escalated.`);
    agent.finish(`${day}: ${6 + 2 * index} complaints, ${index} escalated.`);
    return agent.nowUs;
  });
  planner.nowUs = Math.max(...ends);
  const summary =
    "50 refund complaints this week (41 last week), 10 escalated. Most wait for the policy portal: its search times out around noon.";
  planner.history.push(said("assistant", `Last week: ${last}`));
  draftAndCheck(planner, summary, 3);
  planner.chat(summary, [], { closing: true });
  planner.finish(summary);
  nowUs = remember(run, run.root, planner.nowUs, { store: "team_memory", records: [summary] });
  run.finish(summary, nowUs);
}

/** The planner asks for an order number again and again and never calls billing. */
export function playStubborn(world: World): void {
  const message = "Refund please";
  const run = new Run(world, {
    at: "2026-11-20T12:59:36.733Z",
    turn: { conversation: "conv-refund-please", user: "cust-47120" },
    message,
  });
  let nowUs = guardInput(run, 0, null);
  const triage = new ActiveAgent(run, AGENTS.triage, run.root, nowUs, [said("user", message)], null);
  triage.chat(null, [{ tool: "transfer_to_planner", arguments: { note: "Refund, no order number. English." } }]);
  triage.handOff("planner", "Refund, no order number. English.");
  triage.finish("Refund, no order number. English.");
  const planner = new ActiveAgent(run, AGENTS.planner, run.root, triage.nowUs, [said("user", message)], "triage");
  for (const [round, reply] of ["the blue one", "I don't have it", "just refund it"].entries()) {
    const [ask] = planner.chat("I need an order number.", [
      { tool: "ask_customer", arguments: { question: "Which order is it about? The number begins with HV-." } },
    ]);
    if (ask !== undefined) {
      planner.tool(ask, { result: reply });
      planner.hear(ask, reply);
    }
    const agent = new ActiveAgent(
      run,
      AGENTS.orderAgent,
      planner.span,
      planner.nowUs,
      [said("user", `Find the order: ${reply}`, "planner")],
      "planner",
    );
    const [call] = agent.chat(null, [{ tool: "lookup_order", arguments: { order: reply } }]);
    if (call !== undefined) {
      const failure = { type: "not_found", message: `no order "${reply}"` };
      agent.tool(call, ...(round === 2 ? [{ failure }, { failure }, { failure }] : [{ failure }]));
      agent.hear(call, failure.message);
    }
    agent.chat("No such order.");
    agent.finish("No such order.", { type: "not_found", message: "no such order" });
    planner.nowUs = agent.nowUs;
    planner.history.push(said("assistant", "No such order.", "order_agent"));
  }
  planner.handOff("human_desk", "Three questions, no order number.");
  const answer = "I could not find your order. A colleague will write to you.";
  planner.chat(answer);
  planner.finish(answer, { type: "gave_up", message: "no order number after 3 questions" });
  nowUs = planner.nowUs;
  run.finish(answer, nowUs, { type: "gave_up", message: "no order number after 3 questions" });
}
