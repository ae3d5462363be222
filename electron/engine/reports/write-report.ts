import type { ReportFormat } from "../../../shared/contract/reports.js";
import type { RedactionOptions, Redacted } from "../../../shared/model/redaction.js";
import { AppError } from "../../../shared/contract/errors.js";
import type { Session } from "../db/session.js";
import { breathe, inStretches } from "../handlers/in-stretches.js";
import { countsOf, placesOf } from "../redaction/counted.js";
import { createRedactor, type Redactor } from "../redaction/redactor.js";
import { scan } from "../redaction/scan.js";
import { evidenceLines } from "./evidence.js";
import { fieldsLeftOut, withoutFields } from "./left-out.js";
import { redactHead, redactItem } from "./redact-report.js";
import { FORMATTERS } from "./registry.js";
import type { Report } from "./report.js";
import type { Spool } from "./spool.js";

export interface ReportWriting {
  readonly format: ReportFormat;
  /** Null where nothing is to be taken out. */
  readonly options: RedactionOptions | null;
  readonly signal: AbortSignal;
  /** Items that are written. */
  readonly onItem: (done: number) => Promise<void>;
}

/**
 * Writes a report into its spool, item by item, without what must not leave; reads it again as it stands on the disk; and says in it
 * what was still found. What became of it, null where nothing was asked for.
 */
export async function writeReport(
  session: Session,
  report: Report,
  spool: Spool,
  { format, options, signal, onItem }: ReportWriting,
): Promise<Redacted | null> {
  const redactor = options === null ? null : createRedactor(options);
  const pen = FORMATTERS[format]({
    out: spool,
    isRedacted: redactor !== null,
    signal,
    evidence: (traceIds) =>
      evidenceLines(session, traceIds, options === null || redactor === null ? null : { options, redactor }),
  });
  await pen.head(redactor === null ? report.head : await inStretches(redactHead(report.head, redactor), signal));
  const leftOut = options === null ? null : await fieldsLeftOut(session, options);
  const { id } = report.head.workspace;
  let number = 0;
  for await (const item of report.items()) {
    number += 1;
    const isPlain = redactor === null || leftOut === null;
    const safe = isPlain ? item : await inStretches(redactItem(withoutFields(item, leftOut), redactor, id), signal);
    await pen.item(safe, number);
    await onItem(number);
    await breathe();
    if (signal.aborted) throw new AppError("CANCELLED", "The report was cancelled.");
  }
  await pen.rest?.();
  await spool.flush();
  const endsAt = spool.bytes;
  const became = (leftovers: number): Redacted | null => (redactor === null ? null : redactedBy(redactor, leftovers));
  await spool.write(pen.end(became(0)));
  await spool.flush();
  if (options === null) return null;
  // The end says how many were found: it is looked through with the rest, and written anew where they are not none.
  const { total } = await scan(spool.texts(), options, { limit: 0, signal });
  if (total === 0) return became(0);
  await spool.cut(endsAt);
  await spool.write(pen.end(became(total)));
  await spool.flush();
  return became(total);
}

function redactedBy(redactor: Redactor, leftovers: number): Redacted {
  const counts = countsOf(redactor);
  return { places: placesOf(counts), counts, dropped: redactor.dropped(), leftovers };
}
