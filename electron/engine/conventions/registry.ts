import { byKey } from "./by-key.js";
import type { Convention } from "./convention.js";
import { googleAdk } from "./google-adk.js";
import { langfuse } from "./langfuse.js";
import { langSmith } from "./langsmith.js";
import { mlflow } from "./mlflow.js";
import { openInference } from "./openinference.js";
import { openLlmetry } from "./openllmetry.js";
import { otelBasics } from "./otel-basics.js";
import { otelGenAi } from "./otel-genai.js";
import { pydanticAi } from "./pydantic-ai.js";
import { vercelAi } from "./vercel-ai.js";

/**
 * Every vocabulary that Skein reads. The order decides only between equal ranks and whose key a shared key is; a new
 * vocabulary is one file and one line here.
 */
export const CONVENTIONS: readonly Convention[] = [
  otelGenAi,
  openInference,
  openLlmetry,
  vercelAi,
  langfuse,
  langSmith,
  mlflow,
  pydanticAi,
  googleAdk,
  otelBasics,
];

/** The id of the convention that defines an attribute key, or null when none does. */
export const ownerOf = byKey(
  (key): string | null => CONVENTIONS.find((convention) => convention.owns(key))?.id ?? null,
);
