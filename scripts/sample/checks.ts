import { SpanKind } from "@opentelemetry/api";
import type { Span } from "@opentelemetry/api";
import { sessionOf } from "./openinference.js";
import { PACE } from "./network.js";
import { toHrTime } from "./recorder.js";
import { fail } from "./run.js";
import type { Run } from "./run.js";

const GUARD = PACE["guard"] ?? [180, 420];
const MEMORY = PACE["memory"] ?? [120, 260];

/** The guardrail in front of the network. Returns when it was done. */
export function guardInput(run: Run, redacted: number, blocked: string | null): number {
  const place = run.place("pii_guard", run.startUs, GUARD);
  const verdict = blocked !== null ? "deny" : redacted > 0 ? "modify" : "allow";
  const span = run.start("gateway", "run_guardrail pii_guard", SpanKind.INTERNAL, place, run.root, {
    "gen_ai.operation.name": "run_guardrail",
    "gen_ai.conversation.id": run.turn.conversation,
    "gen_ai.guardrail.component.name": "pii_guard",
    "gen_ai.guardrail.target.type": "input",
    "gen_ai.guardrail.target.subtype": "llm",
    "gen_ai.guardrail.verdict.type": verdict,
    "gen_ai.guardrail.verdict.reason": blocked ?? (redacted > 0 ? `${redacted} redacted` : "nothing found"),
    "gen_ai.guardrail.action.type": blocked !== null ? "block" : verdict === "modify" ? "modify" : "allow",
    "gen_ai.security.policy.id": "pii-2026-03",
  });
  if (blocked !== null) fail(span, { type: "guardrail_blocked", message: blocked }, place.endUs);
  span.end(toHrTime(place.endUs));
  return place.endUs;
}

/** Reads from or writes to a memory. Returns when it was done. */
export function remember(
  run: Run,
  parent: Span,
  afterUs: number,
  memory: {
    readonly store: string;
    readonly query?: string;
    readonly records: readonly string[];
    /** The agent that asks; without one it is the gateway itself. */
    readonly agent?: string;
  },
): number {
  const reads = memory.query !== undefined;
  const operation = reads ? "search_memory" : "upsert_memory";
  const place = run.place(`${memory.store}/${reads ? "read" : "write"}`, afterUs, MEMORY);
  const span = run.start("memory", `${operation} ${memory.store}`, SpanKind.SERVER, place, parent, {
    "gen_ai.operation.name": operation,
    "gen_ai.conversation.id": run.turn.conversation,
    ...(memory.agent === undefined ? {} : { "gen_ai.agent.name": memory.agent }),
    "gen_ai.memory.store.id": memory.store,
    ...(memory.query === undefined ? {} : { "gen_ai.memory.query.text": memory.query }),
    "gen_ai.memory.record.count": memory.records.length,
    "gen_ai.memory.records": JSON.stringify(
      memory.records.map((content, rank) => ({
        id: `${run.turn.user}-${rank + 1}`,
        content,
        ...(reads ? { score: Math.round((0.86 - 0.09 * rank) * 100) / 100 } : {}),
      })),
    ),
  });
  span.end(toHrTime(place.endUs));
  return place.endUs;
}

/** The writer's check of tone: a guardrail on what goes out. Returns when it was done. */
export function checkTone(run: Run, parent: Span, afterUs: number, draft: string): number {
  const place = run.place("tone_check", afterUs, [300, 560]);
  const score = Math.round((0.86 + 0.12 * run.random.next()) * 100) / 100;
  const span = run.start("gateway", "tone_check", SpanKind.INTERNAL, place, parent, {
    "openinference.span.kind": "GUARDRAIL",
    ...sessionOf(run.turn),
    "input.value": draft,
    "output.value": JSON.stringify({ verdict: "allow", friendly: score }),
    "output.mime_type": "application/json",
  });
  span.end(toHrTime(place.endUs));
  return place.endUs;
}

/** Judges whether the answer stands in its sources. Returns when it was done. */
export function checkGrounding(run: Run, afterUs: number, answer: string, score: number): number {
  const place = run.place("grounded", afterUs, GUARD);
  const label = score >= 0.6 ? "grounded" : "not grounded";
  const span = run.start("gateway", "grounded", SpanKind.INTERNAL, place, run.root, {
    "openinference.span.kind": "EVALUATOR",
    ...sessionOf(run.turn),
    "input.value": answer,
    "output.value": JSON.stringify({ name: "grounded", score, label }),
    "output.mime_type": "application/json",
    "evaluations.0.evaluation.name": "grounded",
    "evaluations.0.evaluation.score": score,
    "evaluations.0.evaluation.label": label,
    "evaluations.0.evaluation.annotator_kind": "CODE",
  });
  span.end(toHrTime(place.endUs));
  return place.endUs;
}
