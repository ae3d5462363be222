import type { Random } from "../random.js";
import { integerAttribute, lineText, ORIGIN_MS, spanText, stringAttribute } from "./otlp-text.js";
import type { WordPool } from "./words.js";

const SPANS_A_TRACE = 8;
const CHARACTERS = 148_000;

/** Spans of about 150 kB: calls that carry a whole document. */
export function* big(random: Random, words: WordPool): Generator<string> {
  for (let request = 0; ; request++) {
    const traceId = random.hex(32);
    const rootId = random.hex(16);
    for (let at = 0; at < SPANS_A_TRACE; at++) {
      const span = spanText({
        traceId,
        spanId: at === 0 ? rootId : random.hex(16),
        parentSpanId: at === 0 ? "" : rootId,
        name: at === 0 ? "invoke_agent reader" : "chat gpt-4o",
        startMs: ORIGIN_MS + request * 9000 + at * 1000,
        durationMs: at === 0 ? 8500 : random.integer(300, 990),
        attributes: [
          stringAttribute("gen_ai.operation.name", at === 0 ? "invoke_agent" : "chat"),
          stringAttribute("gen_ai.agent.name", "reader"),
          stringAttribute("gen_ai.request.model", "gpt-4o"),
          integerAttribute("gen_ai.usage.input_tokens", random.integer(30_000, 40_000)),
          stringAttribute("input.value", words.text(CHARACTERS).once),
          stringAttribute("output.value", words.text(600).once),
        ],
      });
      yield lineText("reader", "corpus.genai", [span]);
    }
  }
}
