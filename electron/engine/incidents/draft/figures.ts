import { and, type CompareNode } from "../../../../shared/query/ast.js";
import { formatQuery } from "../../../../shared/query/format.js";
import type { Session } from "../../db/session.js";
import { chooseEach } from "../../queries/facets/chosen.js";
import { countUnits, searchStats } from "../../queries/facets/stats.js";
import type { Asked, Figure } from "./asked.js";

/**
 * The figures of a draft. Each names the search that gives it, and the list in which: its number of rows, or what the totals beside
 * that list say. `docs/incidents.md` tells what each means.
 */
export async function draftFigures(session: Session, asked: Asked): Promise<Figure[]> {
  const { zoneOffsetMinutes } = asked;
  const query = formatQuery(asked.query);
  const failed = formatQuery(asked.failed);
  const all = formatQuery(asked.all);
  const stats = await searchStats(session, { query, zoneOffsetMinutes });
  const whole = all === query ? stats : await searchStats(session, { query: all, zoneOffsetMinutes });
  const failedRuns = await countUnits(session, asked.failed, { view: "traces", zoneOffsetMinutes });
  const count = { unit: "count", query, in: "spans" } as const;
  return [
    { ...count, figure: "runs", name: "Affected runs", value: stats.traces, in: "traces" },
    { ...count, figure: "failedRuns", name: "Runs with errors", value: failedRuns, query: failed, in: "traces" },
    {
      ...count,
      figure: "conversations",
      name: "Affected conversations",
      value: stats.conversations,
      in: "conversations",
    },
    { ...count, figure: "users", name: "Affected users", value: await countUsers(session, asked), in: "traces" },
    { ...count, figure: "firstSeen", name: "First seen", value: stats.startMs, unit: "time" },
    { ...count, figure: "lastSeen", name: "Last seen", value: stats.endMs, unit: "time" },
    { ...count, figure: "spans", name: "Spans", value: stats.spans },
    { ...count, figure: "errors", name: "Errors", value: stats.errors, query: failed },
    {
      figure: "errorRate",
      name: "Error rate",
      value: whole.spans === 0 ? null : whole.errors / whole.spans,
      unit: "share",
      query: all,
      in: "spans",
    },
    // Calls of tools have neither.
    ...((stats.tokens ?? 0) > 0 ? [{ ...count, figure: "tokens", name: "Tokens", value: stats.tokens } as const] : []),
    ...((stats.cost ?? 0) > 0
      ? [{ ...count, figure: "cost", name: "Cost", value: stats.cost, unit: "usd" } as const]
      : []),
    ...(await durations(session, asked)),
  ];
}

/** People of the affected runs, as far as the data names them; null where it names nobody. */
async function countUsers(session: Session, { query, zoneOffsetMinutes }: Asked): Promise<number | null> {
  const { rows } = await chooseEach(session, [query], { view: "traces", zoneOffsetMinutes }, "");
  const row = await session.first<{ users: number }>(
    `SELECT count(DISTINCT t.user_id)::DOUBLE AS users FROM ${rows} c JOIN trace t ON t.trace = c.trace`,
  );
  return row === undefined || row.users === 0 ? null : row.users;
}

interface Durations {
  readonly kinds: number;
  readonly median: number | null;
  readonly long: number | null;
}

/**
 * How long half took at most, and 95 in 100: of the spans that match where all are of one kind, so that they can be compared; else of
 * the runs. The search finds those that took as long or longer.
 */
async function durations(session: Session, { query, zoneOffsetMinutes }: Asked): Promise<Figure[]> {
  const figuresOf = (durationNs: string, kinds: string, from: string): Promise<Durations | undefined> =>
    session.first<Durations>(
      `SELECT ${kinds} AS kinds, quantile_disc(${durationNs}, 0.5)::DOUBLE AS median, quantile_disc(${durationNs}, 0.95)::DOUBLE AS long
      FROM ${from}`,
    );
  const spans = await chooseEach(session, [query], { view: "spans", zoneOffsetMinutes }, "kind, duration_ns");
  const ofSpans = await figuresOf("duration_ns", "count(DISTINCT kind)::DOUBLE", spans.rows);
  const isOfSpans = ofSpans?.kinds === 1;
  const ofRuns = async (): Promise<Durations | undefined> => {
    const runs = await chooseEach(session, [query], { view: "traces", zoneOffsetMinutes }, "");
    return figuresOf("t.duration_ns", "1", `${runs.rows} c JOIN trace t ON t.trace = c.trace`);
  };
  const found = isOfSpans ? ofSpans : await ofRuns();
  const figure = (name: "medianDuration" | "longDuration", label: string, durationNs: number | null): Figure[] => {
    if (durationNs === null) return [];
    const longer: CompareNode = { type: "compare", field: "duration", operator: ">=", value: durationNs };
    return [
      {
        figure: name,
        name: label,
        value: durationNs / 1e6,
        unit: "durationMs",
        query: formatQuery(and([query, longer])),
        in: isOfSpans ? "spans" : "traces",
      },
    ];
  };
  const what = isOfSpans ? "spans" : "runs";
  return [
    ...figure("medianDuration", `Half of the ${what} took at most`, found?.median ?? null),
    ...figure("longDuration", `95 in 100 ${what} took at most`, found?.long ?? null),
  ];
}
