import type { Random } from "../random.js";
import { lineText, ORIGIN_MS, spanText, stringAttribute } from "./otlp-text.js";
import type { WordPool } from "./words.js";

const WIDTH = 1536;
const POOL = 400_000;
const SPANS_A_TRACE = 6;

/** OpenInference embedding spans, each with a vector of 1,536 numbers printed as embedding services print them. */
export function* vectors(random: Random, words: WordPool): Generator<string> {
  const numbers = Array.from(
    { length: POOL },
    () => `{"doubleValue":${(random.normal() / Math.sqrt(WIDTH)).toPrecision(9)}}`,
  );
  for (let request = 0; ; request++) {
    const traceId = random.hex(32);
    const rootId = random.hex(16);
    const startMs = ORIGIN_MS + request * 900;
    const spans: string[] = [];
    for (let at = 0; at < SPANS_A_TRACE; at++) {
      const from = random.integer(0, POOL - WIDTH);
      const text = words.text(random.integer(60, 240)).once;
      const vector = numbers.slice(from, from + WIDTH).join(",");
      spans.push(
        spanText({
          traceId,
          spanId: at === 0 ? rootId : random.hex(16),
          parentSpanId: at === 0 ? "" : rootId,
          name: "CreateEmbeddings",
          startMs: startMs + at * 100,
          durationMs: at === 0 ? 800 : random.integer(40, 90),
          attributes: [
            stringAttribute("openinference.span.kind", "EMBEDDING"),
            stringAttribute("embedding.model_name", "text-embedding-3-small"),
            stringAttribute("embedding.embeddings.0.embedding.text", text),
            `{"key":"embedding.embeddings.0.embedding.vector","value":{"arrayValue":{"values":[${vector}]}}}`,
          ],
        }),
      );
    }
    yield lineText("retrieval", "openinference.instrumentation.corpus", spans);
  }
}
