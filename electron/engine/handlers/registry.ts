import { AppError } from "../../../shared/contract/errors.js";
import { withRemedy } from "../db/rebuild.js";
import type { Engine, EngineOptions } from "../engine.js";
import { annotationsHandlers } from "./annotations.js";
import { changesHandlers } from "./changes.js";
import { compareHandlers } from "./compare.js";
import { conversationsHandlers } from "./conversations.js";
import { departuresHandlers } from "./departures.js";
import { documentsHandlers } from "./documents.js";
import { driftHandlers } from "./drift.js";
import { embeddingsHandlers } from "./embeddings.js";
import { exportHandlers } from "./export.js";
import { incidentsHandlers } from "./incidents.js";
import { memoryHandlers } from "./memory.js";
import { networkHandlers } from "./network.js";
import { openWorkspace } from "./open-workspace.js";
import { pricesHandlers } from "./prices.js";
import { qualityHandlers } from "./quality.js";
import { redactionHandlers } from "./redaction.js";
import { reportsHandlers } from "./reports.js";
import { retrievalHandlers } from "./retrieval.js";
import { searchHandlers } from "./search.js";
import { sourcesHandlers } from "./sources.js";
import { spansHandlers } from "./spans.js";
import { sqlHandlers } from "./sql.js";
import { tracesHandlers } from "./traces.js";
import { vectorsHandlers } from "./vectors.js";
import { workspaceHandlers } from "./workspace.js";

/** Opens a workspace and everything that can be asked of it. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const workspace = await openWorkspace(options).catch((error: unknown) => {
    const canBeMade = error instanceof AppError && !options.temporary && options.readOnly !== true;
    throw canBeMade ? withRemedy(error, options.workspacePath) : error;
  });
  return {
    handlers: {
      ...workspaceHandlers(workspace),
      ...sourcesHandlers(workspace),
      ...tracesHandlers(workspace),
      ...compareHandlers(workspace),
      ...conversationsHandlers(workspace),
      ...spansHandlers(workspace),
      ...changesHandlers(workspace),
      ...annotationsHandlers(workspace),
      ...pricesHandlers(workspace),
      ...searchHandlers(workspace),
      ...sqlHandlers(workspace),
      ...exportHandlers(workspace),
      ...redactionHandlers(workspace),
      ...reportsHandlers(workspace),
      ...departuresHandlers(workspace),
      ...networkHandlers(workspace),
      ...retrievalHandlers(workspace),
      ...documentsHandlers(workspace),
      ...memoryHandlers(workspace),
      ...embeddingsHandlers(workspace),
      ...qualityHandlers(workspace),
      ...driftHandlers(workspace),
      ...vectorsHandlers(workspace),
      ...incidentsHandlers(workspace),
    },
    close: () => workspace.close(),
  };
}
