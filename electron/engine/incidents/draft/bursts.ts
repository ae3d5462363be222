import { formatQuery } from "../../../../shared/query/format.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { chooseEach } from "../../queries/facets/chosen.js";
import { timeHistogram } from "../../queries/facets/histogram.js";
import type { Asked, DraftEvent } from "./asked.js";
import { counted, roughly } from "./words.js";

const MOST_BURSTS = 5;
/** A bucket is much where it holds so many errors, and so many times the mean of all buckets. */
const LEAST_ERRORS = 5;
const TIMES_THE_MEAN = 3;

export interface Burst {
  /** Buckets: the first, and the one after the last. */
  readonly first: number;
  readonly end: number;
  readonly count: number;
}

/** Stretches in which much came at once; one quiet bucket does not end a stretch. In order of time. */
export function burstsIn(counts: readonly number[]): Burst[] {
  const mean = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length);
  const isMuch = (count: number | undefined): boolean =>
    count !== undefined && count >= LEAST_ERRORS && count >= TIMES_THE_MEAN * mean;
  const bursts: Burst[] = [];
  for (const [at, count] of counts.entries()) {
    if (!isMuch(count)) continue;
    const last = bursts.at(-1);
    if (last === undefined || at - last.end > 1) bursts.push({ first: at, end: at + 1, count });
    else bursts.splice(-1, 1, { first: last.first, end: at + 1, count: sumOf(counts.slice(last.first, at + 1)) });
  }
  return bursts;
}

/** When errors came in bursts: by the histogram of what failed. */
export async function burstEvents(session: Session, { failed, zoneOffsetMinutes }: Asked): Promise<DraftEvent[]> {
  const asked = { query: formatQuery(failed), in: "spans", zoneOffsetMinutes } as const;
  const { startMs, stepMs, counts } = await timeHistogram(session, asked);
  if (startMs === null) return [];
  const total = sumOf(counts);
  const bursts = burstsIn(counts)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_BURSTS);
  if (bursts.length === 0) return [];
  const { rows } = await chooseEach(
    session,
    [failed],
    { view: "spans", zoneOffsetMinutes },
    "trace_id, span_id, start_ns",
  );
  const events: DraftEvent[] = [];
  for (const { first, end, count } of bursts) {
    const fromMs = startMs + first * stepMs;
    const span = await session.first<{ trace_id: TraceId; span_id: SpanId; at_ms: number }>(
      `SELECT trace_id, span_id, start_ns / 1e6 AS at_ms FROM ${rows} WHERE start_ns >= $1::BIGINT
      ORDER BY start_ns, trace_id, span_id LIMIT 1`,
      [BigInt(Math.round(fromMs)) * 1_000_000n],
    );
    const share = Math.round((count / total) * 100);
    events.push({
      kind: "burst",
      atMs: span?.at_ms ?? fromMs,
      text: `A burst of ${counted(count, "error")} within ${roughly((end - first) * stepMs)}, ${share} % of all`,
      traceId: span?.trace_id ?? null,
      spanId: span?.span_id ?? null,
    });
  }
  return events;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
