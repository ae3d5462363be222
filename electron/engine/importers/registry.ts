import type { Importer } from "./importer.js";
import { jaeger } from "./jaeger/importer.js";
import { langfuse } from "./langfuse/importer.js";
import { otelConsolePython } from "./otel-console-python/importer.js";
import { openAiAgents } from "./openai-agents/importer.js";
import { otelSdkJson } from "./otel-sdk-json/importer.js";
import { otlpJson } from "./otlp-json/importer.js";
import { phoenix } from "./phoenix/importer.js";
import { zipkin } from "./zipkin/importer.js";

/** Every file format that Skein reads. On equal confidence the earlier one wins. */
export const importers: readonly Importer[] = [
  otlpJson,
  jaeger,
  zipkin,
  langfuse,
  phoenix,
  otelConsolePython,
  otelSdkJson,
  openAiAgents,
];

/** The importer of a stored source. */
export function importerOf(id: string): Importer | undefined {
  return importers.find((importer) => importer.id === id);
}
