import { createHash } from "node:crypto";
import type { Attributes, AttributeValue, SpanEventFacts, SpanFacts } from "../../../../shared/model/facts.js";
import { isObject, list } from "../common/fields.js";
import { normaliseId } from "../common/ids.js";
import { endOf, microsDurationNs, microsNs } from "../common/micros.js";
import { otelKind, takeOtelTags } from "../common/otel-tags.js";
import type { Rejection, ScopeContext } from "../importer.js";
import { asVersion2, isVersion1 } from "./version-1.js";

/**
 * The facts of a Zipkin span of either version. Where both halves of a call report under one id, the server's half says `shared`: it
 * gets an id of its own, derived from that id, and the client's half for a parent.
 */
export function zipkinSpanFacts(span: unknown): SpanFacts | Rejection {
  if (!isObject(span)) return { code: "NOT_A_SPAN", reason: "A span must be a JSON object." };
  const value = isVersion1(span) ? asVersion2(span) : span;
  const traceId = normaliseId(value["traceId"], 16);
  const id = normaliseId(value["id"], 8);
  const name = value["name"];
  if (traceId === "" && id === "" && typeof name !== "string") {
    return { code: "NOT_A_SPAN", reason: "It has neither ids nor a name." };
  }
  const { tags } = value;
  if (tags !== undefined && tags !== null && !isObject(tags)) {
    return { code: "BAD_ATTRIBUTES", reason: "`tags` must be a map of texts." };
  }
  const attributes = new Map<string, AttributeValue>();
  for (const [key, tag] of Object.entries(tags ?? {})) attributes.set(key, typeof tag === "string" ? tag : text(tag));
  const otel = takeOtelTags(attributes);
  noteEndpoints(attributes, value["localEndpoint"], value["remoteEndpoint"]);
  const startNs = microsNs(value["timestamp"]);
  const isShared = value["shared"] === true && id !== "";
  const parent = normaliseId(value["parentId"], 8);
  // In Zipkin the tag alone means failure; its value says what happened.
  const error = attributes.get("error");
  const failed = typeof error === "string" && error !== "false";
  return {
    traceId,
    spanId: isShared ? serverHalf(traceId, id) : id,
    parentSpanId: isShared ? id : parent === "" ? null : parent,
    name: typeof name === "string" ? name : "",
    otelKind: otelKind(value["kind"]),
    startNs,
    endNs: endOf(startNs, microsDurationNs(value["duration"])),
    statusCode: otel.statusCode === 0 && failed ? 2 : otel.statusCode,
    statusMessage: otel.statusMessage ?? (failed && error !== "" && error !== "true" ? error : null),
    attributes,
    events: list(value["annotations"]).filter(isObject).map(eventFacts),
    links: [],
    resource: serviceOf(value["localEndpoint"]),
    scopeName: otel.scopeName,
    scopeVersion: otel.scopeVersion,
  };
}

/** A Zipkin span stands alone: its endpoint says whose it is. */
export function zipkinResource(): Attributes {
  return new Map();
}
export function zipkinScope(): Pick<ScopeContext, "name" | "version"> {
  return { name: null, version: null };
}

function serverHalf(traceId: string, id: string): string {
  return createHash("sha256").update(`${traceId}/${id}/server`).digest("hex").slice(0, 16);
}

function serviceOf(endpoint: unknown): Attributes {
  const service = isObject(endpoint) ? endpoint["serviceName"] : undefined;
  return new Map(typeof service === "string" && service !== "" ? [["service.name", service]] : []);
}

/** Endpoints under the names that OpenTelemetry has for them; what the tags say goes before. */
function noteEndpoints(attributes: Map<string, AttributeValue>, local: unknown, remote: unknown): void {
  const note = (key: string, value: unknown): void => {
    if (attributes.has(key) || value === "" || value === 0) return;
    if (typeof value === "string" || typeof value === "number") attributes.set(key, value);
  };
  if (isObject(local)) {
    note("network.local.address", local["ipv4"] ?? local["ipv6"]);
    note("network.local.port", local["port"]);
  }
  if (isObject(remote)) {
    note("peer.service", remote["serviceName"]);
    note("network.peer.address", remote["ipv4"] ?? remote["ipv6"]);
    note("network.peer.port", remote["port"]);
  }
}

function eventFacts(value: { readonly [key: string]: unknown }): SpanEventFacts {
  const name = value["value"];
  return { name: typeof name === "string" ? name : "", timeNs: microsNs(value["timestamp"]), attributes: new Map() };
}

/** Tags are texts; what else a hand-made dump has is kept as its JSON. */
function text(tag: unknown): AttributeValue {
  return typeof tag === "number" || typeof tag === "boolean" || tag === null ? tag : JSON.stringify(tag);
}
