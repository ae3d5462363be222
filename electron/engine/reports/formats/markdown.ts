import { createHash } from "node:crypto";
import { severityCode } from "../../../../shared/model/incident.js";
import type { Redacted } from "../../../../shared/model/redaction.js";
import { inStretches } from "../../handlers/in-stretches.js";
import { redactionWords, ruleRows, severityWords, writtenWords } from "../about-words.js";
import { histogramFile } from "../html/histogram.js";
import { pictureFile } from "../html/picture.js";
import { histogramWords, isFigure, markdownOf } from "../item-words.js";
import { incidentLink } from "../links.js";
import { ItemMarkdown } from "../markdown/item.js";
import { asTextLine, cell } from "../markdown/text.js";
import { safeMarkdown } from "../markdown-text.js";
import { svgTree } from "../pictures.js";
import type { PenContext, ReportFormatter, ReportHead, ReportItem, ReportPen } from "../report.js";
import { Clock, count } from "../words.js";

/** Markdown, with the pictures as files beside it. */
export const markdown: ReportFormatter = (context) => new MarkdownPen(context);

class MarkdownPen implements ReportPen {
  readonly #context: PenContext;
  #head: ReportHead | null = null;
  #figures = 0;

  constructor(context: PenContext) {
    this.#context = context;
  }

  async head(head: ReportHead): Promise<void> {
    this.#head = head;
    const { incident } = head;
    const clock = new Clock(head.zoneOffsetMinutes);
    const severity = severityWords(severityCode(incident.severity), incident.severity);
    const about = [severity, incident.status, ...(incident.owner === "" ? [] : [incident.owner])];
    const figures = head.figures.map(
      ({ name, value, detail }) => `- ${name}: **${value}**${detail === null ? "" : ` (${detail})`}`,
    );
    const summary = await this.#safe(incident.summary);
    await this.#context.out.write(`# ${asTextLine(incident.title)}

Incident report, ${clock.day(head.writtenAtMs)}. ${about.map((part) => asTextLine(part)).join(", ")}.

${summary === "" ? "" : `${summary}\n\n`}${figures.join("\n")}

## Evidence
${head.items === 0 ? "\nNo evidence was added.\n" : ""}`);
  }

  async item(item: ReportItem, number: number): Promise<void> {
    const head = this.#head;
    if (head === null) return;
    const figure = await this.#figure(item);
    const texts = new Map<string, string>();
    for (const text of markdownOf(item)) texts.set(text, await this.#safe(text));
    const writer = new ItemMarkdown(new Clock(head.zoneOffsetMinutes), (text) => texts.get(text) ?? "");
    await this.#context.out.write(`\n### ${number}. ${asTextLine(item.heading)}\n\n${figure}${writer.item(item)}`);
  }

  #safe(text: string): Promise<string> {
    return inStretches(safeMarkdown(text.trim()), this.#context.signal);
  }

  /** The picture's file, and the line that shows it. */
  async #figure(item: ReportItem): Promise<string> {
    const { body } = item;
    if (!isFigure(body)) return "";
    this.#figures += 1;
    const drawing = body.type === "picture" ? svgTree(body.svg) : null;
    const file =
      body.type === "search"
        ? histogramFile(body.histogram, histogramWords(body))
        : drawing === null
          ? null
          : pictureFile(drawing);
    if (file === null) return "This picture could not be read.\n\n";
    // A report of the same name that is there keeps its own pictures until this one is whole.
    const hash = createHash("sha256").update(file).digest("hex").slice(0, 8);
    const path = await this.#context.out.beside(`figure-${this.#figures}-${hash}.svg`, file);
    return `![Figure ${this.#figures}](${path})\n\n**Figure ${this.#figures}.** `;
  }

  end(redacted: Redacted | null): string {
    const head = this.#head;
    if (head === null) return "";
    const rules = redacted === null ? [] : ruleRows(redacted);
    const table = rules.map(({ what, places, things, mark }) => `| ${what} | ${places} | ${things} | ${mark} |`);
    const sources = head.sources.map(
      ({ name, format, spans, sha256 }) => `| ${cell(name)} | ${cell(format)} | ${count(spans)} | ${sha256} |`,
    );
    const parts = [
      "\n## About this report\n",
      `${redactionWords(redacted).join(" ")}\n`,
      ...(table.length === 0
        ? []
        : ["| Taken out | Places | Different ones | Stands here as |\n| --- | ---: | ---: | --- |", ...table, ""]),
      ...(sources.length === 0
        ? []
        : ["| Source | Format | Spans | SHA-256 |\n| --- | --- | ---: | --- |", ...sources, ""]),
      `${asTextLine(writtenWords(head, new Clock(head.zoneOffsetMinutes)))} Incident: <${incidentLink(head.workspace.id, head.id)}>`,
      "",
    ];
    return parts.join("\n");
  }
}
