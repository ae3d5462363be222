import { AppError } from "../../../shared/contract/errors.js";
import { JUDGEMENTS, type OwnAnnotation } from "../../../shared/model/own-annotation.js";
import type { Session } from "../db/session.js";
import type { ChangeKind, CommandOf } from "./change.js";
import { readOwnAnnotations } from "./own-annotations.js";

type AnnotationSet = CommandOf<"annotation.set">;

/** Everything that a reader says of anything: one change may say many things, and is taken back as one. */
export const annotationSet: ChangeKind<"annotation.set"> = {
  command: "annotation.set",
  label: (change, inverse) => labelOf(change, inverse.command === "annotation.set" ? inverse.put : []),
  inverse: async (session, { put, remove }) => {
    const before = await readOwnAnnotations(session, [...put.map(({ id }) => id), ...remove]);
    const known = new Set(before.map(({ id }) => id));
    if (remove.some((id) => !known.has(id))) throw new AppError("NOT_FOUND", "This note is not there any more.");
    return { command: "annotation.set", put: before, remove: put.map(({ id }) => id).filter((id) => !known.has(id)) };
  },
  apply: async (session, { put, remove }, atMs) => {
    if (remove.length > 0) await takeBack(session, remove);
    if (put.length > 0) await say(session, put, atMs);
  },
};

function takeBack(session: Session, ids: readonly string[]): Promise<void> {
  return session.run(
    `DELETE FROM annotation WHERE record IS NULL AND id IN (SELECT unnest(from_json($1, '["VARCHAR"]')))`,
    [JSON.stringify(ids)],
  );
}

const ROW_TYPES = {
  id: "VARCHAR",
  kind: "VARCHAR",
  target: "VARCHAR",
  trace_id: "VARCHAR",
  span_id: "VARCHAR",
  position: "INTEGER",
  text_hash: "UUID",
  text_offset: "INTEGER",
  quote: "VARCHAR",
  name: "VARCHAR",
  label: "VARCHAR",
  score: "DOUBLE",
  text: "VARCHAR",
  annotator: "VARCHAR",
  created_at_ms: "BIGINT",
} as const;
type AnnotationRow = { readonly [Column in keyof typeof ROW_TYPES]?: string | number | null };

/** Writes rows; of those that are there what is said and by whom, so that they keep the time of their first day. */
function say(session: Session, put: readonly OwnAnnotation[], atMs: number): Promise<void> {
  const columns = Object.keys(ROW_TYPES).join(", ");
  const latest = new Map(put.map((one) => [one.id, rowOf(one, atMs)]));
  return session.run(
    `INSERT INTO annotation (${columns}, origin, annotator_kind, changed_at_ms)
    SELECT ${columns}, 'user', 'HUMAN', created_at_ms
    FROM (SELECT unnest(from_json($1, '${JSON.stringify([ROW_TYPES])}'), max_depth := 2))
    ON CONFLICT (id) DO UPDATE SET label = excluded.label, score = excluded.score, text = excluded.text,
      annotator = excluded.annotator, changed_at_ms = $2::BIGINT`,
    [JSON.stringify([...latest.values()]), atMs],
  );
}

function rowOf({ id, about, said, by, atMs }: OwnAnnotation, now: number): AnnotationRow {
  const spanId = "spanId" in about ? about.spanId : null;
  const row = {
    id,
    kind: said.kind,
    target: about.target,
    trace_id: about.traceId,
    span_id: spanId,
    annotator: by === "" ? null : by,
    created_at_ms: atMs ?? now,
    ...(about.target === "document" ? { position: about.position } : {}),
    ...(about.target === "text" ? { text_hash: about.hash, text_offset: about.offset, quote: about.quote } : {}),
  };
  switch (said.kind) {
    case "note":
      return { ...row, text: said.text };
    case "label":
      return { ...row, label: said.label };
    case "score":
      return { ...row, name: said.name, score: said.score };
    case "judgement":
      return { ...row, name: said.name, score: said.score, label: JUDGEMENTS[said.name][said.score] };
  }
}

/** What undo calls it: "note", "change of a note", "removal of 3 labels". `before`: what was there. */
function labelOf({ put, remove }: AnnotationSet, before: readonly OwnAnnotation[]): string {
  if (put.length === 0) return `removal of ${counted(before, "a ")}`;
  if (remove.length > 0) return "change of annotations";
  return before.length === put.length ? `change of ${counted(put, "a ")}` : counted(put, "");
}

function counted(list: readonly OwnAnnotation[], article: string): string {
  const kinds = new Set(list.map(({ said }) => said.kind));
  const [only] = kinds;
  const noun = kinds.size === 1 && only !== undefined ? only : "annotation";
  return list.length === 1 ? `${article}${noun}` : `${list.length} ${noun}s`;
}
