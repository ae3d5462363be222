import type { ConversationSummary } from "../../../../shared/contract/conversations.js";
import type { TraceId } from "../../../../shared/model/ids.js";
import type { Session } from "../../db/session.js";
import { SAID_BY_TRACE } from "../annotations/counts.js";
import { readPreviews } from "../text-preview.js";
import { originOf } from "./list.js";
import { type Member, tracesOfConversation } from "./members.js";

const TITLE_LENGTH = 240;

interface TraceRow {
  trace: number;
  title: string;
  start_ns: number | null;
  duration_ns: number | null;
  spans: number;
  errors: number;
  tokens: number | null;
  cost: number | null;
  agents: string[];
  user_id: string | null;
  turns: number;
  notes: number;
  labels: number;
  says: number | null;
}

/** The conversation that a trace belongs to, with its traces in order of time. Throws NOT_FOUND. */
export async function getConversation(session: Session, traceId: TraceId): Promise<ConversationSummary> {
  const members = await tracesOfConversation(session, traceId);
  const origin = members[0]?.startNs ?? "0";
  const rows = await session.rows<TraceRow>(
    `SELECT t.trace, coalesce(t.title, t.root_name) AS title, (t.start_ns - ${origin}::BIGINT)::DOUBLE AS start_ns,
      t.duration_ns::DOUBLE AS duration_ns, t.spans, t.errors, t.total_tokens AS tokens, t.cost_usd AS cost, t.agents, t.user_id,
      coalesce(k.turns, 0) AS turns, k.says, coalesce(n.notes, 0) AS notes, coalesce(n.labels, 0) AS labels
    FROM trace t LEFT JOIN talk_part k ON k.trace = t.trace LEFT JOIN (${SAID_BY_TRACE}) n ON n.trace_id = t.trace_id
    WHERE t.trace IN (${members.map(({ trace }) => trace).join(", ")})
    ORDER BY t.start_ns NULLS LAST, t.trace`,
  );
  const says = await readPreviews(
    session,
    rows.map((row) => row.says),
    TITLE_LENGTH,
  );
  const ends = rows
    .map((row) => (row.start_ns ?? Number.NaN) + (row.duration_ns ?? 0))
    .filter((end) => !Number.isNaN(end));
  const named = members.find((member) => member.conversation !== null)?.conversation ?? null;
  const edited = members.some((member) => member.joins !== undefined);
  return {
    traceId: members[0]?.traceId ?? traceId,
    head: (members.find((member) => member.head) ?? members[0])?.traceId ?? traceId,
    title: rows[0]?.title ?? "",
    conversation: named,
    origin: originOf(edited, named, members.length),
    user: rows.find((row) => row.user_id !== null)?.user_id ?? null,
    agents: [...new Set(rows.flatMap((row) => row.agents))].toSorted(),
    originNs: origin,
    spanNs: ends.length === 0 ? null : ends.reduce((most, end) => Math.max(most, end)),
    turns: sum(rows.map((row) => row.turns)) ?? 0,
    spans: sum(rows.map((row) => row.spans)) ?? 0,
    errors: sum(rows.map((row) => row.errors)) ?? 0,
    tokens: sum(rows.map((row) => row.tokens)),
    costUsd: sum(rows.map((row) => row.cost)),
    notes: sum(rows.map((row) => row.notes)) ?? 0,
    labels: sum(rows.map((row) => row.labels)) ?? 0,
    traces: rows.flatMap((row, index) => {
      const member = members[index];
      if (member === undefined) return [];
      return [
        {
          traceId: member.traceId,
          // What is new in it: its own title may be the beginning of the history that it repeats.
          title: says(row.says)?.text.replace(/\s+/g, " ").trim() ?? row.title,
          startNs: row.start_ns,
          durationNs: row.duration_ns,
          errors: row.errors,
          link: linkOf(member, index),
          edited: member.joins !== undefined,
        },
      ];
    }),
  };
}

function linkOf(member: Member, index: number): ConversationSummary["traces"][number]["link"] {
  if (index === 0) return "first";
  if (typeof member.joins === "string") return "joined";
  if (member.conversation !== null) return "named";
  return member.continues ? "inferred" : "joined";
}

/** The sum of what is known; null where nothing is. */
function sum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}
