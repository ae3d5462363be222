import type { SpanFacts } from "../../../shared/model/facts.js";
import type { Convention, MeaningWriter } from "./convention.js";
import { readGenAiAttributes } from "./otel-genai-attributes.js";
import { readEvents } from "./otel-genai-events.js";
import { isGenAiKey } from "./otel-genai-rules.js";
import { asName } from "./values.js";

function readTransfer(span: SpanFacts, out: MeaningWriter): void {
  if (span.attributes.get("gen_ai.transfer.target.name") === undefined) return;
  out.set("handoffFrom", asName(span.attributes.get("gen_ai.agent.name")), "gen_ai.agent.name", 10);
}

/** OpenTelemetry's conventions for generative AI, the present names and the deprecated ones, with MCP and A2A. */
export const otelGenAi: Convention = {
  id: "otel-genai",
  label: "OpenTelemetry GenAI",
  version: 1,
  owns: isGenAiKey,
  speaks(span) {
    for (const key of span.attributes.keys()) if (isGenAiKey(key)) return true;
    for (const event of span.events) if (event.name.startsWith("gen_ai.")) return true;
    return span.parentSpanId === null && span.resource.has("gen_ai.main_agent.name");
  },
  interpret(span, out) {
    readGenAiAttributes(span.attributes, out);
    readTransfer(span, out);
    if (span.events.length > 0) readEvents(span, out);
    if (span.parentSpanId === null) {
      const main = asName(span.resource.get("gen_ai.main_agent.name"));
      out.set("agent", main, "resource gen_ai.main_agent.name", 130);
    }
  },
};
