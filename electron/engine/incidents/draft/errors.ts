import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import { readTexts } from "../../db/read-texts.js";
import type { Session } from "../../db/session.js";
import { chooseEach } from "../../queries/facets/chosen.js";
import type { Asked, DraftEvent } from "./asked.js";
import { counted, firstLine } from "./words.js";

/** The kinds of errors that are named, the most frequent first. */
const MOST_KINDS = 5;

interface Failure {
  readonly trace_id: TraceId;
  readonly span_id: SpanId;
  readonly name: string;
  readonly agent: string | null;
  readonly error_type: string | null;
  readonly error_text: number | null;
  readonly at_ms: number;
  readonly alike: number;
}

/**
 * What an error says, without what differs each time: its type, else the first line of its message with numbers and ids as `#`. A
 * message that is JSON tells by its span's name.
 */
const ALIKE = `coalesce(c.error_type, CASE WHEN NOT x.opened THEN
    regexp_replace(split_part(left(x.body, 300), chr(10), 1), '[0-9a-fA-F-]{8,}|[0-9]+', '#', 'g') END, c.name)`;

/** The first error, and when each of the most frequent kinds of errors came up. */
export async function errorEvents(session: Session, { failed, zoneOffsetMinutes }: Asked): Promise<DraftEvent[]> {
  const columns = "trace_id, span_id, name, owner_agent, tool, error_type, error_text, start_ns, preorder";
  const { rows } = await chooseEach(session, [failed], { view: "spans", zoneOffsetMinutes }, columns);
  const kinds = await session.rows<Failure>(
    `SELECT trace_id, span_id, coalesce(tool, name) AS name, owner_agent AS agent, error_type, error_text, start_ns / 1e6 AS at_ms,
      alike::DOUBLE AS alike
    FROM (SELECT *, count(*) OVER kind AS alike, row_number() OVER (kind ORDER BY start_ns, trace_id, preorder) AS nth
      FROM (SELECT c.*, ${ALIKE} AS kind FROM ${rows} c LEFT JOIN text x ON x.id = c.error_text WHERE c.start_ns IS NOT NULL)
      WINDOW kind AS (PARTITION BY kind))
    WHERE nth = 1 ORDER BY alike DESC, start_ns, trace_id, span_id`,
  );
  const first = kinds.toSorted((a, b) => a.at_ms - b.at_ms)[0];
  if (first === undefined) return [];
  const others = kinds.slice(0, MOST_KINDS).filter((kind) => kind !== first);
  const texts = await readTexts(
    session,
    [first, ...others].map((kind) => kind.error_text).filter((text) => text !== null),
  );
  const event = (kind: "firstError" | "newError", failure: Failure): DraftEvent => ({
    kind,
    atMs: failure.at_ms,
    text: `${kind === "firstError" ? "First error" : "A new error"}: ${wordsOf(failure, texts)} (${counted(failure.alike, "span")})`,
    traceId: failure.trace_id,
    spanId: failure.span_id,
  });
  return [event("firstError", first), ...others.map((failure) => event("newError", failure))];
}

/** "researcher, search: timeout, no answer after 3000 ms". */
function wordsOf({ agent, name, error_type, error_text }: Failure, texts: ReadonlyMap<number, string>): string {
  const message = firstLine(error_text === null ? "" : (texts.get(error_text) ?? ""));
  const who = agent === null || agent === name ? name : `${agent}, ${name}`;
  const said = [error_type, message].filter((part) => part !== null && part !== "").join(", ");
  return `${firstLine(who)}: ${said === "" ? "failed" : said}`;
}
