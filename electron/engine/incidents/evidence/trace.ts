import type { TraceSummary } from "../../../../shared/contract/traces.js";
import type { TraceId } from "../../../../shared/model/ids.js";
import type { BodyOf, RunFigures } from "../../../../shared/model/incident.js";
import type { Session } from "../../db/session.js";
import { readPreviews } from "../../queries/text-preview.js";
import { getTrace, traceNumber } from "../../queries/trace-get.js";
import { cut, excerptOf, headingFrom } from "./excerpts.js";

const MOST_AGENTS = 50;

/** A run with its figures, what was asked in it first, and what was answered last. */
export async function traceEvidence(
  session: Session,
  traceId: TraceId,
): Promise<{ heading: string; body: BodyOf<"trace"> }> {
  const summary = await getTrace(session, traceId);
  const { asked, answered } = await talkOf(session, await traceNumber(session, traceId));
  const previews = await readPreviews(session, [asked?.text ?? null, answered?.text ?? null]);
  return {
    heading: headingFrom(summary.title) || "Run",
    body: {
      type: "trace",
      ...figuresOf(summary),
      agents: summary.agents.slice(0, MOST_AGENTS).map((agent) => cut(agent, 300)),
      excerpts: [
        excerptOf("asked first", asked?.speaker ?? null, previews(asked?.text ?? null)),
        excerptOf("answered last", answered?.speaker ?? null, previews(answered?.text ?? null)),
      ].filter((excerpt) => excerpt !== null),
    },
  };
}

/** The figures of a run as evidence keeps them. */
export function figuresOf(summary: TraceSummary): RunFigures {
  const origin = BigInt(summary.originNs);
  return {
    traceId: summary.traceId,
    title: cut(summary.title, 2_000),
    startMs: origin === 0n ? null : Number(origin / 1000n) / 1000,
    durationMs: summary.durationNs === null ? null : summary.durationNs / 1e6,
    spans: summary.spans,
    errors: summary.errors,
    tokens:
      summary.inputTokens === null && summary.outputTokens === null
        ? null
        : (summary.inputTokens ?? 0) + (summary.outputTokens ?? 0),
    costUsd: summary.costUsd,
  };
}

interface Said {
  readonly speaker: string | null;
  readonly text: number;
}

/** The first words of a user and the last of a model by time; without messages what went into and came out of the root. */
async function talkOf(
  session: Session,
  trace: number,
): Promise<{ asked: Said | undefined; answered: Said | undefined }> {
  const message = (direction: string, condition: string, order: string): Promise<Said | undefined> =>
    session.first<Said>(
      `SELECT coalesce(m.name, ${direction === "output" ? "s.owner_agent, " : ""}m.role) AS speaker, m.text
      FROM message m JOIN span s ON s.trace = m.trace AND s.preorder = m.preorder
      WHERE m.trace = $1::INTEGER AND m.direction = '${direction}' AND m.type = 'text' AND m.text IS NOT NULL ${condition}
      ORDER BY ${order} LIMIT 1`,
      [trace],
    );
  const root = async (column: "input_text" | "output_text"): Promise<Said | undefined> => {
    const row = await session.first<{ speaker: string | null; text: number | null }>(
      `SELECT ${column === "input_text" ? "NULL" : "coalesce(agent, name)"} AS speaker, ${column} AS text
      FROM span WHERE trace = $1::INTEGER AND preorder = 0`,
      [trace],
    );
    return row === undefined || row.text === null ? undefined : { speaker: row.speaker, text: row.text };
  };
  const asked = await message("input", "AND m.role = 'user'", "s.start_ns NULLS LAST, m.preorder, m.position, m.part");
  const answered = await message(
    "output",
    "",
    "coalesce(s.end_ns, s.start_ns) DESC NULLS LAST, m.preorder DESC, m.position DESC, m.part DESC",
  );
  return { asked: asked ?? (await root("input_text")), answered: answered ?? (await root("output_text")) };
}
