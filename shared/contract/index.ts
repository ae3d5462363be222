import { annotationsContract } from "./annotations.js";
import { changesContract } from "./changes.js";
import { compareContract } from "./compare.js";
import { conversationsContract } from "./conversations.js";
import { networkContract } from "./network.js";
import { pricesContract } from "./prices.js";
import type { Contract } from "./procedure.js";
import { searchContract } from "./search.js";
import { sourcesContract } from "./sources.js";
import { spansContract } from "./spans.js";
import { sqlContract } from "./sql.js";
import { tracesContract } from "./traces.js";
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
  ...networkContract,
} as const satisfies Contract;
export type SkeinContract = typeof contract;
