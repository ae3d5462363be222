import { groupBy } from "../../../shared/base/group-by.js";
import type { OutputOf } from "../../../shared/contract/procedure.js";
import type { qualityContract, QualityVerdict } from "../../../shared/contract/quality.js";
import { quoteValue } from "../../../shared/query/format.js";
import { polarityOf } from "../analysis/quality/verdict-words.js";
import type { Session } from "../db/session.js";
import { stepFor } from "../queries/facets/steps.js";
import { chooseVerdicts, countVerdicts, type VerdictRow } from "../queries/quality/verdicts.js";

type Answer = OutputOf<(typeof qualityContract)["quality.verdicts"]>;

const MOST_STEPS = 24;
const MOST_LABELS = 10;
const MOST_VERDICTS = 200;

/** What guardrails, evaluators and people said of the spans that a search selects, by name. */
export async function qualityVerdicts(session: Session, query: string, zoneOffsetMinutes: number): Promise<Answer> {
  const began = performance.now();
  const chosen = await chooseVerdicts(session, query, zoneOffsetMinutes);
  const zoneMs = zoneOffsetMinutes * 60_000;
  const { firstMs, lastMs, silent } = chosen;
  const steps = firstMs === null || lastMs === null ? null : stepFor(firstMs + zoneMs, lastMs + zoneMs, MOST_STEPS);
  const startMs = steps === null ? null : steps.firstStep * steps.stepMs - zoneMs;
  const rows = await countVerdicts(session, startMs ?? 0, steps?.stepMs ?? 1);
  const groups = groupBy(rows, ({ origin, name }) => `${origin} ${name}`);
  const verdicts = [...groups.values()]
    .map((group) => verdictOf(group, steps?.buckets ?? 0, query))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_VERDICTS);
  return { startMs, stepMs: steps?.stepMs ?? 0, verdicts, silent, ms: performance.now() - began };
}

function verdictOf(rows: readonly VerdictRow[], buckets: number, query: string): QualityVerdict {
  const [first] = rows;
  const name = first?.name ?? "";
  const says = (row: VerdictRow) => (name === "error" ? "bad" : polarityOf(row.label));
  const bad = rows.filter((row) => says(row) === "bad");
  const told = [...bad, ...rows.filter((row) => says(row) === "good")];
  const scores = rows.filter(({ total }) => total !== null);
  const scored = sum(scores.map((row) => row.scored));
  const byStep = (of: readonly VerdictRow[], value: (row: VerdictRow) => number): number[] => {
    const steps = Array.from({ length: buckets }, () => 0);
    for (const row of of) if (row.step !== null) steps[row.step] = (steps[row.step] ?? 0) + value(row);
    return steps;
  };
  const scoredBy = byStep(scores, (row) => row.scored);
  const totalBy = byStep(scores, (row) => row.total ?? 0);
  const labels = groupBy(
    rows.filter(({ label }) => label !== null),
    ({ label }) => label ?? "",
  );
  const badLabels = [...new Set(bad.flatMap(({ label }) => label ?? []))];
  return {
    name,
    origin: first?.origin ?? "trace",
    count: sum(rows.map(({ count }) => count)),
    told: sum(told.map(({ count }) => count)),
    failed: sum(bad.map(({ count }) => count)),
    scored,
    meanScore: scored === 0 ? null : sum(scores.map(({ total }) => total ?? 0)) / scored,
    lowest: scored === 0 ? null : Math.min(...scores.map(({ lowest }) => lowest ?? 0)),
    highest: scored === 0 ? null : Math.max(...scores.map(({ highest }) => highest ?? 0)),
    labels: [...labels]
      .map(([label, list]) => ({ label, count: sum(list.map(({ count }) => count)), says: polarityOf(label) }))
      .toSorted((a, b) => b.count - a.count)
      .slice(0, MOST_LABELS),
    counts: byStep(rows, ({ count }) => count),
    toldBy: byStep(told, ({ count }) => count),
    failedBy: byStep(bad, ({ count }) => count),
    meanBy: scoredBy.map((count, step) => (count === 0 ? null : (totalBy[step] ?? 0) / count)),
    search: searchOf(query, name, []),
    failedSearch: bad.length === 0 ? null : searchOf(query, name, badLabels),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** A search of spans for a verdict, with one of some labels, among those that are searched already. */
function searchOf(query: string, name: string, labels: readonly string[]): string {
  const verdict = `verdict:${quoteValue(name)}`;
  const any = labels.map((label) => `label:${quoteValue(label)}`).join(" OR ");
  const asked = query.trim() === "" ? "" : `(${query.trim()}) `;
  return `${asked}${verdict}${any === "" ? "" : labels.length > 1 ? ` (${any})` : ` ${any}`}`;
}
