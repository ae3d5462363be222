import type { RetrievalFunnel, RetrievalListAnswer, RetrievalSort } from "../../shared/contract/retrieval.js";
import { dictionaryAt } from "../../shared/model/columns.js";
import { RETRIEVAL_SCORES } from "../../shared/model/retrieval.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";
import { printQuality } from "./quality.js";
import { spanKey } from "./span-key.js";
import { table } from "./terminal-text.js";

interface RetrievalOptions extends CommonOptions {
  readonly sort: RetrievalSort;
  readonly ascending?: true;
  readonly limit: number;
  /** TRACE/SPAN of the one to follow. */
  readonly span?: string;
  /** How good they are, and which look wrong. */
  readonly quality?: true;
}

/**
 * `skein retrieval ['QUERY']`: the retrievals that a search of spans selects; with `--span TRACE/SPAN` the way of one's
 * documents to the answer.
 */
export function retrieval(query: string | undefined, options: RetrievalOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    if (options.span !== undefined) {
      const funnel = await client.call("retrieval.get", spanKey(options.span), signal);
      output.answer(funnel, () => funnelText(funnel));
      return 0;
    }
    const { sort, limit } = options;
    const zoneOffsetMinutes = -new Date().getTimezoneOffset();
    if (options.quality === true) {
      await printQuality(client, { query: query ?? "", zoneOffsetMinutes, limit }, output, signal);
      return 0;
    }
    const asked = { query: query ?? "", sort, descending: options.ascending !== true, limit, zoneOffsetMinutes };
    const list = await client.call("retrieval.list", asked, signal);
    output.answer(rowsOf(list), () => `${listTable(list)}\n\n${summary(list)}`);
    return 0;
  });
}

function numberOf(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) || value < 0 ? null : value;
}

/** What the command prints as JSON: rows, which read more easily than columns. */
function rowsOf(list: RetrievalListAnswer) {
  const retrievals = list.traceId.map((id, row) => ({
    traceId: id,
    spanId: list.spanId[row] ?? "",
    name: list.name[row] ?? "",
    query: list.query[row] ?? "",
    knowledgeBase: dictionaryAt(list.knowledgeBase, row),
    agent: dictionaryAt(list.agent, row),
    topK: numberOf(list.topK[row]),
    documents: list.documents[row] ?? 0,
    failed: list.failed[row] === 1,
    best: scoreOf(list.best[row]),
    median: scoreOf(list.median[row]),
    spread: scoreOf(list.spread[row]),
    scoreKind: RETRIEVAL_SCORES[list.scoreKind[row] ?? 0] ?? "none",
    durationNs: numberOf(list.durationNs[row]),
    rerankings: list.rerankings[row] ?? 0,
    kept: numberOf(list.kept[row]),
    cited: numberOf(list.cited[row]),
    supported: numberOf(list.supported[row]),
    judged: list.judged[row] ?? 0,
    judgement: scoreOf(list.judgement[row]),
  }));
  return { total: list.total, totals: list.totals, ms: list.ms, retrievals };
}

/** Scores may be below zero. */
function scoreOf(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function listTable(list: RetrievalListAnswer): string {
  return table(
    ["trace/span", "query", "asked", "documents", "best", "scores", "kept", "cited"],
    rowsOf(list).retrievals.map((row) => [
      `${row.traceId}/${row.spanId}`,
      shortened(row.query),
      row.knowledgeBase ?? row.name,
      row.documents,
      row.best === null ? "" : row.best.toFixed(3),
      row.failed && row.scoreKind === "none" ? "failed" : row.scoreKind,
      row.kept === null ? "?" : String(row.kept),
      row.cited === null ? "?" : String(row.cited),
    ]),
  );
}

function summary({ total, totals, ms }: RetrievalListAnswer): string {
  const { traces, documents, empty, failed, told, unused } = totals;
  const parts = [`${total} retrievals in ${traces} traces`, `${documents} documents`, `${empty} found nothing`];
  if (failed > 0) parts.push(`${failed} failed`);
  return `${parts.join(", ")}; of ${told} with a later prompt ${unused} were not used; ${ms.toFixed(0)} ms`;
}

function funnelText(funnel: RetrievalFunnel): string {
  const heads = funnel.stages.map(({ label }) => label);
  const stages = table(
    ["stage", "how", "documents"],
    funnel.stages.map(({ label, method, known, documents }) => [label, method, known ? String(documents) : "?"]),
  );
  const documents = table(
    ["document", ...heads, "words in the prompt", "sentences"],
    funnel.documents.map((document) => [
      shortened(document.title),
      ...document.ranks.map((rank) => (rank === null ? "" : String(rank + 1))),
      percent(document.keptShare),
      percent(document.supported),
    ]),
  );
  return [shortened(funnel.query?.text ?? funnel.name), stages, documents].join("\n\n");
}

function percent(share: number | null): string {
  return share === null ? "?" : `${Math.round(share * 100)} %`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
