import type { TraceContacts } from "../../../shared/contract/traces.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { readColumns } from "../db/column-reader.js";
import type { Session } from "../db/session.js";
import { traceNumber } from "./trace-get.js";

type ContactRelation = TraceContacts["relations"][number] & { readonly id: number };

/** Relations between agents and the user, of whom there are few. */
const TURNED_TO = `relation r JOIN party a ON a.id = r.source JOIN party b ON b.id = r.target
  AND a.type IN ('agent', 'user') AND b.type = 'agent' AND r.type IN ('invokes', 'hands_off', 'sends')`;

/** Who turned to whom in a trace, by the rules of the network. Empty where the trace was derived before there were any. */
export async function traceContacts(session: Session, traceId: TraceId): Promise<TraceContacts> {
  const trace = await traceNumber(session, traceId);
  const contacts = await readColumns(
    await session.result(
      `SELECT c.preorder, c.relation FROM contact c JOIN ${TURNED_TO} ON r.id = c.relation
      WHERE c.trace = $1::INTEGER ORDER BY c.preorder, c.relation`,
      [trace],
    ),
  );
  const known = await session.rows<ContactRelation>(
    `SELECT r.id, CASE WHEN a.type = 'user' THEN NULL ELSE a.raw END AS "from", b.raw AS "to", r.type, r.rule, r.evidence,
      r.inferred
    FROM ${TURNED_TO} WHERE r.id IN (SELECT relation FROM contact WHERE trace = $1::INTEGER) ORDER BY r.id`,
    [trace],
  );
  const agents = await session.rows<TraceContacts["agents"][number]>(
    `SELECT DISTINCT raw, name FROM party WHERE type = 'agent' AND id IN (SELECT unnest([source, target]) FROM relation
      WHERE id IN (SELECT relation FROM contact WHERE trace = $1::INTEGER)) ORDER BY raw, name`,
    [trace],
  );
  const places = new Map(known.map(({ id }, place) => [id, place]));
  return {
    row: Uint32Array.from(contacts.integers(0)),
    relation: Uint32Array.from(contacts.integers(1), (id) => places.get(id) ?? 0),
    agents,
    relations: known.map(({ id: _number, ...relation }) => relation),
  };
}
