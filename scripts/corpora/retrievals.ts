import type { Random } from "../random.js";
import { integerAttribute, lineText, ORIGIN_MS, spanText, stringAttribute } from "./otlp-text.js";
import type { WordPool } from "./words.js";

const BASES = ["policies", "catalogue", "handbook", "tickets"];
const AGENTS = ["clerk", "planner", "writer"];
const DOCUMENTS = 20_000;
const TOP_K = 5;

/** Runs of a retrieval each: five scored documents of a pool that they share, of which some stand in the prompt and the answer. */
export function* retrievals(random: Random, words: WordPool): Generator<string> {
  const pool = Array.from({ length: DOCUMENTS }, (_, at) => ({ id: `d${at}`, text: words.text(220).twice }));
  for (let request = 0; ; request++) {
    const traceId = random.hex(32);
    const rootId = random.hex(16);
    const startMs = ORIGIN_MS + request * 300;
    const found = Array.from({ length: TOP_K }, () => random.pick(pool));
    const best = 0.3 + 0.65 * random.next();
    const kept = found.slice(0, random.integer(0, TOP_K));
    const answer = kept.length > 0 && random.next() < 0.7 ? random.pick(kept).text : words.text(120).twice;
    const documents = found.map(
      ({ id, text }, rank) =>
        `{\\"id\\":\\"${id}\\",\\"content\\":\\"${text}\\",\\"score\\":${(best - rank * 0.02).toFixed(4)}}`,
    );
    const span = (name: string, at: number, durationMs: number, attributes: readonly string[]): string =>
      spanText({
        traceId,
        spanId: random.hex(16),
        parentSpanId: rootId,
        name,
        startMs: startMs + at,
        durationMs,
        attributes,
      });
    const context = kept.map(({ text }) => text).join("\\\\n");
    yield lineText("retrieval-agents", "corpus.retrievals", [
      spanText({
        traceId,
        spanId: rootId,
        parentSpanId: "",
        name: "invoke_agent",
        startMs,
        durationMs: 250,
        attributes: [
          stringAttribute("gen_ai.operation.name", "invoke_agent"),
          stringAttribute("gen_ai.agent.name", random.pick(AGENTS)),
        ],
      }),
      span("retrieve", 5, random.integer(10, 90), [
        stringAttribute("gen_ai.operation.name", "retrieval"),
        stringAttribute("gen_ai.data_source.id", random.pick(BASES)),
        integerAttribute("gen_ai.request.top_k", TOP_K),
        stringAttribute("gen_ai.retrieval.query.text", words.text(50).once),
        stringAttribute("gen_ai.retrieval.documents", `[${documents.join(",")}]`),
      ]),
      span("chat gpt-4o", 100, 140, [
        stringAttribute("gen_ai.operation.name", "chat"),
        stringAttribute("gen_ai.request.model", "gpt-4o"),
        stringAttribute("gen_ai.input.messages", message("user", `Context: ${context} Question?`)),
        stringAttribute("gen_ai.output.messages", message("assistant", answer)),
      ]),
    ]);
  }
}

function message(role: string, twice: string): string {
  return `[{\\"role\\":\\"${role}\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"${twice}\\"}]}]`;
}
