import { DOCUMENT_VERDICTS } from "../../../shared/contract/annotations.js";
import type { Session } from "../db/session.js";
import type { ChangeKind, CommandOf } from "./change.js";

type Judgement = CommandOf<"judgement.set">;

/** A document of a span has one judgement of a name, so its place is its name. */
function idOf({ traceId, spanId, position, name }: Judgement): string {
  return `judgement:${traceId}/${spanId}/${position}/${name}`;
}

async function scoreOf(session: Session, change: Judgement): Promise<Judgement["score"]> {
  const row = await session.first<{ score: number }>("SELECT score FROM annotation WHERE id = $1", [idOf(change)]);
  return row === undefined ? null : row.score > 0 ? 1 : 0;
}

export const judgementSet: ChangeKind<"judgement.set"> = {
  command: "judgement.set",
  label: "judgement of a document",
  inverse: async (session, change) => ({ ...change, score: await scoreOf(session, change) }),
  apply: async (session, change, atMs) => {
    const { traceId, spanId, position, name, score } = change;
    if (score === null) return session.run("DELETE FROM annotation WHERE id = $1", [idOf(change)]);
    await session.run(
      `INSERT INTO annotation (id, kind, origin, target, trace_id, span_id, position, name, label, score, annotator_kind,
        created_at_ms, changed_at_ms)
      VALUES ($1, 'judgement', 'user', 'document', $2, $3, $4::INTEGER, $5, $6, $7, 'HUMAN', $8::BIGINT, $8::BIGINT)
      ON CONFLICT (id) DO UPDATE SET label = excluded.label, score = excluded.score, changed_at_ms = excluded.changed_at_ms`,
      [idOf(change), traceId, spanId, position, name, DOCUMENT_VERDICTS[name][score], score, atMs],
    );
  },
};
