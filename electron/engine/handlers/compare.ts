import { type Comparison, type compareContract, MOST_STEPS, type StepTable } from "../../../shared/contract/compare.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { TraceSummary } from "../../../shared/contract/traces.js";
import { DictionaryBuilder } from "../../../shared/model/columns.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { SPAN_KINDS } from "../../../shared/model/kind.js";
import { alignSteps, type StepKeys } from "../analysis/compare/align.js";
import { mergeSteps, type StepContents } from "../analysis/compare/merge.js";
import { type Steps, stepsOf } from "../analysis/compare/steps.js";
import { type ReadSpans, readSpans, type ReadWords, readWords } from "../queries/compare/read-steps.js";
import { getTrace } from "../queries/trace-get.js";
import { breathe, inStretches } from "./in-stretches.js";
import type { Workspace } from "./open-workspace.js";

export function compareHandlers({ database }: Workspace): Handlers<typeof compareContract> {
  const read = (traceId: TraceId, signal: AbortSignal): Promise<Run> =>
    database.read(async (session) => {
      const summary = await getTrace(session, traceId);
      const spans = await readSpans(session, traceId);
      const all = stepsOf(spans);
      const steps = { row: all.row.subarray(0, MOST_STEPS), depth: all.depth.subarray(0, MOST_STEPS) };
      const words = await readWords(session, traceId, (steps.row.at(-1) ?? -1) + 1);
      return { summary, spans: { ...spans, ...words }, steps, total: all.row.length };
    }, signal);
  return {
    "compare.runs": async (input, { signal }) => {
      const started = performance.now();
      const [left, right] = await Promise.all([read(input.left, signal), read(input.right, signal)]);
      return compareRuns(left, right, started, signal);
    },
  };
}

interface Run {
  readonly summary: TraceSummary;
  /** Words are those of the spans up to the last step. */
  readonly spans: ReadSpans & ReadWords;
  readonly steps: Steps;
  readonly total: number;
}

async function compareRuns(left: Run, right: Run, started: number, signal: AbortSignal): Promise<Comparison> {
  const numbers = new Map<string, number>();
  const leftNumbers = await numbersOf(left, numbers);
  const rightNumbers = await numbersOf(right, numbers);
  const { rightOf, exact } = await inStretches(alignSteps(leftNumbers, rightNumbers), signal);
  await breathe();
  const merged = mergeSteps(leftNumbers, rightNumbers, rightOf);
  return {
    left: { summary: left.summary, steps: await tableOf(left), total: left.total },
    right: { summary: right.summary, steps: await tableOf(right), total: right.total },
    ...merged,
    exact,
    ms: performance.now() - started,
  };
}

const MODEL_CALL = SPAN_KINDS.indexOf("llm");

/**
 * Steps as numbers that two runs share. A step is told by its kind, its agent and what it is about; for a model call by kind
 * and agent alone, so that a run with another model is a run whose calls changed.
 */
async function numbersOf({ spans, steps }: Run, numbers: Map<string, number>): Promise<StepKeys & StepContents> {
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const column = async (name: string, of: (row: number) => unknown): Promise<Int32Array> => {
    await breathe();
    return steps.row.map((row) => numberOf(`${name} ${String(of(row))}`));
  };
  const key = await column("key", (row) => {
    const subject = spans.kind[row] === MODEL_CALL ? "" : spans.subject[row];
    return `${spans.kind[row]}\u0000${spans.agent[row]}\u0000${subject}`;
  });
  const input = await column("text", (row) => spans.input[row]);
  const output = await column("text", (row) => spans.output[row]);
  const model = await column("model", (row) => spans.model[row]);
  const status = Uint8Array.from(steps.row, (row) => spans.status[row] ?? 0);
  await breathe();
  const content = key.map((number, step) =>
    numberOf(`all ${number} ${input[step]} ${output[step]} ${model[step]} ${status[step]}`),
  );
  return { key, content, input, output, model, status };
}

async function tableOf({ spans, steps: { row, depth } }: Run): Promise<StepTable> {
  const texts = async (column: readonly (string | null)[]) => {
    await breathe();
    const builder = new DictionaryBuilder();
    for (const at of row) builder.push(column[at]);
    return builder.finish();
  };
  const doubles = (column: Float64Array) => Float64Array.from(row, (at) => column[at] ?? Number.NaN);
  return {
    agent: await texts(spans.agent),
    subject: await texts(spans.subject),
    model: await texts(spans.model),
    spanId: Array.from(row, (at) => spans.spanId[at] ?? ""),
    row: Uint32Array.from(row),
    depth: Uint32Array.from(depth),
    kind: Uint8Array.from(row, (at) => spans.kind[at] ?? 0),
    status: Uint8Array.from(row, (at) => spans.status[at] ?? 0),
    detail: Array.from(row, (at) => spans.detail[at] ?? null),
    startNs: doubles(spans.startNs),
    durationNs: doubles(spans.durationNs),
    tokens: doubles(spans.tokens),
    costUsd: doubles(spans.costUsd),
  };
}
