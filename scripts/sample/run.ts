import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { Attributes, Link, Span } from "@opentelemetry/api";
import type { SeededIds } from "./ids.js";
import type { PolicyIndex } from "./policy-index.js";
import { Random } from "../random.js";
import { toHrTime } from "./recorder.js";
import type { Recorder } from "./recorder.js";
import type { ServiceName } from "./services.js";
import type { Turn } from "./vocabulary.js";

export interface World {
  readonly recorder: Recorder;
  readonly ids: SeededIds;
  readonly index: PolicyIndex;
}

/** Start and duration in milliseconds from the start of the run, by label as in `researcher/search/2`. */
export type Timing = Readonly<Record<string, readonly [startMs: number, durationMs: number]>>;

export interface RunOptions {
  /** ISO 8601 time of the customer's message, to the millisecond. */
  readonly at: string;
  readonly turn: Turn;
  readonly message: string;
  readonly name?: string;
  readonly tracePrefix?: string;
  readonly spanPrefixes?: Readonly<Record<string, string>>;
  readonly timing?: Timing;
  /** Makes the last call take what is left to reach this sum of tokens. */
  readonly totalTokens?: number;
  readonly links?: Link[];
}

export interface Place {
  readonly label: string;
  readonly startUs: number;
  readonly endUs: number;
}

export interface Failure {
  readonly type: string;
  readonly message: string;
}

/** One run of the network: its root span, its clock and its draws. */
export class Run {
  readonly world: World;
  readonly turn: Turn;
  readonly random: Random;
  readonly root: Span;
  readonly startUs: number;
  readonly totalTokens: number | null;
  tokensSpent = 0;
  readonly #timing: Timing;
  readonly #spanPrefixes: Readonly<Record<string, string>>;
  readonly #counts = new Map<string, number>();

  constructor(world: World, options: RunOptions) {
    this.world = world;
    this.turn = options.turn;
    this.random = new Random(`${options.at} ${options.message}`);
    this.#timing = options.timing ?? {};
    this.#spanPrefixes = options.spanPrefixes ?? {};
    this.totalTokens = options.totalTokens ?? null;
    this.startUs = Date.parse(options.at) * 1000 + (options.timing === undefined ? this.random.integer(0, 999) : 0);
    if (options.tracePrefix !== undefined) world.ids.beginTraceWith(options.tracePrefix);
    this.root = world.recorder.start({
      service: "gateway",
      name: options.name ?? "support.handle_message",
      kind: SpanKind.SERVER,
      startUs: this.startUs,
      parent: null,
      attributes: {
        "gen_ai.operation.name": "invoke_workflow",
        "gen_ai.workflow.name": options.name ?? "support.handle_message",
        "gen_ai.conversation.id": options.turn.conversation,
        "user.id": options.turn.user,
        "http.request.method": "POST",
        "http.route": "/v1/messages",
        "gen_ai.input.messages": JSON.stringify([
          { role: "user", parts: [{ type: "text", content: options.message }] },
        ]),
      },
      ...(options.links === undefined ? {} : { links: options.links }),
    });
  }

  /** Where the next span of this label lies: laid down beforehand, else drawn from its usual pace. */
  place(label: string, afterUs: number, paceMs: readonly [number, number]): Place {
    const count = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, count);
    const numbered = `${label}/${count}`;
    const laidDown = this.#timing[numbered];
    if (laidDown !== undefined) {
      const startUs = this.startUs + laidDown[0] * 1000;
      return { label: numbered, startUs, endUs: startUs + laidDown[1] * 1000 };
    }
    const startUs = afterUs + this.random.integer(3_000, 34_000);
    const [low, high] = paceMs;
    return { label: numbered, startUs, endUs: startUs + this.random.integer(low * 1000, high * 1000) };
  }

  /** The end that is laid down for a label, or null. */
  endOf(label: string): number | null {
    const laidDown = this.#timing[label];
    return laidDown === undefined ? null : this.startUs + (laidDown[0] + laidDown[1]) * 1000;
  }

  start(
    service: ServiceName,
    name: string,
    kind: SpanKind,
    place: { readonly label: string; readonly startUs: number },
    parent: Span,
    attributes: Attributes,
  ): Span {
    const prefix = this.#spanPrefixes[place.label];
    if (prefix !== undefined) this.world.ids.beginSpanWith(prefix);
    return this.world.recorder.start({ service, name, kind, startUs: place.startUs, parent, attributes });
  }

  /** Ends the root with the answer that the customer got. */
  finish(answer: string, atUs: number, failure?: Failure): void {
    this.root.setAttribute(
      "gen_ai.output.messages",
      JSON.stringify([{ role: "assistant", parts: [{ type: "text", content: answer }], finish_reason: "stop" }]),
    );
    this.root.setAttribute("http.response.status_code", failure === undefined ? 200 : 422);
    if (failure !== undefined) fail(this.root, failure, atUs, false);
    this.root.end(toHrTime(this.endOf("root/1") ?? atUs + this.random.integer(4_000, 22_000)));
  }
}

/** Marks a span as failed, with an exception event as SDKs record it. */
export function fail(span: Span, failure: Failure, atUs: number, withEvent = true): void {
  span.setAttribute("error.type", failure.type);
  span.setStatus({ code: SpanStatusCode.ERROR, message: failure.message });
  if (!withEvent) return;
  span.recordException(
    {
      name: failure.type,
      message: failure.message,
      stack: `${failure.type}: ${failure.message}\n    at callTool (src/tools/call.ts:88:11)\n    at runStep (src/agents/step.ts:142:20)`,
    },
    toHrTime(atUs),
  );
}
