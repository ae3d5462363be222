import type { draftContract } from "../../../../shared/contract/incidents.js";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import {
  formatCost,
  formatDuration,
  formatNumber,
  formatShare,
  formatShortDateTime,
  type Zone,
} from "../../../lib/format.js";

export type Draft = OutputOf<(typeof draftContract)["incident.draft"]>;
export type DraftFigure = Draft["figures"][number];
export type DraftEvent = Draft["events"][number];

/** A figure in its unit. */
export function figureWords({ value, unit }: Pick<DraftFigure, "value" | "unit">, zone: Zone): string {
  if (value === null) return "–";
  switch (unit) {
    case "count":
      return formatNumber(value);
    case "share":
      return formatShare(value);
    case "time":
      return formatShortDateTime(value, zone);
    case "usd":
      return formatCost(value);
    case "durationMs":
      return formatDuration(value * 1e6);
  }
}

/** Words of the data as they stand, whatever signs of Markdown they hold. */
function plain(words: string): string {
  return words.replaceAll(/\s+/gu, " ").replaceAll(/[\\`*_[\]<>~|#]/gu, (sign) => `\\${sign}`);
}

/** A search as code, whatever it holds. */
function code(query: string): string {
  const fence = query.includes("`") ? "``" : "`";
  return `${fence}${query.includes("`") ? ` ${query} ` : query}${fence}`;
}

/** Figures and events as Markdown: each figure with the search that gives it, events in order of time. */
export function draftMarkdown(figures: readonly DraftFigure[], events: readonly DraftEvent[], zone: Zone): string {
  const parts: string[] = [];
  if (figures.length > 0)
    parts.push(
      figures
        .map((figure) => {
          const search = figure.query === "" ? "" : ` (${code(figure.query)})`;
          return `- ${plain(figure.name)}: **${plain(figureWords(figure, zone))}**${search}`;
        })
        .join("\n"),
    );
  if (events.length > 0)
    parts.push(
      "What happened:",
      events.map(({ atMs, text }) => `- ${formatShortDateTime(atMs, zone)}: ${plain(text)}`).join("\n"),
    );
  return parts.join("\n\n");
}

/** A summary with more after it. */
export function withDraft(summary: string, draft: string): string {
  return summary.trim() === "" ? draft : `${summary.trim()}\n\n${draft}`;
}
