import type { Random } from "../random.js";
import { integerAttribute, lineText, ORIGIN_MS, spanText, stringAttribute } from "./otlp-text.js";
import type { WordPool } from "./words.js";

const SPANS_A_LINE = 200;
const CALLS_AN_AGENT = 24;
const DEEPEST = 6;

/** One single trace of small spans (about 0.5 kB), as deep as real ones: agents that call agents, models and tools. */
export function* oneTrace(random: Random, words: WordPool): Generator<string> {
  const traceId = random.hex(32);
  const rootId = random.hex(16);
  const open = [rootId];
  const root = { traceId, spanId: rootId, parentSpanId: "", name: "support.long_run", startMs: ORIGIN_MS };
  let spans = [
    spanText({
      ...root,
      durationMs: 86_400_000,
      attributes: [stringAttribute("gen_ai.operation.name", "invoke_workflow")],
    }),
  ];
  for (let at = 1; ; at++) {
    const spanId = random.hex(16);
    const startMs = ORIGIN_MS + at * 10;
    if (at % CALLS_AN_AGENT === 1) {
      // An agent under a random one of those at work, so that depth and width both vary.
      open.length = random.integer(1, Math.min(open.length, DEEPEST - 1));
      const parentSpanId = open.at(-1) ?? rootId;
      const name = `agent_${random.integer(1, 12)}`;
      const attributes = [
        stringAttribute("gen_ai.operation.name", "invoke_agent"),
        stringAttribute("gen_ai.agent.name", name),
      ];
      spans.push(
        spanText({
          traceId,
          spanId,
          parentSpanId,
          name: `invoke_agent ${name}`,
          startMs,
          durationMs: 10 * CALLS_AN_AGENT,
          attributes,
        }),
      );
      open.push(spanId);
    } else {
      spans.push(callText(random, words, { traceId, spanId, parentSpanId: open.at(-1) ?? rootId, startMs }, at));
    }
    if (spans.length >= SPANS_A_LINE) {
      yield lineText("long-run", "corpus.genai", spans);
      spans = [];
    }
  }
}

function callText(
  random: Random,
  words: WordPool,
  place: { traceId: string; spanId: string; parentSpanId: string; startMs: number },
  at: number,
): string {
  const durationMs = random.integer(2, 9);
  if (at % 2 === 0) {
    return spanText({
      ...place,
      name: "chat gpt-4o",
      durationMs,
      attributes: [
        stringAttribute("gen_ai.operation.name", "chat"),
        stringAttribute("gen_ai.request.model", "gpt-4o"),
        integerAttribute("gen_ai.usage.input_tokens", random.integer(200, 4000)),
        integerAttribute("gen_ai.usage.output_tokens", random.integer(5, 400)),
      ],
    });
  }
  return spanText({
    ...place,
    name: "execute_tool search",
    durationMs,
    failed: random.next() < 0.01,
    attributes: [
      stringAttribute("gen_ai.operation.name", "execute_tool"),
      stringAttribute("gen_ai.tool.name", "search"),
      stringAttribute("gen_ai.tool.call.arguments", `{\\"query\\":\\"${words.text(40).twice}\\"}`),
    ],
  });
}
