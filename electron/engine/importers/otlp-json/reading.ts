import { NO_RESOURCE, NO_SCOPE, type RecordSink, type ResourceContext, type ScopeContext } from "../importer.js";
import type { Literal } from "../json/literal.js";
import { asText } from "../json/byte-text.js";
import { giveRecord } from "./annotation-logs.js";
import { JsonReading } from "../json/json-reading.js";
import type { Step, WalkProblem } from "../json/visitor.js";

/** What a container is, so that its keys can be told. A document may be a request, a list of them, or one of their parts. */
type Role =
  | "document"
  | "resourceSpans[]"
  | "resourceSpans"
  | "scopeSpans[]"
  | "scopeSpans"
  | "spans[]"
  | "resourceLogs[]"
  | "resourceLogs"
  | "scopeLogs[]"
  | "scopeLogs"
  | "logs[]"
  | "resourceMetrics[]"
  | "resourceMetrics"
  | "metrics[]";

const DESCEND: Readonly<Record<string, Role>> = {
  "document.resourceSpans": "resourceSpans[]",
  "document.resource_spans": "resourceSpans[]",
  "document.batches": "resourceSpans[]",
  "document.trace": "document",
  "document.traces": "document",
  "document.result": "document",
  "document.data": "document",
  "document.resourceLogs": "resourceLogs[]",
  "document.resource_logs": "resourceLogs[]",
  "document.resourceMetrics": "resourceMetrics[]",
  "document.resource_metrics": "resourceMetrics[]",
  // A line that was cut off before its first record takes the next request for one of its own parts.
  "resourceSpans.resourceSpans": "resourceSpans[]",
  "resourceSpans.resource_spans": "resourceSpans[]",
  "scopeSpans.resourceSpans": "resourceSpans[]",
  "scopeSpans.resource_spans": "resourceSpans[]",
  "resourceSpans.scopeSpans": "scopeSpans[]",
  "resourceSpans.scope_spans": "scopeSpans[]",
  "resourceSpans.instrumentationLibrarySpans": "scopeSpans[]",
  "resourceSpans.instrumentation_library_spans": "scopeSpans[]",
  "scopeSpans.spans": "spans[]",
  "resourceLogs.scopeLogs": "scopeLogs[]",
  "resourceLogs.scope_logs": "scopeLogs[]",
  "resourceLogs.instrumentationLibraryLogs": "scopeLogs[]",
  "resourceLogs.logRecords": "logs[]",
  "resourceLogs.log_records": "logs[]",
  "scopeLogs.logRecords": "logs[]",
  "scopeLogs.log_records": "logs[]",
  "resourceMetrics.scopeMetrics": "resourceMetrics[]",
  "resourceMetrics.scope_metrics": "resourceMetrics[]",
  "resourceMetrics.instrumentationLibraryMetrics": "resourceMetrics[]",
  "resourceMetrics.metrics": "metrics[]",
};
const ELEMENTS: Readonly<Partial<Record<Role, Role>>> = {
  document: "document",
  "resourceSpans[]": "resourceSpans",
  "scopeSpans[]": "scopeSpans",
  "resourceLogs[]": "resourceLogs",
  "scopeLogs[]": "scopeLogs",
  "resourceMetrics[]": "resourceMetrics",
};
/** What has a resource, and what has a scope. */
const WITH_RESOURCE: ReadonlySet<Role> = new Set(["document", "resourceSpans", "resourceLogs"]);
const WITH_SCOPE: ReadonlySet<Role> = new Set(["scopeSpans", "scopeLogs"]);
const SCOPE_KEYS = new Set(["scope", "instrumentationLibrary", "instrumentation_library"]);

/** Records, and their characters, that wait for a resource that stands behind them; beyond this they go on without it. */
const MOST_WAITING = 20_000;
const MOST_WAITING_CHARS = 64e6;

interface Waiting {
  readonly kind: "span" | "log";
  readonly literal: Literal;
  readonly scope: { context: ScopeContext };
}

/** Reads OTLP JSON in all its layouts; order of keys does not matter. */
export class OtlpReading extends JsonReading {
  readonly #roles: Role[] = [];
  /** Of each open container: whether a member was understood, and else the first that was not. */
  readonly #members: { understood: boolean; other: string | null }[] = [];
  #resource: ResourceContext | null = null;
  #scope: { context: ScopeContext } | null = null;
  #scopeSeen = false;
  #waiting: Waiting[] = [];
  #waitingChars = 0;

