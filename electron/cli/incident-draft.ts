import type { OutputOf } from "../../shared/contract/procedure.js";
import type { draftContract } from "../../shared/contract/incidents.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";
import { table } from "./terminal-text.js";

type Figure = OutputOf<(typeof draftContract)["incident.draft"]>["figures"][number];

/** `skein incident draft 'QUERY'`: `{startMs, endMs, figures, events}`: what could be told of what a query selects. */
export function draftIncident(query: string, options: CommonOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const zoneOffsetMinutes = -new Date().getTimezoneOffset();
    const draft = await client.call("incident.draft", { query, zoneOffsetMinutes }, signal);
    output.answer(draft, () =>
      [
        table(
          ["figure", "value", "in", "search"],
          draft.figures.map((figure) => [figure.name, written(figure), figure.in, figure.query]),
        ),
        table(
          ["when", "what", "trace", "span"],
          draft.events.map((event) => [new Date(event.atMs).toISOString(), event.text, event.traceId, event.spanId]),
        ),
      ].join("\n\n"),
    );
    return 0;
  });
}

function written({ value, unit }: Figure): string {
  if (value === null) return "";
  switch (unit) {
    case "time":
      return new Date(value).toISOString();
    case "share":
      return `${(value * 100).toFixed(1)} %`;
    case "usd":
      return `$${value.toFixed(4)}`;
    case "durationMs":
      return `${value.toFixed(1)} ms`;
    case "count":
      return String(value);
  }
}
