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
  return {
    "compare.runs": ({ left, right }, { signal }) => compareTraces(database, left, right, signal),
  };
}

/** Two runs, aligned on their steps. NOT_FOUND; CANCELLED. */
export async function compareTraces(
  database: Workspace["database"],
  left: TraceId,
  right: TraceId,
  signal: AbortSignal,
): Promise<Comparison> {
  const started = performance.now();
  const read = (traceId: TraceId): Promise<Run> =>
    database.read(async (session) => {
      const summary = await getTrace(session, traceId);
      const spans = await readSpans(session, traceId);
      await breathe();
      const all = stepsOf(spans);
      await breathe();
      const steps = { row: all.row.subarray(0, MOST_STEPS), depth: all.depth.subarray(0, MOST_STEPS) };
      const words = await readWords(session, traceId, (steps.row.at(-1) ?? -1) + 1);
      return { summary, spans: { ...spans, ...words }, steps, total: all.row.length };
    }, signal);
  const [leftRun, rightRun] = await Promise.all([read(left), read(right)]);
  return compareRuns(leftRun, rightRun, started, signal);
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
  await breathe();
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
  const numbered = async (text: (row: number, step: number) => string): Promise<Int32Array> => {
    const column = new Int32Array(steps.row.length);
    await eachStep(steps.row.length, (step) => (column[step] = numberOf(text(steps.row[step] ?? 0, step))));
    return column;
  };
  const column = (name: string, of: (row: number) => unknown): Promise<Int32Array> =>
    numbered((row) => `${name} ${String(of(row))}`);
  const key = await column("key", (row) => {
    const subject = spans.kind[row] === MODEL_CALL ? "" : spans.subject[row];
    return `${spans.kind[row]}\u0000${spans.agent[row]}\u0000${subject}`;
  });
  const input = await column("text", (row) => spans.input[row]);
  const output = await column("text", (row) => spans.output[row]);
  const model = await column("model", (row) => spans.model[row]);
  const status = Uint8Array.from(steps.row, (row) => spans.status[row] ?? 0);
  const content = await numbered(
    (_, step) => `all ${key[step]} ${input[step]} ${output[step]} ${model[step]} ${status[step]}`,
  );
  return { key, content, input, output, model, status };
}

/** Steps after which other calls are answered: some milliseconds. */
const STEPS_A_STRETCH = 8192;

async function eachStep(count: number, work: (step: number) => void): Promise<void> {
  for (let from = 0; from < count; from += STEPS_A_STRETCH) {
    await breathe();
    for (let step = from; step < Math.min(count, from + STEPS_A_STRETCH); step++) work(step);
  }
}

async function tableOf({ spans, steps: { row, depth } }: Run): Promise<StepTable> {
  const texts = async (column: readonly (string | null)[]) => {
    const builder = new DictionaryBuilder();
    await eachStep(row.length, (step) => builder.push(column[row[step] ?? 0]));
    return builder.finish();
  };
  const doubles = async (column: Float64Array) => {
    await breathe();
    return Float64Array.from(row, (at) => column[at] ?? Number.NaN);
  };
  const list = async <T>(of: (at: number) => T): Promise<T[]> => {
    const values: T[] = [];
    await eachStep(row.length, (step) => values.push(of(row[step] ?? 0)));
    return values;
  };
  return {
    agent: await texts(spans.agent),
    subject: await texts(spans.subject),
    model: await texts(spans.model),
    spanId: await list((at) => spans.spanId[at] ?? ""),
    row: Uint32Array.from(row),
    depth: Uint32Array.from(depth),
    kind: Uint8Array.from(row, (at) => spans.kind[at] ?? 0),
    status: Uint8Array.from(row, (at) => spans.status[at] ?? 0),
    detail: await list((at) => spans.detail[at] ?? null),
    startNs: await doubles(spans.startNs),
    durationNs: await doubles(spans.durationNs),
    tokens: await doubles(spans.tokens),
    costUsd: await doubles(spans.costUsd),
  };
}
