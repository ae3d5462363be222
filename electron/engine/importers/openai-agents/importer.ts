import type { Importer, Sample } from "../importer.js";
import { OpenAiAgentsReading } from "./reading.js";
import { openAiAgentsSpanFacts } from "./span-facts.js";
import { traceAttributes } from "./trace.js";

const ITEM = /"object"\s*:\s*"trace(\.span)?"/;
const ITEM_MEMBER = /"(span_data|workflow_name)"\s*:/;
const EVENT_LOG = /^[\s\ufeff]*(\[\s*)?\{\s*"event"\s*:\s*"(start|end)"/;
const EVENT_SPAN = /"span"\s*:\s*\{\s*"(span_id|trace_id)"\s*:/;

function detect(sample: Sample): 0 | 1 | 2 | 3 {
  if (!/^[\s\ufeff]*[{[]/.test(sample.text)) return 0;
  if (ITEM.test(sample.text)) return ITEM_MEMBER.test(sample.text) ? 3 : 2;
  return EVENT_LOG.test(sample.text) && EVENT_SPAN.test(sample.text) ? 3 : 0;
}

/** Traces of the OpenAI Agents SDK: its export, and logs of starts and ends. Described in docs/formats/openai-agents.md. */
export const openAiAgents: Importer = {
  id: "openai-agents",
  label: "OpenAI Agents",
  detect,
  open: (sink, options) => new OpenAiAgentsReading(sink, options.maxRecordLength),
  spanFacts: openAiAgentsSpanFacts,
  resourceAttributes: traceAttributes,
  scopeOf: () => ({ name: null, version: null }),
};
