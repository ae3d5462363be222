import type { MeaningEvaluation } from "../../../../shared/model/meaning.js";
import type { Meaning } from "../../conventions/meaning-builder.js";

type Verdict = Pick<MeaningEvaluation, "label" | "score" | "explanation">;

/** Longer outputs are no verdicts. */
const LONGEST = 4000;
const LABELS = ["verdict", "label", "decision", "status", "result"];
/** Members that are true for what passed, and for what did not. */
const PASSED = ["passed", "allowed", "safe", "valid"];
const CAUGHT = ["triggered", "tripwire_triggered", "flagged", "blocked"];
const SCORES = ["score", "confidence"];
const REASONS = ["explanation", "reason", "comment"];

/**
 * What a span says of itself or of others: its evaluations; of a guardrail or an evaluator without them its verdict, else the one
 * that its output is, where that is a JSON object with a member for it.
 */
export function evaluationsOf(name: string, { scalars, lists }: Meaning): readonly MeaningEvaluation[] {
  if (lists.evaluations !== undefined) return lists.evaluations;
  if (scalars.kind !== "guardrail" && scalars.kind !== "evaluator") return [];
  const said: Verdict | null =
    scalars.verdict === undefined
      ? verdictIn(scalars.output)
      : { label: scalars.verdict, score: null, explanation: null };
  // A name like "run_guardrail pii_guard" holds the operation and then who did it.
  return said === null ? [] : [{ ...said, name: name.replace(/^run_guardrail /, ""), by: null }];
}

function verdictIn(output: string | undefined): Verdict | null {
  if (output === undefined || output.length > LONGEST || !output.trimStart().startsWith("{")) return null;
  let members: Readonly<Record<string, unknown>>;
  try {
    members = JSON.parse(output) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
  const first = <T>(names: readonly string[], fits: (value: unknown) => value is T): T | null =>
    names.map((name) => members[name]).find(fits) ?? null;
  const passed = first(PASSED, isBoolean) ?? opposite(first(CAUGHT, isBoolean));
  const score = first(SCORES, isNumber);
  const label = first(LABELS, isWord) ?? (passed === null ? null : passed ? "passed" : "failed");
  return label === null && score === null ? null : { label, score, explanation: first(REASONS, isWord) };
}

function opposite(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
