import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { AttributeValue } from "../../../../shared/model/facts.js";
import type { Session } from "../../db/session.js";
import { spanFacts } from "../span-get.js";
import { findSpan } from "../span-row.js";
import type { CutFlags } from "./calls.js";

/** Records of calls that are looked through, the latest; each may hold many vectors. */
const MOST_CALLS = 10_000;
/** Records with the word that are read attribute by attribute. */
const MOST_FLAGGED = 500;
const LONGEST_VALUE = 60;

/** An attribute tells of a cut by this word; one that asks for cutting (`truncate: END`) does not tell that it happened. */
const TELLS = /truncated/i;

/** A word that changes when other calls embed than before. */
export async function callsState(session: Session): Promise<string> {
  const row = await session.first<{ state: string }>(
    "SELECT count(*) || '/' || coalesce(sum(record), 0) AS state FROM span WHERE kind = 'embedding'",
  );
  return row?.state ?? "";
}

/** Looks for attributes that say that an input was truncated, in the records of the calls that embed. */
export async function cutFlags(session: Session): Promise<CutFlags> {
  const rows = await session.rows<{ record: number; trace_id: TraceId; span_id: SpanId }>(
    `WITH call AS (SELECT record, trace_id, span_id FROM span WHERE kind = 'embedding' ORDER BY record DESC LIMIT ${MOST_CALLS})
    SELECT c.record, c.trace_id, c.span_id FROM call c JOIN record r ON r.id = c.record
    WHERE contains(lower(r.body), 'truncated') ORDER BY c.record LIMIT ${MOST_FLAGGED}`,
  );
  const count = await session.first<{ calls: number }>(
    "SELECT count(*)::DOUBLE AS calls FROM span WHERE kind = 'embedding'",
  );
  const records: number[] = [];
  const said: string[] = [];
  for (const { record, trace_id, span_id } of rows) {
    const facts = await spanFacts(session, await findSpan(session, trace_id, span_id));
    const told = [...(facts?.attributes ?? [])].find(([key, value]) => TELLS.test(key) && isYes(value));
    if (told === undefined) continue;
    records.push(record);
    said.push(`${told[0]}: ${shortValue(told[1])}`);
  }
  return { records, said, looked: Math.min(count?.calls ?? 0, MOST_CALLS) };
}

function isYes(value: AttributeValue): boolean {
  if (typeof value === "string") return !/^(|0|no|none|false|null)$/i.test(value.trim());
  if (Array.isArray(value)) return value.some(isYes);
  return value === true || (typeof value === "number" && value > 0);
}

function shortValue(value: AttributeValue): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.slice(0, LONGEST_VALUE).toWellFormed();
}
