import type { networkContract, NetworkMessage } from "../../../../shared/contract/network.js";
import type { OutputOf, ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import type { SpanStatus } from "../../../../shared/model/kind.js";
import { excerptAround, highlightTerms } from "../../../../shared/query/highlight.js";
import { readTexts } from "../../db/read-texts.js";
import type { Session } from "../../db/session.js";
import { queryTree } from "../parse-filter.js";
import { Dictionary } from "./dictionary.js";
import { countRelations, mapNetwork } from "./map.js";
import { chooseRuns, chooseSpans } from "./runs.js";

type Procedure = (typeof networkContract)["network.messages"];
type Input = ParsedInputOf<Procedure>;
type Answer = OutputOf<Procedure>;

const EXCERPT_LENGTH = 280;
/** Units of a text that are looked at for an excerpt. */
const LOOKED_AT = 200_000;

interface Row {
  readonly trace: number;
  readonly preorder: number;
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly relation: number;
  readonly name: string;
  readonly startMs: number | null;
  readonly durationNs: number | null;
  readonly failed: boolean;
  readonly status: SpanStatus;
  readonly tokens: number | null;
  readonly costUsd: number | null;
  readonly said: number | null;
  readonly answer: number | null;
  readonly error: string | null;
}

/** What went over an edge, latest first. Of `replies` it is what came back over the edge in the other direction. */
export async function edgeMessages(session: Session, input: Input): Promise<Answer> {
  const began = performance.now();
  const runs = await chooseRuns(session, "network_run", input.query, input.zoneOffsetMinutes);
  const isReply = input.type === "replies";
  const relations = await relationsOf(session, runs.where, input);
  const find = queryTree(input.find.trim() === "" ? "" : `in:all (${input.find})`);
  const isSearched = find.type !== "everything";
  if (isSearched) await chooseSpans(session, "network_found", find, input.zoneOffsetMinutes);
  const empty = { total: 0, failed: 0, offset: input.offset, messages: [] };
  if (relations.size === 0) return { ...empty, ms: performance.now() - began };
  const where = [
    `c.relation IN (${[...relations.keys()].join(", ")})`,
    runs.where,
    isReply ? "c.answered" : "true",
    isSearched ? "(c.trace, c.preorder) IN (SELECT (trace, preorder) FROM network_found)" : "true",
  ].join(" AND ");
  const totals = await session.first<{ total: number; failed: number }>(
    `SELECT count(*)::DOUBLE AS total, (count(*) FILTER (c.failed))::DOUBLE AS failed FROM contact c WHERE ${where}`,
  );
  const rows = await session.rows<Row>(
    `SELECT s.trace, s.preorder, s.trace_id AS "traceId", s.span_id AS "spanId", c.relation, s.name, s.start_ns / 1e6 AS "startMs",
      c.duration_ns AS "durationNs", c.failed, s.status::VARCHAR AS status, c.tokens, c.cost_usd AS "costUsd",
      coalesce(s.query_text, s.input_text) AS said, s.output_text AS answer, coalesce(s.error_excerpt, s.error_type) AS error
    FROM contact c JOIN span s ON s.trace = c.trace AND s.preorder = c.preorder
    WHERE ${where}${input.failed ? " AND c.failed" : ""}
    ORDER BY s.start_ns DESC NULLS LAST, c.trace, c.preorder LIMIT ${input.limit} OFFSET ${input.offset}`,
  );
  const spoken = await spokenIn(session, rows);
  const saidBy = (row: Row): number | null => spoken.get(`${row.trace} ${row.preorder}`)?.said ?? row.said;
  const answerOf = (row: Row): number | null => spoken.get(`${row.trace} ${row.preorder}`)?.answer ?? row.answer;
  const ids = rows.flatMap((row) => [saidBy(row), answerOf(row)]).filter((id) => id !== null);
  const texts = await readTexts(session, [...new Set(ids)]);
  const terms = highlightTerms(find);
  const excerpt = (id: number | null) => {
    const text = id === null ? undefined : texts.get(id);
    return text === undefined ? null : excerptAround(text.slice(0, LOOKED_AT), terms, EXCERPT_LENGTH);
  };
  const messages = rows.map((row): NetworkMessage => {
    const names = relations.get(row.relation);
    const said = excerpt(isReply ? answerOf(row) : saidBy(row));
    const answer = isReply ? null : (excerpt(answerOf(row)) ?? failure(row, terms));
    return {
      traceId: row.traceId,
      spanId: row.spanId,
      who: (isReply ? names?.whom : names?.who) ?? "",
      whom: (isReply ? names?.who : names?.whom) ?? "",
      name: row.name,
      startMs: row.startMs,
      durationNs: row.durationNs,
      status: row.failed ? "error" : row.status,
      tokens: row.tokens,
      costUsd: row.costUsd,
      excerpt: said?.excerpt ?? "",
      marks: [...(said?.marks ?? [])],
      answer: answer?.excerpt ?? null,
      answerMarks: [...(answer?.marks ?? [])],
    };
  });
  const failed = totals?.failed ?? 0;
  const total = input.failed ? failed : (totals?.total ?? 0);
  return { total, failed, offset: input.offset, messages, ms: performance.now() - began };
}

interface Spoken {
  readonly said: number | null;
  readonly answer: number | null;
}

/** What was said last to a model or agent, and what it answered first, where the span tells its messages one by one. */
async function spokenIn(session: Session, rows: readonly Row[]): Promise<Map<string, Spoken>> {
  if (rows.length === 0) return new Map();
  const places = rows.map(({ trace, preorder }) => `(${trace}, ${preorder})`).join(", ");
  const found = await session.rows<Spoken & { trace: number; preorder: number }>(
    `SELECT m.trace, m.preorder,
      arg_max(m.text, (m.position, -m.part)) FILTER (m.direction = 'input' AND m.role <> 'system') AS said,
      arg_min(m.text, (m.type <> 'text', m.position, m.part)) FILTER (m.direction = 'output') AS answer
    FROM message m JOIN (SELECT DISTINCT col0 AS trace, col1 AS preorder FROM (VALUES ${places})) w USING (trace, preorder)
    WHERE m.trace IN (${[...new Set(rows.map((row) => row.trace))].join(", ")}) AND m.text IS NOT NULL
    GROUP BY m.trace, m.preorder`,
  );
  return new Map(found.map((row) => [`${row.trace} ${row.preorder}`, row]));
}

/** The error's words are the answer of what failed and gave none. */
function failure({ failed, error }: Row, terms: readonly string[]): ReturnType<typeof excerptAround> | null {
  return failed && error !== null ? excerptAround(error, terms, EXCERPT_LENGTH) : null;
}

/** The relations of an edge, with the names of the nodes that they are between. A fold's members keep their own names. */
async function relationsOf(
  session: Session,
  where: string,
  { from, to, type, showHidden, open, nodeLimit }: Input,
): Promise<Map<number, { who: string; whom: string }>> {
  const dictionary = await Dictionary.read(session);
  const counts = await countRelations(session, where);
  const [source, target] = type === "replies" ? [to, from] : [from, to];
  const wanted = type === "replies" ? "invokes" : type;
  const map = mapNetwork(dictionary, counts, { showHidden, open, limit: nodeLimit });
  const edge = map.edges.find((one) => one.from.key === source && one.to.key === target && one.type === wanted);
  if (edge === undefined) return new Map();
  const whole = mapNetwork(dictionary, counts, { showHidden: true, open: [], limit: Number.POSITIVE_INFINITY });
  const names = new Map(
    whole.edges.flatMap(({ relations, from: who, to: whom }) =>
      relations.map(({ id }) => [id, { who: who.name, whom: whom.name }] as const),
    ),
  );
  return new Map(
    edge.relations.map(({ id }) => [id, names.get(id) ?? { who: edge.from.name, whom: edge.to.name }] as const),
  );
}
