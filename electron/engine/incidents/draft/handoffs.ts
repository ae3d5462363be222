import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { chooseEach } from "../../queries/facets/chosen.js";
import type { Asked, DraftEvent } from "./asked.js";
import { firstLine } from "./words.js";

const MOST_HANDOFFS = 5;
/** How one turns to another, as the network names it. */
const VERBS: Readonly<Record<string, string>> = { invokes: "called", hands_off: "handed over to", sends: "wrote to" };

interface FailingHandoff {
  readonly source: string;
  readonly target: string;
  readonly type: string;
  readonly total: number;
  readonly failed: number;
  readonly trace_id: TraceId;
  readonly span_id: SpanId;
  readonly at_ms: number;
}

/** Who turned to an agent that failed, at the first time; the most frequent pairs of the affected runs. */
export async function handoffEvents(session: Session, { query, zoneOffsetMinutes }: Asked): Promise<DraftEvent[]> {
  const { rows } = await chooseEach(session, [query], { view: "traces", zoneOffsetMinutes }, "");
  const types = Object.keys(VERBS)
    .map((type) => `'${type}'`)
    .join(", ");
  const pairs = await session.rows<FailingHandoff>(
    `SELECT source, target, type, total, failed, first_failed.trace_id AS trace_id, first_failed.span_id AS span_id,
      first_failed.at_ms AS at_ms
    FROM (
      SELECT a.name AS source, b.name AS target, r.type, count(*)::DOUBLE AS total, (count(*) FILTER (c.failed))::DOUBLE AS failed,
        min_by({trace_id: s.trace_id, span_id: s.span_id, at_ms: s.start_ns / 1e6}, (s.start_ns, s.trace_id, s.preorder))
          FILTER (c.failed AND s.start_ns IS NOT NULL) AS first_failed
      FROM ${rows} u JOIN contact c ON c.trace = u.trace JOIN relation r ON r.id = c.relation
        JOIN party a ON a.id = r.source JOIN party b ON b.id = r.target
        JOIN span s ON s.trace = c.trace AND s.preorder = c.preorder
      WHERE r.type IN (${types}) GROUP BY a.name, b.name, r.type)
    WHERE first_failed IS NOT NULL ORDER BY failed DESC, source, target, type LIMIT ${MOST_HANDOFFS}`,
  );
  return pairs.map((pair) => ({
    kind: "failingHandoff",
    atMs: pair.at_ms,
    text: `${firstLine(pair.source)} ${VERBS[pair.type] ?? "turned to"} ${firstLine(pair.target)}, which failed (${pair.failed} of ${pair.total} times)`,
    traceId: pair.trace_id,
    spanId: pair.span_id,
  }));
}
