import type { Link } from "@opentelemetry/api";
import { ActiveAgent } from "./active-agent.js";
import type { Call } from "./active-agent.js";
import { checkGrounding, checkTone, guardInput, remember } from "./checks.js";
import { runBilling, runOrderAgent, runResearcher } from "./colleagues.js";
import { said } from "./messages.js";
import type { Message } from "./messages.js";
import { AGENTS } from "./network.js";
import { Run } from "./run.js";
import type { World } from "./run.js";
import type { Conversation, TurnStory } from "./story.js";

/** Plays a conversation: one run of the network a message. Each run is linked to the one before. */
export function playConversation(world: World, conversation: Conversation): void {
  const past: Message[] = [];
  let before: Link | null = null;
  for (const story of conversation.turns) {
    const run = new Run(world, {
      at: story.at,
      turn: { conversation: conversation.id, user: conversation.user },
      message: story.says,
      ...(before === null ? {} : { links: [before] }),
      ...story.fixed,
    });
    playTurn(run, story, past);
    past.push(said("user", story.says), said("assistant", story.answer));
    before = { context: run.root.spanContext(), attributes: { "link.reason": "previous message of the conversation" } };
  }
}

function playTurn(run: Run, story: TurnStory, past: readonly Message[]): void {
  let nowUs = guardInput(run, story.redacted ?? 0, story.blocked ?? null);
  if (story.blocked !== undefined) {
    run.finish(story.answer, nowUs, { type: "guardrail_blocked", message: story.blocked });
    return;
  }
  const heard = [...past, said("user", story.says)];
  nowUs = playTriage(run, story, heard, nowUs);
  const planned = playPlanner(run, story, [...heard, said("assistant", story.note, "triage")], nowUs);
  nowUs = planned;
  if (story.remembers !== undefined) {
    nowUs = remember(run, run.root, nowUs, { store: "customer_memory", records: [story.remembers] });
  }
  if (story.grounded !== undefined) nowUs = checkGrounding(run, nowUs, story.answer, story.grounded);
  run.finish(story.answer, nowUs);
}

function playTriage(run: Run, story: TurnStory, heard: readonly Message[], afterUs: number): number {
  const triage = new ActiveAgent(run, AGENTS.triage, run.root, afterUs, heard, null);
  if (story.recalls !== undefined) {
    const [lookup] = triage.chat("Known customer? Checking.", [
      { tool: "customer_memory", arguments: { customer: run.turn.user } },
    ]);
    const query = `customer ${run.turn.user}`;
    triage.nowUs = remember(run, triage.span, triage.nowUs, {
      store: "customer_memory",
      query,
      records: story.recalls,
      agent: "triage",
    });
    if (lookup !== undefined) triage.hear(lookup, story.recalls);
  }
  triage.chat(null, [{ tool: "transfer_to_planner", arguments: { note: story.note } }]);
  if (story.fixed === undefined) triage.handOff("planner", story.note);
  triage.finish(story.note);
  return triage.nowUs;
}

function playPlanner(run: Run, story: TurnStory, heard: readonly Message[], afterUs: number): number {
  const planner = new ActiveAgent(run, AGENTS.planner, run.root, afterUs, heard, "triage");
  const { research, order, billing, writes } = story;
  const tasks = [
    ...(research === undefined ? [] : [{ tool: "ask_researcher", arguments: { task: research.task } }]),
    ...(order === undefined ? [] : [{ tool: "ask_order_agent", arguments: { task: order.task } }]),
  ];
  if (tasks.length > 0) {
    // Both are asked at once; the planner goes on when the slower one is back.
    const calls = planner.chat(story.plan ?? "I need facts first.", tasks);
    const startUs = planner.nowUs;
    const ends = [startUs];
    if (research !== undefined) {
      ends.push(runResearcher(planner, story, research, startUs));
      answerCall(planner, calls, "ask_researcher", research.finding);
    }
    if (order !== undefined) {
      ends.push(runOrderAgent(planner, story, order, startUs));
      answerCall(planner, calls, "ask_order_agent", order.finding);
    }
    planner.nowUs = Math.max(...ends);
  }
  if (billing !== undefined) {
    const calls = planner.chat(story.weighs ?? "Now the money.", [
      { tool: "ask_billing", arguments: { task: billing.task } },
    ]);
    planner.nowUs = runBilling(planner, story, billing, planner.nowUs);
    answerCall(planner, calls, "ask_billing", billing.finding);
  }
  if (writes !== undefined) {
    // The hand-over to the writer follows from the plan; the planner needs no call of the model for it.
    const call: Call = { id: `call_${run.random.hex(10)}`, tool: "ask_writer", arguments: { task: writes.task } };
    planner.history.push({
      role: "assistant",
      parts: [{ type: "tool_call", id: call.id, name: call.tool, arguments: call.arguments }],
    });
    const facts = [said("assistant", billing?.finding ?? research?.finding ?? order?.finding ?? story.note, "planner")];
    const writer = new ActiveAgent(
      run,
      AGENTS.writer,
      planner.span,
      planner.nowUs,
      [said("user", story.says), ...facts, said("user", writes.task, "planner")],
      "planner",
    );
    writer.chat(writes.draft);
    writer.nowUs = checkTone(run, writer.span, writer.nowUs, writes.draft);
    writer.finish(writes.draft);
    planner.nowUs = writer.nowUs;
    planner.hear(call, writes.draft);
  }
  planner.chat(story.answer, [], { closing: true });
  planner.finish(story.answer);
  return planner.nowUs;
}

function answerCall(planner: ActiveAgent, calls: readonly Call[], tool: string, response: string): void {
  const call = calls.find((candidate) => candidate.tool === tool);
  if (call !== undefined) planner.hear(call, response);
}
