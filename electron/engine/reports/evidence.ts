import type { RedactionOptions } from "../../../shared/model/redaction.js";
import type { Session } from "../db/session.js";
import { otlpLines } from "../export/otlp-lines.js";
import { readSpans } from "../export/read-spans.js";
import { redactLine, withoutHashes } from "../export/redacted-lines.js";
import { dropSelection, EXPORT_SPANS } from "../export/selection.js";
import type { Redactor } from "../redaction/redactor.js";

/** What takes out of lines what must not leave. */
export interface LineRedaction {
  readonly redactor: Redactor;
  readonly options: RedactionOptions;
}

/**
 * Whole traces as lines of OTLP with what was said of them, in the way of an export; those that are not in the workspace are left out.
 * The session is in a transaction.
 */
export async function* evidenceLines(
  session: Session,
  traceIds: readonly string[],
  redaction: LineRedaction | null,
): AsyncGenerator<string> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE ${EXPORT_SPANS} AS
    SELECT (row_number() OVER (ORDER BY s.trace, s.record) - 1)::BIGINT AS place, s.trace, s.preorder, s.record, s.trace_id, s.span_id
    FROM span s WHERE s.trace IN (SELECT t.trace FROM trace t WHERE t.trace_id IN (SELECT unnest(from_json($1, '["VARCHAR"]'))))
    ORDER BY s.trace, s.record`,
    [JSON.stringify(traceIds)],
  );
  try {
    for await (const page of readSpans(session, true)) {
      for (const line of otlpLines(redaction === null ? page : page.map(withoutHashes))) {
        yield redaction === null ? line : await redactLine(redaction.redactor, line);
      }
    }
  } finally {
    await dropSelection(session).catch(() => undefined);
  }
}
