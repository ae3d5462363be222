import { AppError } from "../../../shared/contract/errors.js";
import { type AnnotationAbout, annotationIdOf } from "../../../shared/model/own-annotation.js";
import type { Session } from "../db/session.js";
import { annotationSet } from "./annotations.js";
import type { ChangeKind, CommandName, CommandOf } from "./change.js";
import { readOwnAnnotations } from "./own-annotations.js";

/** Commands that logs of earlier versions hold. They are done as what took their place. */
type EarlierName = "note.add" | "note.edit" | "note.remove" | "judgement.set";

function earlier<Name extends EarlierName & CommandName>(
  command: Name,
  label: string,
  today: (session: Session, change: CommandOf<Name>) => Promise<CommandOf<"annotation.set">>,
): ChangeKind<Name> {
  return {
    command,
    label,
    inverse: async (session, change) => annotationSet.inverse(session, await today(session, change)),
    apply: async (session, change, atMs) => annotationSet.apply(session, await today(session, change), atMs),
  };
}

export const noteAdd = earlier("note.add", "note", (_session, { id, traceId, spanId, text }) =>
  Promise.resolve({
    command: "annotation.set",
    put: [{ id, about: { target: "span", traceId, spanId }, said: { kind: "note", text }, by: "" }],
    remove: [],
  }),
);

export const noteEdit = earlier("note.edit", "change of a note", async (session, { id, text }) => {
  const [note] = await readOwnAnnotations(session, [id]);
  if (note === undefined) throw new AppError("NOT_FOUND", "This note is not there any more.");
  return { command: "annotation.set", put: [{ ...note, said: { kind: "note", text } }], remove: [] };
});

export const noteRemove = earlier("note.remove", "removal of a note", (_session, { id }) =>
  Promise.resolve({ command: "annotation.set", put: [], remove: [id] }),
);

export const judgementSet = earlier("judgement.set", "judgement of a document", async (session, change) => {
  const { traceId, spanId, position, name, score } = change;
  const about: AnnotationAbout = { target: "document", traceId, spanId, position };
  const id = annotationIdOf(about, { kind: "judgement", name, score: score ?? 0 }, "");
  if (score !== null) {
    return {
      command: "annotation.set",
      put: [{ id, about, said: { kind: "judgement", name, score }, by: "" }],
      remove: [],
    };
  }
  const there = await readOwnAnnotations(session, [id]);
  return { command: "annotation.set", put: [], remove: there.map((one) => one.id) };
});
