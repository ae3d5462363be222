import { ROOT_CONTEXT, trace } from "@opentelemetry/api";
import type { Attributes, HrTime, Link, Span, SpanKind } from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { AlwaysOnSampler, BasicTracerProvider } from "@opentelemetry/sdk-trace-base";
import type { ReadableSpan, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { SeededIds } from "./ids.js";
import { SERVICES } from "./services.js";
import type { ServiceName } from "./services.js";

/** A span that was handed to its service's exporter, and when, in microseconds since 1970. */
export interface ExportedSpan {
  readonly service: ServiceName;
  readonly atUs: number;
  readonly span: ReadableSpan;
}

export interface SpanStart {
  readonly service: ServiceName;
  readonly name: string;
  readonly kind: SpanKind;
  readonly startUs: number;
  readonly parent: Span | null;
  readonly attributes: Attributes;
  readonly links?: Link[];
}

export function toHrTime(atUs: number): HrTime {
  return [Math.floor(atUs / 1e6), Math.round(atUs % 1e6) * 1000];
}

/** Microseconds since 1970 of an SDK time. */
function toMicros(time: HrTime): number {
  return time[0] * 1e6 + Math.round(time[1] / 1000);
}

/** The SDK of each service, with one processor that keeps what the services would export. */
export class Recorder {
  readonly #providers = new Map<ServiceName, BasicTracerProvider>();
  readonly #open = new Map<ReadableSpan, ServiceName>();
  readonly #exported: ExportedSpan[] = [];
  readonly #ids: SeededIds;

  constructor(ids: SeededIds) {
    this.#ids = ids;
  }

  start(start: SpanStart): Span {
    const { scope } = SERVICES[start.service];
    const tracer = this.#provider(start.service).getTracer(scope.name, scope.version);
    const context = start.parent === null ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, start.parent);
    return tracer.startSpan(
      start.name,
      {
        kind: start.kind,
        startTime: toHrTime(start.startUs),
        attributes: start.attributes,
        ...(start.links === undefined ? {} : { links: start.links }),
      },
      context,
    );
  }

  /**
   * All spans in the order in which they were exported. A span that was never ended is exported as it stands, without an
   * end time, as services do that flush at shutdown.
   */
  finish(): ExportedSpan[] {
    for (const [span, service] of this.#open) {
      this.#exported.push({ service, span, atUs: toMicros(span.startTime) + 30e6 });
    }
    this.#open.clear();
    return this.#exported.toSorted((left, right) => left.atUs - right.atUs);
  }

  #provider(service: ServiceName): BasicTracerProvider {
    let provider = this.#providers.get(service);
    if (provider === undefined) {
      provider = new BasicTracerProvider({
        resource: resourceFromAttributes(SERVICES[service].resource),
        // Given here in full, so that no OTEL_* variable of the machine changes the file.
        sampler: new AlwaysOnSampler(),
        idGenerator: this.#ids,
        spanLimits: {
          attributeCountLimit: 4096,
          attributeValueLengthLimit: Infinity,
          eventCountLimit: 1024,
          linkCountLimit: 128,
          attributePerEventCountLimit: 128,
          attributePerLinkCountLimit: 128,
        },
        spanProcessors: [this.#processor(service)],
      });
      this.#providers.set(service, provider);
    }
    return provider;
  }

  #processor(service: ServiceName): SpanProcessor {
    return {
      onStart: (span) => {
        this.#open.set(span, service);
      },
      onEnd: (span) => {
        this.#open.delete(span);
        this.#exported.push({ service, span, atUs: toMicros(span.endTime) });
      },
      forceFlush: () => Promise.resolve(),
      shutdown: () => Promise.resolve(),
    };
  }
}
