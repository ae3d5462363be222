import type { Client } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { TraceSummary } from "../../shared/contract/traces.js";
import { dictionaryAt } from "../../shared/model/columns.js";
import { traceId } from "../../shared/model/ids.js";
import { SPAN_KINDS, SPAN_STATUSES } from "../../shared/model/kind.js";
import type { SpanTable } from "../../shared/model/span-table.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";
import { printable } from "./terminal-text.js";

const SHORTEST_PREFIX = 6;

/** `skein show TRACE_ID`: the tree in text; with `--json` `{trace, spans}`. The beginning of an id will do. */
export function show(id: string, options: CommonOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const trace = await traceOf(client, id, signal);
    const spans = await client.call("trace.spans", { traceId: trace.traceId }, signal);
    output.answer({ trace, spans: spans.spanId.map((_, row) => spanObject(spans, row)) }, () =>
      [
        `${printable(trace.title)}  ${milliseconds(trace.durationNs ?? Number.NaN)}, ${trace.spans} spans, ${trace.errors} errors`,
        ...spans.spanId.map((_, row) => treeLine(spans, row)),
      ].join("\n"),
    );
    return 0;
  });
}

/** The trace of an id or of the beginning of one. Throws NOT_FOUND, and INVALID_INPUT where several begin so. */
async function traceOf(client: Client<SkeinContract>, id: string, signal: AbortSignal): Promise<TraceSummary> {
  try {
    return await client.call("trace.get", { traceId: traceId.parse(id) }, signal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
  }
  const isPrefix = id.length >= SHORTEST_PREFIX && !/["\\\s]/.test(id);
  const found = isPrefix ? await client.call("trace.list", { query: `trace:"${id}"`, limit: 3 }, signal) : null;
  if (found !== null && found.total > 1) {
    throw new AppError(
      "INVALID_INPUT",
      `${found.total} traces begin with ${id}, such as ${found.traceId.join(", ")}.`,
      {
        hint: "Give more of the id.",
      },
    );
  }
  const only = found?.traceId[0];
  if (only !== undefined) return client.call("trace.get", { traceId: traceId.parse(only) }, signal);
  throw new AppError("NOT_FOUND", `There is no trace ${id} in this workspace.`, {
    hint: `Give its id, or at least its first ${SHORTEST_PREFIX} characters; \`skein search\` prints ids.`,
  });
}

function treeLine(spans: SpanTable, row: number): string {
  const status = spans.status[row] === 2 ? "  error" : "";
  const detail = spans.detail[row] ?? "";
  const words = `${SPAN_KINDS[spans.kind[row] ?? 0] ?? ""} ${dictionaryAt(spans.name, row) ?? ""} ${detail}`.trimEnd();
  return `${"  ".repeat(spans.depth[row] ?? 0)}${printable(words)}  ${milliseconds(spans.durationNs[row] ?? Number.NaN)}${status}`;
}

function milliseconds(durationNs: number): string {
  return Number.isNaN(durationNs) ? "unfinished" : `${(durationNs / 1e6).toFixed(1)} ms`;
}

/** A span as JSON has it: NaN is null, codes are names. */
function spanObject(spans: SpanTable, row: number): Record<string, unknown> {
  const number = (value: number | undefined): number | null =>
    value === undefined || Number.isNaN(value) ? null : value;
  const parent = spans.parent[row] ?? -1;
  return {
    spanId: spans.spanId[row],
    parentSpanId: parent === -1 ? null : spans.spanId[parent],
    depth: spans.depth[row],
    name: dictionaryAt(spans.name, row),
    kind: SPAN_KINDS[spans.kind[row] ?? 0],
    status: SPAN_STATUSES[spans.status[row] ?? 0],
    startNs: number(spans.startNs[row]),
    durationNs: number(spans.durationNs[row]),
    selfNs: number(spans.selfNs[row]),
    agent: dictionaryAt(spans.agent, row),
    tool: dictionaryAt(spans.tool, row),
    model: dictionaryAt(spans.model, row),
    detail: spans.detail[row] ?? null,
    error: spans.error[row] ?? null,
    inputTokens: number(spans.inputTokens[row]),
    outputTokens: number(spans.outputTokens[row]),
    costUsd: number(spans.costUsd[row]),
  };
}
