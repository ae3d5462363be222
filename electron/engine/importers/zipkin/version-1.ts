import { isObject, type JsonObject, list } from "../common/fields.js";

/** Annotations of version 1 that are the ends of a span rather than something that happened in it. */
const KINDS: Readonly<Record<string, { kind: string; first: boolean }>> = {
  cs: { kind: "CLIENT", first: true },
  cr: { kind: "CLIENT", first: false },
  sr: { kind: "SERVER", first: true },
  ss: { kind: "SERVER", first: false },
  ms: { kind: "PRODUCER", first: true },
  mr: { kind: "CONSUMER", first: true },
};

/** Whether a span is one of version 1: those have binary annotations, or annotations with an endpoint. */
export function isVersion1(span: JsonObject): boolean {
  if (Array.isArray(span["binaryAnnotations"])) return true;
  return list(span["annotations"]).some((annotation) => isObject(annotation) && isObject(annotation["endpoint"]));
}

/**
 * A span of version 1 in the shape of version 2. A record that holds both halves of a call is the client's. A server's
 * half without a timestamp of its own has the id of the client's, as Zipkin's collector takes it.
 */
export function asVersion2(span: JsonObject): JsonObject {
  const annotations = list(span["annotations"]).filter(isObject);
  const ends = annotations.filter((annotation) => endOf(annotation) !== undefined);
  const kinds = ends.map((end) => endOf(end)?.kind);
  const kind = kinds.includes("CLIENT") ? "CLIENT" : kinds[0];
  const own = ends.filter((end) => endOf(end)?.kind === kind);
  const first = own.find((end) => endOf(end)?.first);
  const last = own.find((end) => endOf(end)?.first === false);
  const binary = list(span["binaryAnnotations"]).filter(isObject);
  const isRemote = ({ key, value }: JsonObject): boolean =>
    (key === "sa" || key === "ca") && (value === true || value === "true");
  const tags = binary.filter((annotation) => !isRemote(annotation));
  const told = span["timestamp"] ?? undefined;
  return {
    ...span,
    kind,
    timestamp: told ?? first?.["timestamp"],
    duration: span["duration"] ?? difference(first?.["timestamp"], last?.["timestamp"]),
    shared: kind === "SERVER" && told === undefined,
    localEndpoint: (own[0] ?? tags[0] ?? annotations[0])?.["endpoint"],
    remoteEndpoint: binary.find(isRemote)?.["endpoint"],
    annotations: annotations.filter((annotation) => !own.includes(annotation)),
    tags: Object.fromEntries(tags.map(({ key, value }) => [String(key), value])),
  };
}

function endOf({ value }: JsonObject): { kind: string; first: boolean } | undefined {
  return typeof value === "string" && Object.hasOwn(KINDS, value) ? KINDS[value] : undefined;
}

function difference(first: unknown, last: unknown): number | undefined {
  return typeof first === "number" && typeof last === "number" ? last - first : undefined;
}
