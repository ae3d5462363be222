import type { Client } from "../../shared/contract/client.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { OutputOf } from "../../shared/contract/procedure.js";
import type { QualitySummary } from "../../shared/contract/quality.js";
import type { Output } from "./output.js";
import { printable, table } from "./terminal-text.js";

type Signs = OutputOf<SkeinContract["quality.signs"]>;
type Measures = OutputOf<SkeinContract["quality.measures"]>;

/** `skein retrieval ['QUERY'] --quality`: the measures of what was judged, and the retrievals that look wrong, worst first. */
export async function printQuality(
  client: Client<SkeinContract>,
  asked: { readonly query: string; readonly zoneOffsetMinutes: number; readonly limit: number },
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  const { limit, ...question } = asked;
  const measures = await client.call("quality.measures", question, signal);
  const signs = await client.call("quality.signs", { ...question, limit: Math.min(500, limit) }, signal);
  output.answer({ measures, signs }, () => `${measuresText(measures)}\n\n${signsText(signs)}`);
}

function measuresText({ name, overall, byKnowledgeBase, asWhole }: Measures): string {
  if (name === null || overall.judged === 0) return `Nobody has judged these ${overall.retrievals} retrievals.`;
  const rows = [{ ...overall, name: "all" }, ...byKnowledgeBase];
  const figures = table(
    ["knowledge base", "retrievals", "judged", "precision", "recall", "nDCG", "MRR", "hit rate"],
    rows.map((row) => [
      row.name ?? "(not named)",
      row.retrievals,
      row.judged,
      ...FIGURES.map((id) => row[id]?.toFixed(3) ?? "–"),
    ]),
  );
  const whole = asWhole === 0 ? "" : `; ${asWhole} retrievals were judged as a whole only`;
  return `${figures}\n\njudged for ${printable(name)}${whole}`;
}
const FIGURES = [
  "precision",
  "recall",
  "ndcg",
  "reciprocalRank",
  "hitRate",
] as const satisfies readonly (keyof QualitySummary)[];

function signsText({ rows, retrievals, troubled }: Signs): string {
  const total = `${troubled} of ${retrievals} retrievals have a sign of trouble`;
  if (rows.length === 0) return total;
  const queue = table(
    ["query", "knowledge base", "trace/span", "why"],
    rows.map((row) => [
      row.query.slice(0, 60),
      row.knowledgeBase ?? "",
      `${row.traceId}/${row.spanId}`,
      row.reasons.map(({ text }) => text).join(" "),
    ]),
  );
  return `${queue}\n\n${total}`;
}
