import { annotationsContract } from "./annotations.js";
import { changesContract } from "./changes.js";
import { compareContract } from "./compare.js";
import { conversationsContract } from "./conversations.js";
import { departuresContract } from "./departures.js";
import { documentsContract } from "./documents.js";
import { driftContract } from "./drift.js";
import { embeddingsContract } from "./embeddings.js";
import { exportContract } from "./export.js";
import { draftContract, incidentsContract } from "./incidents.js";
import { memoryContract } from "./memory.js";
import { networkContract } from "./network.js";
import { pricesContract } from "./prices.js";
import type { Contract } from "./procedure.js";
import { qualityContract } from "./quality.js";
import { redactionContract } from "./redaction.js";
import { reportsContract } from "./reports.js";
import { retrievalContract } from "./retrieval.js";
import { searchContract } from "./search.js";
import { sourcesContract } from "./sources.js";
import { spansContract } from "./spans.js";
import { sqlContract } from "./sql.js";
import { tracesContract } from "./traces.js";
import { vectorsContract } from "./vectors.js";
import { workspaceContract } from "./workspace.js";

/** Everything that the engine can be asked, by its flat name. The same string is the log tag and the cache key. */
export const contract = {
  ...workspaceContract,
  ...sourcesContract,
  ...tracesContract,
  ...compareContract,
  ...conversationsContract,
  ...spansContract,
  ...changesContract,
  ...annotationsContract,
  ...pricesContract,
  ...searchContract,
  ...sqlContract,
  ...exportContract,
  ...redactionContract,
  ...reportsContract,
  ...departuresContract,
  ...networkContract,
  ...retrievalContract,
  ...documentsContract,
  ...memoryContract,
  ...embeddingsContract,
  ...qualityContract,
  ...driftContract,
  ...vectorsContract,
  ...incidentsContract,
  ...draftContract,
} as const satisfies Contract;
export type SkeinContract = typeof contract;
