import type { OutputOf } from "../../../shared/contract/procedure.js";
import { MOST_REPLACEMENTS, type reportsContract } from "../../../shared/contract/reports.js";
import type { RedactionOptions } from "../../../shared/model/redaction.js";
import type { Session } from "../db/session.js";
import { inStretches } from "../handlers/in-stretches.js";
import { countsOf } from "../redaction/counted.js";
import { createRedactor } from "../redaction/redactor.js";
import { fieldsLeftOut, withoutFields } from "./left-out.js";
import { redactHead, redactItem } from "./redact-report.js";
import type { Report } from "./report.js";

type Answer = OutputOf<(typeof reportsContract)["report.replacements"]>;

/** A private key may be long; its beginning is enough to know it by. */
const MOST_FOUND = 500;

/** What a report would lose, in its order. The evidence of OTLP, which is not part of what is read, is not among it. */
export async function replacementsOf(
  session: Session,
  report: Report,
  options: RedactionOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const replacements: Answer["replacements"] = [];
  let item: number | null = null;
  const redactor = createRedactor(options, ({ rule, found, pseudonym, before, after }) => {
    if (replacements.length === MOST_REPLACEMENTS) return;
    replacements.push({ item, rule, found: found.slice(0, MOST_FOUND), pseudonym, before, after });
  });
  const leftOut = await fieldsLeftOut(session, options);
  await inStretches(redactHead(report.head, redactor), signal);
  item = 0;
  for await (const one of report.items()) {
    item += 1;
    await inStretches(redactItem(withoutFields(one, leftOut), redactor, report.head.workspace.id), signal);
  }
  return { counts: countsOf(redactor), replacements };
}
