import { createHash } from "node:crypto";
import { severityCode } from "../../../../shared/model/incident.js";
import type { Redacted } from "../../../../shared/model/redaction.js";
import { redactionWords, ruleRows, severityWords, shortHash, writtenWords } from "../about-words.js";
import { iconSymbols } from "../html/icons.js";
import { ItemHtml } from "../html/item.js";
import { STYLE } from "../html/style.js";
import { escapeHtml, HtmlText } from "../html/text.js";
import { markdownOf } from "../item-words.js";
import { incidentLink } from "../links.js";
import type { PenContext, ReportFormatter, ReportHead, ReportPen } from "../report.js";
import { Clock, count } from "../words.js";

/** The page's own style and nothing else: no script, no other style, no address that is asked. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** One HTML file that holds all it shows: it runs nothing and loads nothing, prints on A4, and follows the theme of its reader. */
export const html: ReportFormatter = (context) => new HtmlPen(context);

class HtmlPen implements ReportPen {
  readonly #context: PenContext;
  readonly #text: HtmlText;
  #head: ReportHead | null = null;
  #items: ItemHtml | null = null;

  constructor(context: PenContext) {
    this.#context = context;
    this.#text = new HtmlText(context.isRedacted);
  }

  async head(head: ReportHead): Promise<void> {
    this.#head = head;
    const clock = new Clock(head.zoneOffsetMinutes);
    this.#items = new ItemHtml(this.#text, clock, head.items);
    const { incident } = head;
    await this.#text.prepare([incident.summary], this.#context.signal);
    const severity = severityWords(severityCode(incident.severity), incident.severity);
    const owner = incident.owner === "" ? "" : `<span>${this.#text.plain(incident.owner)}</span>`;
    const figures = head.figures.map(
      ({ name, value, detail, isError }) =>
        `<div><dt>${escapeHtml(name)}</dt><dd${isError ? ' class="err"' : ""}>${escapeHtml(value)}${detail === null ? "" : `<small>${escapeHtml(detail)}</small>`}</dd></div>`,
    );
    const evidence = head.items === 0 ? '<p class="t3">No evidence was added.</p>' : "";
    await this.#context.out.write(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Skein ${escapeHtml(head.version)}">
<title>Incident report: ${escapeHtml(incident.title)}</title>
<style>${STYLE}</style>
</head>
<body>
${iconSymbols()}
<main class="sheet">
<header>
<div class="kick"><span>Incident report</span><span>${escapeHtml(clock.day(head.writtenAtMs))}</span><span class="gap"></span>${owner}<span>${escapeHtml(severity)}</span><span>${escapeHtml(capital(incident.status))}</span></div>
<h1>${this.#text.plain(incident.title)}</h1>
${incident.summary === "" ? "" : `<div class="md">${this.#text.markdown(incident.summary)}</div>`}
<dl class="fx">${figures.join("")}</dl>
</header>
<h2>Evidence</h2>
${evidence}`);
  }

  async item(...[item, number]: Parameters<ReportPen["item"]>): Promise<void> {
    await this.#text.prepare(markdownOf(item), this.#context.signal);
    await this.#context.out.write(this.#items?.item(item, number) ?? "");
  }

  end(redacted: Redacted | null): string {
    const head = this.#head;
    if (head === null) return "";
    const clock = new Clock(head.zoneOffsetMinutes);
    const link = escapeHtml(incidentLink(head.workspace.id, head.id));
    return `<h2 id="about">About this report</h2>
<p>${this.#text.plain(redactionWords(redacted).join(" "))}</p>
${redacted === null || redacted.counts.length === 0 ? "" : rules(redacted, this.#text)}
${sources(head, this.#text)}
<footer class="foot">${this.#text.plain(writtenWords(head, clock))} <a href="${link}">Open the incident in the workspace</a>. This file holds no script and loads nothing from a network.</footer>
</main>
</body>
</html>
`;
  }
}

function rules(redacted: Redacted, text: HtmlText): string {
  const rows = ruleRows(redacted).map(
    ({ what, places, things, mark }) =>
      `<tr><td>${escapeHtml(what)}</td><td class="r">${places}</td><td class="r">${things}</td><td>${text.plain(mark)}</td></tr>`,
  );
  return `<div class="scroll" role="group" aria-label="Table" tabindex="0"><table><thead><tr><th>Taken out</th><th class="r">Places</th><th class="r">Different ones</th><th>Stands here as</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function sources(head: ReportHead, text: HtmlText): string {
  if (head.sources.length === 0) return '<p class="t3">The workspace holds no sources.</p>';
  const rows = head.sources.map(
    (source) =>
      `<tr><td>${text.plain(source.name)}</td><td>${escapeHtml(source.format)}</td><td class="r">${count(source.spans)}</td><td class="code" title="${escapeHtml(source.sha256)}">${escapeHtml(shortHash(source.sha256))}</td></tr>`,
  );
  return `<div class="scroll" role="group" aria-label="Table" tabindex="0"><table><thead><tr><th>Source</th><th>Format</th><th class="r">Spans</th><th>SHA-256</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