  constructor(sink: RecordSink, maxRecordLength: number) {
    super(sink, maxRecordLength, true);
  }

  enter(key: string | null, depth: number, container: "object" | "array" | "scalar"): Step {
    const role = depth === 0 ? undefined : this.#roles[depth - 1];
    if (role === undefined) {
      this.countDocument(container);
      return this.#open("document", container);
    }
    if (key === null) {
      if (role === "spans[]" || role === "logs[]") return "take";
      if (role === "metrics[]") {
        if (container !== "scalar") this.sink.count("metrics", 1);
        return "skip";
      }
      const element = ELEMENTS[role];
      return element === undefined ? "skip" : this.#open(element, container);
    }
    if (WITH_RESOURCE.has(role) && key === "resource") return "take";
    if (WITH_SCOPE.has(role) && SCOPE_KEYS.has(key)) return "take";
    // A document may itself be a ResourceSpans, a ScopeSpans or their like.
    const next =
      DESCEND[`${role}.${key}`] ??
      (role === "document"
        ? (DESCEND[`resourceSpans.${key}`] ?? DESCEND[`resourceLogs.${key}`] ?? DESCEND[`resourceMetrics.${key}`])
        : undefined);
    const members = this.#members[depth - 1];
    if (members !== undefined) {
      if (next !== undefined) members.understood = true;
      else if (container !== "scalar" || role === "document") members.other ??= key;
    }
    return next === undefined ? "skip" : this.#open(next, container);
  }

  #open(role: Role, container: "object" | "array" | "scalar"): Step {
    if (container === "scalar") return "skip";
    if (WITH_RESOURCE.has(role)) {
      this.#resource = null;
    } else if (WITH_SCOPE.has(role)) {
      this.#scope = { context: NO_SCOPE };
      this.#scopeSeen = false;
    }
    this.#roles.push(role);
    this.#members.push({ understood: false, other: null });
    return "descend";
  }

  take(key: string | null, _depth: number, literal: Literal): void {
    if (key === null) {
      // Spans alone are so many and so long that it counts how they are read.
      if (this.#roles.at(-1) === "logs[]") this.#record(asText(literal), "log");
      else this.#record(literal, "span");
    } else if (key === "resource") {
      this.#resource = this.sink.resource(asText(literal));
    } else if (this.#scope !== null) {
      this.#scope.context = this.sink.scope(asText(literal));
      this.#scopeSeen = true;
    }
  }

  #record(literal: Literal, kind: Waiting["kind"]): void {
    const scope = this.#scope ?? { context: NO_SCOPE };
    if (this.#resource !== null && this.#scopeSeen) {
      giveRecord(this.sink, kind, literal, this.#resource, scope.context);
      return;
    }
    this.#waiting.push({ kind, literal, scope });
    this.#waitingChars += literal.end - literal.start;
    if (this.#waiting.length > MOST_WAITING || this.#waitingChars > MOST_WAITING_CHARS) this.#flush();
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingChars = 0;
    for (const { kind, literal, scope } of waiting) {
      giveRecord(this.sink, kind, literal, this.#resource ?? NO_RESOURCE, scope.context);
    }
  }

  leave(depth: number): void {
    const role = this.#roles[depth];
    this.#roles.length = depth;
    const members = this.#members[depth];
    this.#members.length = depth;
    if (role === undefined) return;
    // Not passed over without a word: it may be a request whose name was damaged.
    if (members?.understood === false && members.other !== null) this.#rejectMember(members.other);
    if (WITH_SCOPE.has(role)) {
      if (this.#resource !== null) this.#flush();
      this.#scope = null;
    } else if (WITH_RESOURCE.has(role)) {
      this.#flush();
      this.#resource = null;
    }
  }

  #rejectMember(key: string): void {
    const reason = `An object holds "${key.slice(0, 40)}", and neither spans, logs nor metrics.`;
    this.sink.reject({ code: "NO_RECORDS", reason, line: null, byteOffset: null, excerpt: `{"${key}"` });
  }

  broken(problem: WalkProblem): void {
    this.sink.reject(problem);
  }
}
