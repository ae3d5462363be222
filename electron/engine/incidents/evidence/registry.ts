import type { incidentsContract } from "../../../../shared/contract/incidents.js";
import type { ParsedInputOf } from "../../../../shared/contract/procedure.js";
import type { ItemBody } from "../../../../shared/model/incident.js";
import { compareTraces } from "../../handlers/compare.js";
import type { Workspace } from "../../handlers/open-workspace.js";
import { comparisonEvidence } from "./comparison.js";
import { retrievalEvidence } from "./retrieval.js";
import { searchEvidence } from "./search.js";
import { spanEvidence } from "./span.js";
import { traceEvidence } from "./trace.js";

export interface Evidence {
  readonly heading: string;
  readonly body: ItemBody;
}

/** What is named, as the data has it now. NOT_FOUND; QUERY_SYNTAX; CANCELLED. */
export async function makeEvidence(
  workspace: Workspace,
  reference: ParsedInputOf<(typeof incidentsContract)["incident.evidence"]>["reference"],
  signal: AbortSignal,
): Promise<Evidence> {
  const { database } = workspace;
  switch (reference.type) {
    case "span":
      return database.read((session) => spanEvidence(session, reference.traceId, reference.spanId), signal);
    case "trace":
      return database.read((session) => traceEvidence(session, reference.traceId), signal);
    case "search":
      return database.read((session) => searchEvidence(session, reference), signal);
    case "retrieval":
      return database.read((session) => retrievalEvidence(session, reference.traceId, reference.spanId), signal);
    case "comparison":
      return comparisonEvidence(await compareTraces(database, reference.left, reference.right, signal));
  }
}
