import { groupBy } from "../../../shared/base/group-by.js";
import type { TraceListAnswer } from "../../../shared/contract/traces.js";
import { polarityOf } from "../analysis/quality/verdict-words.js";
import type { Session } from "../db/session.js";
import { traceVerdicts } from "../queries/quality/trace-verdicts.js";

const MOST_VERDICTS = 12;

/** The verdicts of each trace of a list: what says something bad first, then by how often. */
export async function listVerdicts(
  session: Session,
  traceIds: readonly string[],
): Promise<TraceListAnswer["verdicts"]> {
  const rows = groupBy(await traceVerdicts(session, traceIds), ({ traceId }): string => traceId);
  return traceIds.map((id) =>
    (rows.get(id) ?? [])
      .map(
        ({ name, label, count }) =>
          ({ name, label, count, says: name === "error" ? "bad" : polarityOf(label) }) as const,
      )
      .toSorted((a, b) => Number(b.says === "bad") - Number(a.says === "bad"))
      .slice(0, MOST_VERDICTS),
  );
}
