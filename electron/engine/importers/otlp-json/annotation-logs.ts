import {
  ANNOTATION_KINDS,
  ANNOTATION_TARGETS,
  type AnnotationFacts,
  ANNOTATOR_KINDS,
  NO_ANNOTATION,
} from "../../../../shared/model/annotation.js";
import { ANNOTATION_SCOPE, annotationKey } from "../../../../shared/model/annotation-log.js";
import { INCIDENT_SCOPE } from "../../../../shared/model/incident-log.js";
import { textHash } from "../../../../shared/model/ids.js";
import type { Attributes, AttributeValue } from "../../../../shared/model/facts.js";
import { anyValue, otlpAttributes } from "../common/any-value.js";
import { field, isObject } from "../common/fields.js";
import { normaliseId } from "../common/ids.js";
import { timeNs } from "../common/times.js";
import type { RecordSink, Rejection, ResourceContext, ScopeContext } from "../importer.js";
import type { Literal } from "../json/literal.js";
import { incidentOfLog, isOfIncident } from "./incident-logs.js";

/** Scopes of Skein's own: their logs are the user's work on traces, in this workspace or another. */
const OWN_SCOPES: ReadonlySet<string | null> = new Set([ANNOTATION_SCOPE, INCIDENT_SCOPE]);

/** Hands a record on as what it is: a log of a scope of Skein's own is an annotation, or a part of an incident, which is kept beside these. */
export function giveRecord(
  sink: RecordSink,
  kind: "span" | "log",
  literal: Literal,
  resource: ResourceContext,
  scope: ScopeContext,
): void {
  if (kind === "log" && OWN_SCOPES.has(scope.name)) sink.annotation(literal);
  else sink[kind](literal, resource, scope);
}

/** The annotation that a log record of Skein's own scope is. */
export function annotationsOfLog(value: unknown): readonly AnnotationFacts[] | Rejection {
  if (!isObject(value)) return { code: "NOT_AN_ANNOTATION", reason: "An annotation must be a JSON object." };
  if (isOfIncident(value)) {
    const told = incidentOfLog(value);
    return "reason" in told ? told : [];
  }
  const traceId = normaliseId(field(value, "traceId"), 16);
  const spanId = normaliseId(field(value, "spanId"), 8);
  if (traceId === "") return { code: "NOT_AN_ANNOTATION", reason: "It names no trace." };
  const attributes = otlpAttributes(field(value, "attributes"));
  const at = timeNs(field(value, "timeUnixNano"));
  const body = anyValue(field(value, "body"));
  const metadata = attributes.get(annotationKey("metadata"));
  const origin = text(attributes, "origin");
  const passage = passageOf(attributes);
  const target = oneOf(attributes, "target", ANNOTATION_TARGETS) ?? (spanId === "" ? "trace" : "span");
  return [
    {
      ...NO_ANNOTATION,
      target: target === "text" && passage === null ? "span" : target,
      traceId,
      spanId: spanId === "" ? null : spanId,
      position: number(attributes, "position"),
      passage,
      name: text(attributes, "name"),
      label: text(attributes, "label"),
      score: number(attributes, "score"),
      explanation: typeof body === "string" ? body : null,
      annotatorKind: oneOf(attributes, "annotator_kind", ANNOTATOR_KINDS),
      annotator: text(attributes, "annotator"),
      atMs: at === null ? null : Number(at / 1_000_000n),
      kind: oneOf(attributes, "kind", ANNOTATION_KINDS) ?? "evaluation",
      // What another workspace's user said is a file's word here: only one's own can be changed.
      ...(origin === null ? {} : { origin: origin === "user" ? "skein" : origin }),
      metadata: isMap(metadata) ? metadata : null,
    },
  ];
}

function text(attributes: Attributes, name: Parameters<typeof annotationKey>[0]): string | null {
  const value = attributes.get(annotationKey(name));
  return typeof value === "string" ? value : null;
}

/** Words of a text. What is said of a text that is not told is said of the span. */
function passageOf(attributes: Attributes): AnnotationFacts["passage"] {
  const hash = text(attributes, "text_hash");
  const offset = number(attributes, "text_offset");
  if (hash === null || offset === null || !textHash.safeParse(hash).success || !Number.isSafeInteger(offset))
    return null;
  return { hash, offset, quote: text(attributes, "quote") ?? "" };
}

function number(attributes: Attributes, name: Parameters<typeof annotationKey>[0]): number | null {
  const value = attributes.get(annotationKey(name));
  return typeof value === "number" ? value : null;
}

function oneOf<T extends string>(
  attributes: Attributes,
  name: Parameters<typeof annotationKey>[0],
  values: readonly T[],
): T | null {
  const told = text(attributes, name);
  return values.find((value) => value === told) ?? null;
}

function isMap(value: AttributeValue | undefined): value is { readonly [key: string]: AttributeValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
