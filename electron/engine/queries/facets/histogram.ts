import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { searchContract } from "../../../../shared/contract/search.js";
import type { Session } from "../../db/session.js";
import { queryTree } from "../parse-filter.js";
import { type Choice, chooseEach } from "./chosen.js";
import { MOST_BUCKETS, stepFor } from "./steps.js";

type Input = ParsedInputOf<(typeof searchContract)["search.histogram"]>;
type Answer = OutputOf<(typeof searchContract)["search.histogram"]>;

const NS_PER_MS = 1_000_000n;

/** When rows of a view began and whether an error is in them: (began, failed), `began` in ns since 1970. */
function timesOf({ view, rows }: Choice): string {
  switch (view) {
    case "spans":
      return `SELECT start_ns AS began, failed FROM ${rows} WHERE start_ns IS NOT NULL`;
    case "traces":
      return `SELECT t.start_ns AS began, t.errors > 0 AS failed FROM ${rows} c JOIN trace t ON t.trace = c.trace
        WHERE t.start_ns IS NOT NULL`;
    case "conversations":
      return `SELECT min(t.start_ns) AS began, sum(t.errors) > 0 AS failed FROM ${rows} c JOIN trace t ON t.trace = c.trace
        GROUP BY c.unit HAVING min(t.start_ns) IS NOT NULL`;
  }
}

/** Counts what a query selects by when it began, in steps that begin on the hour and the day of the zone. */
export async function timeHistogram(session: Session, input: Input): Promise<Answer> {
  const began = performance.now();
  const asked = { view: input.in, zoneOffsetMinutes: input.zoneOffsetMinutes };
  const columns = "start_ns, status = 'error' AS failed";
  const times = timesOf(await chooseEach(session, [queryTree(input.query)], asked, columns));
  const range = await session.first<{ first: number | null; last: number | null }>(
    `SELECT floor(min(began) / 1e6) AS first, floor(max(began) / 1e6) AS last FROM (${times})`,
  );
  if (range?.first == null || range.last === null) {
    return { ms: performance.now() - began, startMs: null, stepMs: 0, counts: [], failed: [] };
  }
  const zoneMs = input.zoneOffsetMinutes * 60_000;
  const { stepMs, firstStep, buckets } = stepFor(range.first + zoneMs, range.last + zoneMs);
  const startMs = firstStep * stepMs - zoneMs;
  const rows = await session.rows<{ bucket: number; count: number; failed: number }>(
    `SELECT ((began - $1::BIGINT) // $2::BIGINT)::INTEGER AS bucket, count(*)::DOUBLE AS count,
      (count(*) FILTER (failed))::DOUBLE AS failed FROM (${times}) GROUP BY bucket`,
    [BigInt(startMs) * NS_PER_MS, BigInt(stepMs) * NS_PER_MS],
  );
  const counts = Array.from({ length: Math.min(buckets, MOST_BUCKETS) }, () => 0);
  const failed = [...counts];
  for (const row of rows) {
    counts[row.bucket] = row.count;
    failed[row.bucket] = row.failed;
  }
  return { ms: performance.now() - began, startMs, stepMs, counts, failed };
}
