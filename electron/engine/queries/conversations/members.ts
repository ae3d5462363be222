import { AppError } from "../../../../shared/contract/errors.js";
import type { TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";

/** The relation of (conversation, trace) that `makeMembers` makes: a temporary table of the connection. */
export const MEMBERS = "conversation_member";

/** Order of traces within a conversation; those without a time come last. `alias` is a row of `trace`. */
export const orderInTalk = (alias: string): string =>
  `(coalesce(${alias}.start_ns, 9223372036854775807), ${alias}.trace)`;

/** Traces as the data puts them into conversations: (trace, trace_id, start_ns, base). */
const BASES = `SELECT t.trace, t.trace_id, t.start_ns,
      CASE WHEN t.conversation IS NOT NULL THEN 'c' || t.conversation ELSE 't' || coalesce(n.first, t.trace_id) END AS base
    FROM trace t LEFT JOIN continuation n ON n.trace = t.trace
    WHERE t.conversation IS NOT NULL OR t.trace IN (SELECT trace FROM talk_part)`;

/** The same, cut where the user split: (trace, part). */
const PARTS = `SELECT b.trace,
      count(e.trace_id) OVER (PARTITION BY b.base ORDER BY b.start_ns NULLS LAST, b.trace) || b.base AS part
    FROM (${BASES}) b LEFT JOIN conversation_edit e ON e.trace_id = b.trace_id`;

/**
 * Puts every trace in which something was said, or that names a conversation, into its conversation: the traces of one id,
 * else those that go on with each other, cut and joined where the user did. The keys are of this connection's moment; what
 * names a conversation outside is any of its traces.
 */
export async function makeMembers(session: Session): Promise<void> {
  if (!(await hasEdits(session))) {
    await session.run(`CREATE OR REPLACE TEMP TABLE ${MEMBERS} AS
      SELECT base AS conversation, trace, base AS part FROM (${BASES})`);
    return;
  }
  await session.run(`CREATE OR REPLACE TEMP TABLE ${MEMBERS} AS
    SELECT part AS conversation, trace, part FROM (${PARTS})`);
  for (const [own, root] of await joinedParts(session, MEMBERS)) {
    await session.run(`UPDATE ${MEMBERS} SET conversation = $1 WHERE part = $2`, [root, own]);
  }
}

/** `makeMembers` as a statement that makes no table, with what the user joined written out by `literal`: (conversation, trace). */
export async function membersSql(session: Session, literal: (text: string) => string): Promise<string> {
  if (!(await hasEdits(session))) return `SELECT base AS conversation, trace FROM (${BASES})`;
  const joins = await joinedParts(session, `(${PARTS})`);
  if (joins.size === 0) return `SELECT part AS conversation, trace FROM (${PARTS})`;
  const pairs = [...joins].map(([own, root]) => `(${literal(own)}, ${literal(root)})`).join(", ");
  return `SELECT coalesce(j.root, p.part) AS conversation, p.trace FROM (${PARTS}) p
    LEFT JOIN (VALUES ${pairs}) j(part, root) ON j.part = p.part`;
}

/** Where each part that the user joined to another ends up; `parts` is a relation of (trace, part). */
async function joinedParts(session: Session, parts: string): Promise<Map<string, string>> {
  const joins = await session.rows<{ own: string; other: string }>(
    `SELECT a.part AS own, b.part AS other FROM conversation_edit e
      JOIN trace t ON t.trace_id = e.trace_id JOIN ${parts} a ON a.trace = t.trace
      JOIN trace o ON o.trace_id = e.joins JOIN ${parts} b ON b.trace = o.trace`,
  );
  return rootsOf(new Map(joins.map(({ own, other }) => [own, other])));
}

async function hasEdits(session: Session): Promise<boolean> {
  return (await session.first("SELECT 1 AS one FROM conversation_edit LIMIT 1")) !== undefined;
}

/** Where each part ends up. Parts that were joined in a ring, as after another file came in, stay where they are. */
export function rootsOf(joins: ReadonlyMap<string, string>): Map<string, string> {
  const roots = new Map<string, string>();
  for (const own of joins.keys()) {
    const seen = new Set([own]);
    let root = own;
    for (let next = joins.get(root); next !== undefined; next = joins.get(root)) {
      root = next;
      if (seen.has(root)) break;
      seen.add(root);
    }
    if (!joins.has(root)) roots.set(own, root);
  }
  return roots;
}

export interface Member {
  /** Its number in the store, of this moment. */
  readonly trace: number;
  readonly traceId: TraceId;
  readonly conversation: string | null;
  readonly startNs: string | null;
  /** True where it goes on with another trace by what its first call repeats. */
  readonly continues: boolean;
  /** Undefined without an edit of the user's; null for a split, else the trace that it was joined to. */
  readonly joins: TraceId | null | undefined;
  /** True for the first trace of the part that others were joined to: to join it is to join all of them. */
  readonly head: boolean;
}

interface MemberRow {
  trace: number;
  trace_id: TraceId;
  conversation: string | null;
  start_ns: string | null;
  continues: boolean;
  edited: boolean;
  joins: TraceId | null;
  own: boolean;
}

/** The traces of the conversation that a trace belongs to, in order of time. Throws NOT_FOUND. */
export async function tracesOfConversation(session: Session, traceId: TraceId): Promise<Member[]> {
  const of = await session.first<{ trace: number; conversation: string | null; first: string }>(
    `SELECT t.trace, t.conversation, coalesce(n.first, t.trace_id) AS first
    FROM trace t LEFT JOIN continuation n ON n.trace = t.trace WHERE t.trace_id = $1`,
    [traceId],
  );
  if (of === undefined) {
    throw new AppError("NOT_FOUND", `There is no trace ${traceId} in this workspace.`, {
      hint: "Its file may have been removed; the list of conversations shows what is there.",
    });
  }
  const columns = `t.trace, t.trace_id, t.conversation, t.start_ns::VARCHAR AS start_ns, n.trace IS NOT NULL AS continues,
    e.trace_id IS NOT NULL AS edited, e.joins`;
  const joined = `LEFT JOIN continuation n ON n.trace = t.trace LEFT JOIN conversation_edit e ON e.trace_id = t.trace_id`;
  const order = "ORDER BY t.start_ns NULLS LAST, t.trace";
  let rows: MemberRow[];
  if (await hasEdits(session)) {
    await makeMembers(session);
    rows = await session.rows<MemberRow>(
      `SELECT ${columns}, m.part = m.conversation AS own FROM ${MEMBERS} m JOIN trace t ON t.trace = m.trace ${joined}
      WHERE m.conversation = (SELECT conversation FROM ${MEMBERS} WHERE trace = $1::INTEGER) ${order}`,
      [of.trace],
    );
  } else {
    rows = await session.rows<MemberRow>(
      `SELECT ${columns}, true AS own FROM trace t ${joined} WHERE ${
        of.conversation === null
          ? "t.conversation IS NULL AND (t.trace_id = $1 OR n.first = $1)"
          : "t.conversation = $1"
      } ${order}`,
      [of.conversation ?? of.first],
    );
  }
  if (rows.length === 0) {
    // Nothing was said in it, so it is in no list; it still can be looked at.
    rows = await session.rows<MemberRow>(
      `SELECT ${columns}, true AS own FROM trace t ${joined} WHERE t.trace = $1::INTEGER`,
      [of.trace],
    );
  }
  const head = rows.findIndex((row) => row.own);
  return rows.map((row, index) => ({
    trace: row.trace,
    traceId: row.trace_id,
    conversation: row.conversation,
    startNs: row.start_ns,
    continues: row.continues,
    joins: row.edited ? row.joins : undefined,
    head: index === head,
  }));
}
