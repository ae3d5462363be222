import type { annotationsContract } from "../../../shared/contract/annotations.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import { listJudgements } from "../queries/judgement-list.js";
import { listAnnotations } from "../queries/annotation-list.js";
import type { Workspace } from "./open-workspace.js";

export function annotationsHandlers({ database }: Workspace): Handlers<typeof annotationsContract> {
  return {
    "judgement.list": (input, { signal }) =>
      database.read((session) => listJudgements(session, input.traceId, input.spanId), signal),
    "annotation.list": (input, { signal }) =>
      database.read((session) => listAnnotations(session, input.traceId, input.spanId ?? null), signal),
  };
}
