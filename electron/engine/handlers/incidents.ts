import type { Handlers } from "../../../shared/contract/handlers.js";
import type { draftContract, incidentsContract } from "../../../shared/contract/incidents.js";
import { draftOf } from "../incidents/draft/draft.js";
import { makeEvidence } from "../incidents/evidence/registry.js";
import { readBody } from "../incidents/read-items.js";
import { listIncidents, listItems, readIncidentHead } from "../incidents/read-incidents.js";
import type { Workspace } from "./open-workspace.js";

export function incidentsHandlers(workspace: Workspace): Handlers<typeof incidentsContract & typeof draftContract> {
  const { database } = workspace;
  return {
    "incident.list": (_input, { signal }) => database.read((session) => listIncidents(session), signal),
    "incident.get": (input, { signal }) =>
      database.read(
        async (session) => ({
          incident: await readIncidentHead(session, input.id),
          items: await listItems(session, input.id),
        }),
        signal,
      ),
    "incident.item": (input, { signal }) => database.read((session) => readBody(session, input.id), signal),
    "incident.evidence": (input, { signal }) => makeEvidence(workspace, input.reference, signal),
    "incident.draft": (input, { signal }) => database.read((session) => draftOf(session, input), signal),
  };
}
