import type { IncidentFields, ItemBody } from "../../../shared/model/incident.js";
import type { Figure } from "./report.js";
import { type Clock, cost, count, counted, duration } from "./words.js";

type Search = Extract<ItemBody, { type: "search" }>;

/**
 * The figures under the summary. The first search among the evidence says how much is affected; where there is none, the pieces of
 * evidence themselves are counted. The period is the incident's, else that of the evidence.
 */
export class FigureCount {
  readonly #traces = new Set<string>();
  readonly #failed = new Set<string>();
  #search: { readonly body: Search; readonly item: number } | null = null;
  #items = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;

  add(body: ItemBody): void {
    this.#items += 1;
    if (body.type === "search") this.#search ??= { body, item: this.#items };
    if ("traceId" in body && body.traceId !== null) this.#traces.add(body.traceId);
    if (body.type === "span") {
      if (body.status === "error") this.#failed.add(`${body.traceId}/${body.spanId}`);
      this.#cover(body.startMs, body.durationMs);
    } else if (body.type === "trace") this.#cover(body.startMs, body.durationMs);
    else if (body.type === "comparison") {
      for (const run of [body.left, body.right]) {
        this.#traces.add(run.traceId);
        this.#cover(run.startMs, run.durationMs);
      }
    }
  }

  #cover(startMs: number | null, durationMs: number | null): void {
    if (startMs === null) return;
    this.#firstMs = Math.min(this.#firstMs, startMs);
    this.#lastMs = Math.max(this.#lastMs, startMs + (durationMs ?? 0));
  }

  figures({ startMs, endMs }: IncidentFields, allTraces: number, clock: Clock): Figure[] {
    return [this.#period(startMs, endMs, clock), ...this.#amounts(allTraces)];
  }

  #period(startMs: number | null, endMs: number | null, clock: Clock): Figure {
    const [from, to] = [startMs ?? this.#firstMs, endMs ?? this.#lastMs];
    const isKnown = Number.isFinite(from) && Number.isFinite(to) && to >= from;
    const isOpen = startMs !== null && endMs === null;
    if (isOpen) return figure("Since", clock.dayAndMinute(startMs), null);
    if (!isKnown) return figure("Period", "not said", null);
    return figure("Period", clock.period(from, to), startMs === null ? "of the evidence" : duration(to - from));
  }

  #amounts(allTraces: number): Figure[] {
    if (this.#search === null) {
      return [
        figure("Traces in evidence", count(this.#traces.size), allTraces > 0 ? `of ${count(allTraces)}` : null),
        figure("Failed spans in evidence", count(this.#failed.size), null, this.#failed.size > 0),
      ];
    }
    const { body, item } = this.#search;
    const found = `item ${item}`;
    return [
      figure("Traces", count(body.traces), allTraces >= body.traces ? `of ${count(allTraces)}, ${found}` : found),
      figure("Failed spans", count(body.errors), `of ${counted(body.spans, "span")}`, body.errors > 0),
      ...(body.costUsd > 0 ? [figure("Cost", cost(body.costUsd), found)] : []),
    ];
  }
}

function figure(name: string, value: string, detail: string | null, isError = false): Figure {
  return { name, value, detail, isError };
}
