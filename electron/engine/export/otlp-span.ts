import { ANNOTATION_EVENT, annotationKey } from "../../../shared/model/annotation-log.js";
import type { AttributeValue, SpanFacts } from "../../../shared/model/facts.js";
import { parseJson } from "../db/record-text.js";
import type { StoredRecord } from "../db/records.js";
import { otlpAttributeList, otlpTime, otlpValue } from "./otlp-values.js";
import type { ExportedAnnotation } from "./read-annotations.js";
import type { ExportedSpan, RecordInContext } from "./read-spans.js";

/** Formats whose records are OTLP JSON already. */
const OTLP_FORMATS: ReadonlySet<string> = new Set(["otlp-json", "otlp-protobuf"]);

/** A record as JSON on one line, and the JSON of what stands around it; empty where there is nothing. */
export interface OtlpItem {
  readonly json: string;
  readonly resource: string;
  readonly scope: string;
}

/**
 * A span of OTLP as it stood in its file, of any other format from its facts. One whose ids were made by Skein is written
 * from its facts too, so that it keeps them in any workspace.
 */
export function otlpSpan(span: ExportedSpan): OtlpItem {
  if (OTLP_FORMATS.has(span.record.format) && !span.isRenamed && isJson(span.record)) return asItStood(span);
  const { facts } = span;
  return {
    json: JSON.stringify(spanOf(facts)),
    resource: facts.resource.size === 0 ? "" : JSON.stringify({ attributes: otlpAttributeList(facts.resource) }),
    scope: scopeOf(facts),
  };
}

/** A log as it stood in its file: only OTLP has them. */
export function otlpLog(log: RecordInContext): OtlpItem {
  return asItStood(log);
}

function asItStood({ record, resource, scope }: RecordInContext): OtlpItem {
  const context = (stored: StoredRecord | null): string =>
    stored === null || !isJson(stored) ? "" : onOneLine(stored.text);
  return { json: onOneLine(record.text), resource: context(resource), scope: context(scope) };
}

function isJson(record: StoredRecord): boolean {
  return parseJson(record.text) !== undefined;
}

/** Line breaks stand only between the parts of JSON: within strings they are escaped. */
function onOneLine(json: string): string {
  return /[\r\n]/.test(json) ? json.replaceAll(/[\r\n]+/g, " ") : json;
}

function spanOf(facts: SpanFacts): object {
  const { parentSpanId, startNs, endNs, statusCode, statusMessage } = facts;
  return {
    traceId: facts.traceId,
    spanId: facts.spanId,
    ...(parentSpanId === null ? {} : { parentSpanId }),
    name: facts.name,
    kind: facts.otelKind,
    ...(startNs === null ? {} : { startTimeUnixNano: otlpTime(startNs) }),
    ...(endNs === null ? {} : { endTimeUnixNano: otlpTime(endNs) }),
    attributes: otlpAttributeList(facts.attributes),
    events: facts.events.map((event) => ({
      ...(event.timeNs === null ? {} : { timeUnixNano: otlpTime(event.timeNs) }),
      name: event.name,
      attributes: otlpAttributeList(event.attributes),
    })),
    links: facts.links.map((link) => ({
      traceId: link.traceId,
      spanId: link.spanId,
      attributes: otlpAttributeList(link.attributes),
    })),
    status: { code: statusCode, ...(statusMessage === null ? {} : { message: statusMessage }) },
  };
}

function scopeOf({ scopeName, scopeVersion }: SpanFacts): string {
  if (scopeName === null && scopeVersion === null) return "";
  return JSON.stringify({
    ...(scopeName === null ? {} : { name: scopeName }),
    ...(scopeVersion === null ? {} : { version: scopeVersion }),
  });
}

/** An annotation as a log record: see `annotation-log.ts`. */
export function otlpAnnotation(annotation: ExportedAnnotation): string {
  const { spanId, text, atMs, metadata, score } = annotation;
  const texts: [Parameters<typeof annotationKey>[0], AttributeValue][] = [
    ["kind", annotation.kind],
    ["origin", annotation.origin],
    ["target", annotation.target],
    ["position", annotation.position],
    ["text_hash", annotation.textHash],
    ["text_offset", annotation.textOffset],
    ["quote", annotation.quote],
    ["name", annotation.name],
    ["label", annotation.label],
    ["annotator_kind", annotation.annotatorKind],
    ["annotator", annotation.annotator],
    ["metadata", metadata],
  ];
  return JSON.stringify({
    ...(atMs === null ? {} : { timeUnixNano: otlpTime(BigInt(atMs) * 1_000_000n) }),
    eventName: ANNOTATION_EVENT,
    traceId: annotation.traceId,
    ...(spanId === null ? {} : { spanId }),
    ...(text === null ? {} : { body: { stringValue: text } }),
    attributes: [
      ...texts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => ({ key: annotationKey(name), value: otlpValue(value) })),
      ...(score === null ? [] : [{ key: annotationKey("score"), value: { doubleValue: score } }]),
    ],
  });
}
