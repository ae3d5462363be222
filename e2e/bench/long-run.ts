import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { integerAttribute, lineText, ORIGIN_MS, spanText, stringAttribute } from "../../scripts/corpora/otlp-text.js";
import { Random } from "../../scripts/random.js";

/** A span of a generated run, as both viewers can be given it. Times are ms from the run's start. */
export interface RunSpan {
  readonly id: string;
  readonly parent: string;
  readonly name: string;
  readonly kind: "workflow" | "agent" | "llm" | "tool";
  readonly subject: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly failed: boolean;
  readonly tokens: number;
}

const AGENTS = ["triage", "planner", "researcher", "writer", "reviewer", "billing"] as const;
const TOOLS = ["search", "read_file", "run_sql", "issue_refund"] as const;
const CHUNK_SPANS = 200;

/**
 * A run of exactly `count` spans that nest properly and never overlap, so that a flame graph can show it too: turns with
 * pauses between them, agents in turns, agents in agents, models and tools in these. Seeded by its size.
 */
export function* runSpans(count: number): Generator<RunSpan> {
  const random = new Random(`long run ${count}`);
  let left = count - 1;
  let clockMs = 0;
  const id = (): string => random.hex(16);
  const rootId = id();
  const later: RunSpan[] = [];
  const call = (parent: string): RunSpan => {
    const llm = random.next() < 0.5;
    const subject = llm ? random.pick(["gpt-4o", "claude-sonnet-4.5"]) : random.pick(TOOLS);
    const durationMs = random.integer(2, 60);
    const span: RunSpan = {
      id: id(),
      parent,
      name: llm ? `chat ${subject}` : `execute_tool ${subject}`,
      kind: llm ? "llm" : "tool",
      subject,
      startMs: clockMs,
      durationMs,
      failed: random.next() < 0.01,
      tokens: llm ? random.integer(200, 4000) : 0,
    };
    clockMs += durationMs + random.integer(0, 2);
    left--;
    return span;
  };
  function* agent(parent: string, depth: number): Generator<RunSpan> {
    const subject = AGENTS[Math.min(AGENTS.length - 1, depth + random.integer(0, 2))] ?? "planner";
    const own = { id: id(), startMs: clockMs++ };
    left--;
    const inside: RunSpan[] = [];
    for (let calls = random.integer(3, 14); calls > 0 && left > 0; calls--) {
      if (depth < 5 && left > 1 && random.next() < 0.12) inside.push(...agent(own.id, depth + 1));
      else inside.push(call(own.id));
    }
    clockMs++;
    yield {
      ...own,
      parent,
      name: `invoke_agent ${subject}`,
      kind: "agent",
      subject,
      durationMs: clockMs - own.startMs,
      failed: false,
      tokens: 0,
    };
    yield* inside;
  }
  while (left > 0) {
    // A pause between turns, as when a person reads and types.
    clockMs += random.next() < 0.02 ? random.integer(20_000, 120_000) : random.integer(0, 20);
    for (const span of agent(rootId, 0)) later.push(span);
  }
  yield {
    id: rootId,
    parent: "",
    name: "support.session",
    kind: "workflow",
    subject: "",
    startMs: 0,
    durationMs: clockMs + 1,
    failed: false,
    tokens: 0,
  };
  yield* later;
}

const OPERATIONS = { workflow: "invoke_workflow", agent: "invoke_agent", llm: "chat", tool: "execute_tool" } as const;

function otlpText(traceId: string, span: RunSpan): string {
  const attributes = [stringAttribute("gen_ai.operation.name", OPERATIONS[span.kind])];
  if (span.kind === "agent") attributes.push(stringAttribute("gen_ai.agent.name", span.subject));
  if (span.kind === "tool") attributes.push(stringAttribute("gen_ai.tool.name", span.subject));
  if (span.kind === "llm") {
    attributes.push(
      stringAttribute("gen_ai.request.model", span.subject),
      integerAttribute("gen_ai.usage.input_tokens", span.tokens),
      integerAttribute("gen_ai.usage.output_tokens", Math.round(span.tokens / 10)),
    );
  }
  const { name, durationMs, failed } = span;
  const startMs = ORIGIN_MS + span.startMs;
  return spanText({
    traceId,
    spanId: span.id,
    parentSpanId: span.parent,
    name,
    startMs,
    durationMs,
    attributes,
    failed,
  });
}

async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const to = createWriteStream(file);
  for (const line of lines) if (!to.write(line)) await once(to, "drain");
  to.end();
  await once(to, "close");
}

/** Writes a run as OTLP JSON lines, which is what a collector's file exporter leaves behind. */
export async function writeRun(file: string, spans: readonly RunSpan[]): Promise<void> {
  const traceId = new Random(`trace ${spans.length}`).hex(32);
  await writeLines(
    file,
    (function* () {
      for (let at = 0; at < spans.length; at += CHUNK_SPANS) {
        const texts = spans.slice(at, at + CHUNK_SPANS).map((span) => otlpText(traceId, span));
        yield lineText("long-run", "bench", texts);
      }
    })(),
  );
}

/** Writes the same run in the format of speedscope itself, which it reads fastest: opens and closes, frames by name. */
export async function writeProfile(file: string, spans: readonly RunSpan[]): Promise<void> {
  const names = [...new Set(spans.map(({ name }) => name))];
  const frameOf = new Map(names.map((name, frame) => [name, frame]));
  const endOf = (span: RunSpan): number => span.startMs + span.durationMs;
  const head = {
    $schema: "https://www.speedscope.app/file-format-schema.json",
    shared: { frames: names.map((name) => ({ name })) },
  };
  const profile = {
    type: "evented",
    name: "run",
    unit: "milliseconds",
    startValue: 0,
    endValue: Math.max(...spans.slice(0, 1).map(endOf)),
  };
  await writeLines(
    file,
    (function* () {
      yield `${JSON.stringify(head).slice(0, -1)},"profiles":[${JSON.stringify(profile).slice(0, -1)},"events":[`;
      let comma = "";
      const event = (type: "O" | "C", span: RunSpan, at: number): string => {
        const text = `${comma}{"type":"${type}","frame":${frameOf.get(span.name) ?? 0},"at":${at}}`;
        comma = ",\n";
        return text;
      };
      // Spans come in the order of their starts, each before what is inside it.
      const open: RunSpan[] = [];
      for (const span of spans) {
        for (let last = open.at(-1); last !== undefined && last.id !== span.parent; last = open.at(-1)) {
          yield event("C", last, endOf(last));
          open.pop();
        }
        yield event("O", span, span.startMs);
        open.push(span);
      }
      for (let last = open.pop(); last !== undefined; last = open.pop()) yield event("C", last, endOf(last));
      yield "]}]}\n";
    })(),
  );
}
