import type {
  EmbeddingListAnswer,
  EmbeddingModel,
  EmbeddingSort,
  embeddingsContract,
} from "../../../../shared/contract/embeddings.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import { DictionaryBuilder } from "../../../../shared/model/columns.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../text-preview.js";
import { CALLS, type CutFlags, findCalls, type LimitOf, ONLY } from "./calls.js";

type Input = ParsedInputOf<(typeof embeddingsContract)["embedding.list"]>;

const TEXT_UNITS = 300;

const SORTS: Readonly<Record<EmbeddingSort, string>> = {
  start: "start_ns",
  model: "lower(model)",
  dimensions: "nullif(dimensions, 0)",
  inputs: "nullif(inputs, 0)",
  duration: "duration_ns",
  tokens: "tokens",
  cost: "cost_usd",
  agent: "lower(agent)",
};

interface CallRow {
  trace_id: string;
  span_id: string;
  name: string;
  failed: boolean;
  model: string | null;
  agent: string | null;
  text: number | null;
  dimensions: number;
  mixed: boolean;
  inputs: number;
  start_ns: number | null;
  duration_ns: number | null;
  tokens: number | null;
  cost_usd: number | null;
  cut: number;
  evidence: string | null;
}

/** A window of the calls that embed among the spans of a search. */
export async function listEmbeddings(
  session: Session,
  input: Input,
  limitOf: LimitOf,
  flags: CutFlags,
): Promise<EmbeddingListAnswer> {
  const began = performance.now();
  await findCalls(session, input, limitOf, flags);
  const totals = await session.first<{ total: number; calls: number; origin: string | null; longest: number | null }>(
    `SELECT count(*) FILTER (${ONLY[input.only]})::DOUBLE AS total, count(*)::DOUBLE AS calls,
      min(start_ns)::VARCHAR AS origin, max(duration_ns)::DOUBLE AS longest FROM ${CALLS}`,
  );
  const origin = totals?.origin ?? "0";
  const rows = await session.rows<CallRow>(
    `SELECT trace_id, span_id, name, failed, model, agent, text, dimensions::INTEGER AS dimensions, mixed,
      inputs::INTEGER AS inputs, (start_ns - ${origin}::BIGINT)::DOUBLE AS start_ns, duration_ns::DOUBLE AS duration_ns, tokens,
      cost_usd, cut, evidence
    FROM ${CALLS} WHERE ${ONLY[input.only]}
    ORDER BY ${SORTS[input.sort]} ${input.descending ? "DESC" : "ASC"} NULLS LAST, span LIMIT ${input.limit} OFFSET ${input.offset}`,
  );
  const previews = await readPreviews(
    session,
    rows.map((row) => row.text),
    TEXT_UNITS,
  );
  const dictionary = (value: (row: CallRow) => string | null) => {
    const builder = new DictionaryBuilder();
    for (const row of rows) builder.push(value(row));
    return builder.finish();
  };
  const figures = (value: (row: CallRow) => number | null): Float64Array<ArrayBuffer> =>
    Float64Array.from(rows, (row) => value(row) ?? Number.NaN);
  return {
    total: totals?.total ?? 0,
    calls: totals?.calls ?? 0,
    ms: performance.now() - began,
    offset: input.offset,
    flagsOf: flags.looked,
    traceId: rows.map((row) => row.trace_id),
    spanId: rows.map((row) => row.span_id),
    name: rows.map((row) => row.name),
    failed: Uint8Array.from(rows, (row) => Number(row.failed)),
    model: dictionary((row) => row.model),
    agent: dictionary((row) => row.agent),
    text: rows.map((row) => previews(row.text)?.text ?? null),
    dimensions: Uint32Array.from(rows, (row) => row.dimensions),
    mixed: Uint8Array.from(rows, (row) => Number(row.mixed)),
    inputs: Uint32Array.from(rows, (row) => row.inputs),
    originNs: origin,
    startNs: figures((row) => row.start_ns),
    durationNs: figures((row) => row.duration_ns),
    longestNs: totals?.longest ?? 0,
    tokens: figures((row) => row.tokens),
    costUsd: figures((row) => row.cost_usd),
    cut: Uint8Array.from(rows, (row) => row.cut),
    evidence: rows.map((row) => row.evidence),
  };
}

interface ModelRow {
  model: string | null;
  calls: number;
  failed: number;
  dimensions: number[] | null;
  inputs: number;
  tokens: number | null;
  cost_usd: number | null;
  median_ns: number | null;
  p95_ns: number | null;
  cut: number;
}

/** Totals of the calls that embed by model, the busiest first. */
export async function embeddingModels(
  session: Session,
  input: ParsedInputOf<(typeof embeddingsContract)["embedding.models"]>,
  limitOf: LimitOf,
  flags: CutFlags,
): Promise<EmbeddingModel[]> {
  const limits = await findCalls(session, input, limitOf, flags);
  const rows = await session.rows<ModelRow>(
    `SELECT model, count(*)::INTEGER AS calls, (count(*) FILTER (failed))::INTEGER AS failed,
      list_sort(list(DISTINCT dimensions::INTEGER) FILTER (dimensions > 0)) AS dimensions, sum(inputs)::DOUBLE AS inputs,
      sum(tokens)::DOUBLE AS tokens, sum(cost_usd)::DOUBLE AS cost_usd, median(duration_ns)::DOUBLE AS median_ns,
      quantile_cont(duration_ns, 0.95)::DOUBLE AS p95_ns, (count(*) FILTER (cut > 0))::INTEGER AS cut
    FROM ${CALLS} GROUP BY model ORDER BY calls DESC, model`,
  );
  return rows.map((row) => ({
    model: row.model,
    calls: row.calls,
    failed: row.failed,
    dimensions: row.dimensions ?? [],
    inputs: row.inputs,
    tokens: row.tokens,
    costUsd: row.cost_usd,
    medianNs: row.median_ns,
    p95Ns: row.p95_ns,
    cut: row.cut,
    limit: row.model === null ? null : (limits.get(row.model) ?? null),
  }));
}
