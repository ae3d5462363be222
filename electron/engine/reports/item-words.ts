import type { BodyOf, Excerpt, ItemBody, RunFigures } from "../../../shared/model/incident.js";
import { type Judgement, JUDGEMENTS } from "../../../shared/model/own-annotation.js";
import type { Remark, ReportItem } from "./report.js";
import { type Clock, cost, count, counted, duration, score } from "./words.js";

/** What every format says of an item in the same words. Nothing here is escaped. */

const UNITS = { spans: "span", traces: "trace", conversations: "conversation" } as const;

/** `researcher, search, 1.20 s, trace 7f3a9c2e at 6.34 s, 20 November 2026, 14:32:13.758`. */
export function whoOfSpan(body: BodyOf<"span">, clock: Clock): string[] {
  return [
    body.agent === null ? body.name : `${body.agent}, ${body.name}`,
    ...(body.model === null || body.model === body.name ? [] : [body.model]),
    ...(body.durationMs === null ? [] : [duration(body.durationMs)]),
    `${shortTrace(body.traceId)}${body.offsetMs === null ? "" : ` at ${duration(body.offsetMs)}`}`,
    ...(body.startMs === null ? [] : [clock.dayAndTime(body.startMs)]),
  ];
}

export function whoOfTrace(body: BodyOf<"trace">, clock: Clock): string[] {
  return [shortTrace(body.traceId), ...(body.startMs === null ? [] : [clock.dayAndTime(body.startMs)])];
}

/** `trace 7f3a9c2e`. */
export function shortTrace(traceId: string): string {
  return `trace ${/^[0-9a-f]{32}$/.test(traceId) ? traceId.slice(0, 8) : traceId}`;
}

/** `tool result, search`. */
export function partOf(excerpt: Excerpt): string {
  return excerpt.speaker === null ? excerpt.part : `${excerpt.part}, ${excerpt.speaker}`;
}

/** How much there is in all; null where the whole is there. */
export function cutOf(excerpt: Excerpt): string | null {
  return excerpt.length > excerpt.text.length ? `${count(excerpt.length)} characters in all` : null;
}

/** `318 traces with 4,106 spans, 512 of them failed`. */
export function resultOf(body: BodyOf<"search">): string {
  const spans = counted(body.spans, "span");
  const failed = body.errors === 0 ? "none failed" : `${count(body.errors)} failed`;
  if (body.in === "spans") return `${spans} in ${counted(body.traces, "trace")}, ${failed}`;
  const rows = counted(body.total, UNITS[body.in]);
  const runs = body.in === "traces" ? "" : ` of ${counted(body.traces, "trace")}`;
  return `${rows}${runs} with ${spans}, ${failed}`;
}

/** `Spans every 6 h, failed ones in red`. */
export function histogramWords(body: BodyOf<"search">): string {
  const { stepMs } = body.histogram;
  const step =
    stepMs === 3_600_000
      ? "an hour"
      : stepMs === 86_400_000
        ? "a day"
        : `every ${duration(stepMs).replace(/\u00a000\u00a0s$/, "")}`;
  return `${body.in === "traces" ? "Traces" : body.in === "spans" ? "Spans" : "Conversations"} ${step}, failed ones in red`;
}

/** Name and value of what is known of a run. */
export function runRows(run: RunFigures, clock: Clock): [string, string][] {
  return [
    ["Started", run.startMs === null ? "–" : clock.dayAndTime(run.startMs)],
    ["Duration", run.durationMs === null ? "–" : duration(run.durationMs)],
    ["Spans", count(run.spans)],
    ["Failed spans", count(run.errors)],
    ["Tokens", run.tokens === null ? "–" : count(run.tokens)],
    ["Cost", run.costUsd === null ? "–" : cost(run.costUsd)],
  ];
}

/** `24.62 s, 34 spans, 3 failed, 18,400 tokens, $0.1137`. */
export function runWords(run: RunFigures): string {
  return [
    ...(run.durationMs === null ? [] : [duration(run.durationMs)]),
    counted(run.spans, "span"),
    run.errors === 0 ? "none failed" : `${count(run.errors)} failed`,
    ...(run.tokens === null ? [] : [counted(run.tokens, "token")]),
    ...(run.costUsd === null ? [] : [cost(run.costUsd)]),
  ].join(", ");
}

/** `12 documents from policy_index in 340 ms`. */
export function retrievalWords(body: BodyOf<"retrieval">): string {
  const from = body.knowledge === null ? "" : ` from ${body.knowledge}`;
  const time = body.durationMs === null ? "" : ` in ${duration(body.durationMs)}`;
  const shown = body.documents.length < body.documentCount ? `, the first ${count(body.documents.length)} below` : "";
  return `${counted(body.documentCount, "document")}${from}${time}${shown}`;
}

/** `cited`, `kept`, `dropped`; empty where it is not known. */
export function fateOf(document: BodyOf<"retrieval">["documents"][number]): string {
  if (document.cited === true) return "cited";
  if (document.kept === null) return document.cited === false ? "not cited" : "";
  return document.kept ? "kept" : "dropped";
}

/** `14 steps are the same, 3 changed, 2 only on the right, 1 only on the left`. */
export function differenceOf(body: BodyOf<"comparison">): string {
  const same = `${counted(body.same, "step is", "steps are")} the same`;
  return `${same}, ${count(body.changed)} changed, ${count(body.removed)} only left, ${count(body.added)} only right`;
}

/** `Label timeout`, `Score helpfulness 0.2`, `Judgement wrong`: what a remark says beside its text. */
export function remarkWords(remark: Remark): string {
  const kind = remark.kind.charAt(0).toUpperCase() + remark.kind.slice(1);
  const about =
    remark.quote === null
      ? []
      : [`on “${remark.quote.length > 200 ? `${remark.quote.slice(0, 200)}…` : remark.quote}”`];
  const judged = remark.kind === "judgement" && remark.name !== null && remark.name in JUDGEMENTS;
  if (judged) return [kind, JUDGEMENTS[remark.name as Judgement][remark.score === 1 ? 1 : 0], ...about].join(" ");
  const value = [remark.label, remark.score === null ? null : score(remark.score)].filter((part) => part !== null);
  return [
    kind,
    ...(remark.name === null || remark.name === remark.label ? [] : [remark.name]),
    ...value,
    ...about,
  ].join(" ");
}

/** `by Anna, 20 November 2026, 14:32`; where a file gave it, from what. */
export function remarkBy(remark: Remark, clock: Clock): string {
  return [
    ...(remark.by === null || remark.by === "" ? [] : [`by ${remark.by}`]),
    ...(remark.origin === "user" ? [] : [`from ${remark.origin}`]),
    ...(remark.atMs === null ? [] : [clock.dayAndMinute(remark.atMs)]),
  ].join(", ");
}

/** The figure that an item is shown as, where it is one. */
export function isFigure(body: ItemBody): boolean {
  return body.type === "picture" || (body.type === "search" && body.histogram.counts.length > 0);
}

/** What of an item is Markdown. */
export function markdownOf({ caption, body, remarks }: ReportItem): string[] {
  return [caption, ...(body.type === "note" ? [body.text] : []), ...remarks.flatMap(({ text }) => text ?? [])];
}
