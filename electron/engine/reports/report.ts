import type { IncidentFields, IncidentItem } from "../../../shared/model/incident.js";
import type { Redacted } from "../../../shared/model/redaction.js";

/** What was said of the span or trace that an item is about, beyond the item itself. */
export interface Remark {
  /** `note`, `label`, `score`, `judgement`, `evaluation`. */
  readonly kind: string;
  readonly name: string | null;
  readonly label: string | null;
  readonly score: number | null;
  /** A note's Markdown, or why something was judged so. */
  readonly text: string | null;
  /** The words that it is about, where it is not about the whole. */
  readonly quote: string | null;
  readonly by: string | null;
  readonly atMs: number | null;
  /** `user`, or the format that gave it. */
  readonly origin: string;
}

export interface ReportItem extends IncidentItem {
  readonly addedAtMs: number | null;
  /** Where it is in the workspace; null where nothing there stands for it, or where the address holds what must not leave. */
  readonly link: string | null;
  readonly remarks: readonly Remark[];
}

/** A file that the workspace was made of. */
export interface ReportSource {
  readonly name: string;
  readonly format: string;
  readonly spans: number;
  readonly sha256: string;
}

/** A figure of the incident, in words: "Failed spans", "4,106", "of 33,118". */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly detail: string | null;
  readonly isError: boolean;
}

export interface ReportHead {
  readonly id: string;
  readonly incident: IncidentFields;
  readonly createdAtMs: number;
  readonly changedAtMs: number;
  /** How many items follow. */
  readonly items: number;
  readonly figures: readonly Figure[];
  readonly sources: readonly ReportSource[];
  readonly workspace: { readonly id: string; readonly name: string };
  readonly writtenAtMs: number;
  readonly zoneOffsetMinutes: number;
  readonly version: string;
}

/** A report: its head, and its items one at a time. */
export interface Report {
  readonly head: ReportHead;
  readonly items: () => AsyncIterable<ReportItem>;
}

/** Where a format puts what it makes. Resolves when there is room for more. */
export interface ReportOut {
  write(text: string): Promise<void>;
  /** A file beside the report, by its name within the folder of pictures; gives the path that leads to it from the report. */
  beside(name: string, text: string): Promise<string>;
}

/** Writes one report in one format: the head, each item, and what is said about the report at its end. */
export interface ReportPen {
  head(head: ReportHead): Promise<void>;
  item(item: ReportItem, number: number): Promise<void>;
  /** What stands between the items and the end. */
  rest?(): Promise<void>;
  /** The end. `redacted` is null where nothing was asked for. Called again where the look through what was written found more. */
  end(redacted: Redacted | null): string;
}

export interface PenContext {
  readonly out: ReportOut;
  /** Names that took the place of something are marked. */
  readonly isRedacted: boolean;
  readonly signal: AbortSignal;
  /** Whole traces by id, as lines of OTLP, without what must not leave. */
  readonly evidence: (traceIds: readonly string[]) => AsyncIterable<string>;
}
export type ReportFormatter = (context: PenContext) => ReportPen;
