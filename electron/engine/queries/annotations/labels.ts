import type { annotationsContract } from "../../../../shared/contract/annotations.js";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import type { Session } from "../../db/session.js";

/** Labels that are there: those that readers gave last first, then those of files, the most frequent first. */
export function listLabels(
  session: Session,
  limit: number,
): Promise<OutputOf<(typeof annotationsContract)["annotation.labels"]>> {
  return session.rows(
    `SELECT label, count(*) FILTER (record IS NULL)::INTEGER AS own, count(*)::INTEGER AS total,
      (max(changed_at_ms) FILTER (record IS NULL))::DOUBLE AS "lastMs"
    FROM annotation WHERE label IS NOT NULL AND kind <> 'judgement' GROUP BY label
    ORDER BY "lastMs" DESC NULLS LAST, total DESC, label LIMIT ${limit}`,
  );
}
