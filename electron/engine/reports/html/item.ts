import { familyOf } from "../../../../shared/model/kind.js";
import type { BodyOf, Excerpt, ItemBody, RunFigures } from "../../../../shared/model/incident.js";
import {
  cutOf,
  differenceOf,
  fateOf,
  histogramWords,
  isFigure,
  partOf,
  remarkBy,
  remarkWords,
  resultOf,
  retrievalWords,
  runRows,
  runWords,
  shortTrace,
  whoOfSpan,
  whoOfTrace,
} from "../item-words.js";
import { plainText } from "../markdown-text.js";
import { svgTree } from "../pictures.js";
import type { Remark, ReportItem } from "../report.js";
import { type Clock, score } from "../words.js";
import { histogramEnds, histogramSvg } from "./histogram.js";
import { iconOf, runIcon } from "./icons.js";
import { pictureSvg } from "./picture.js";
import { escapeHtml, type HtmlText } from "./text.js";

/** An excerpt of more lines than fit on half a page may be cut by the end of one. */
const SHORT_CHARACTERS = 1500;

/** Writes items as HTML. One a report: it counts the figures. */
export class ItemHtml {
  readonly #text: HtmlText;
  readonly #clock: Clock;
  readonly #isLong: boolean;
  #figures = 0;

  constructor(text: HtmlText, clock: Clock, items: number) {
    this.#text = text;
    this.#clock = clock;
    this.#isLong = items > 99;
  }

  item(item: ReportItem, number: number): string {
    const { body } = item;
    const isShown = isFigure(body);
    const caption =
      item.caption === "" || isShown ? "" : `<div class="md caption">${this.#text.markdown(item.caption)}</div>`;
    const shown = isShown ? this.#figure(body, item, number) : this.#body(body, item);
    return `<section class="item${this.#isLong ? " wide" : ""}" id="item-${number}"><h3><span class="n">${number}</span> ${this.#text.plain(item.heading)}</h3>
${caption}${shown}${this.#remarks(item.remarks)}</section>
`;
  }

  #body(body: ItemBody, item: ReportItem): string {
    switch (body.type) {
      case "span":
        return this.#span(body, item);
      case "trace":
        return this.#trace(body, item);
      case "retrieval":
        return this.#retrieval(body, item);
      case "comparison":
        return this.#comparison(body, item);
      case "note":
        return `<div class="md">${this.#text.markdown(body.text)}</div>`;
      case "search":
        return `<p>${this.#found(body, item)}</p>`;
      case "picture":
        return this.#picture(body, item, 0);
    }
  }

  #span(body: BodyOf<"span">, item: ReportItem): string {
    const icon = iconOf(body.kind, familyOf(body.kind), body.status === "error");
    const who = this.#who(icon, whoOfSpan(body, this.#clock), item);
    const error = body.error === null ? "" : `<p class="said err" dir="auto">${this.#text.plain(body.error)}</p>`;
    return this.#quote(who, body.excerpts, error);
  }

  #trace(body: BodyOf<"trace">, item: ReportItem): string {
    const agents =
      body.agents.length === 0 ? "" : `<p class="part">Agents: ${this.#text.plain(body.agents.join(", "))}</p>`;
    const words = `<p class="part">${this.#text.plain(runWords(body))}</p>`;
    return this.#quote(this.#who(runIcon(), whoOfTrace(body, this.#clock), item), body.excerpts, `${agents}${words}`);
  }

  #quote(who: string, excerpts: readonly Excerpt[], rest: string): string {
    const said = excerpts.map((excerpt) => {
      const cut = cutOf(excerpt);
      const more = cut === null ? "" : `<p class="more">${this.#text.plain(cut)}</p>`;
      return `<p class="part">${this.#text.plain(partOf(excerpt))}</p>${this.#text.said(excerpt.text)}${more}`;
    });
    const length = excerpts.reduce((sum, { text }) => sum + text.length, 0);
    return `<div class="quote${length < SHORT_CHARACTERS ? " short" : ""}">${who}${said.join("")}${rest}</div>`;
  }

  #who(icon: string, words: readonly string[], item: ReportItem): string {
    return `<p class="who">${icon}<span>${words.map((part) => this.#linked(part, item)).join(", ")}</span></p>`;
  }

  /** The word that names the trace leads there. */
  #linked(part: string, item: ReportItem): string {
    const isTrace = part.startsWith("trace ");
    return isTrace ? this.#link(this.#text.plain(part), item.link) : this.#text.plain(part);
  }

  #link(html: string, link: string | null): string {
    return link === null ? html : `<a href="${escapeHtml(link)}">${html}</a>`;
  }

  #figure(body: ItemBody, item: ReportItem, number: number): string {
    this.#figures += 1;
    const own = item.caption === "" ? "" : `<span class="md">${this.#text.markdown(item.caption)}</span> `;
    const name = `<b>Figure ${this.#figures}.</b> ${own}`;
    if (body.type === "search") {
      const ends = histogramEnds(body.histogram, this.#clock).map((end) => `<span>${escapeHtml(end)}</span>`);
      const svg = histogramSvg(body.histogram, escapeHtml(histogramWords(body)));
      return `<figure>${svg}<div class="axis">${ends.join("")}</div><figcaption>${name}${this.#text.plain(histogramWords(body))}. ${this.#found(body, item)}</figcaption></figure>`;
    }
    const place = item.link === null ? "" : ` ${this.#link("Open it in the workspace", item.link)}.`;
    return `<figure>${body.type === "picture" ? this.#picture(body, item, number) : ""}<figcaption>${name}${place}</figcaption></figure>`;
  }

  #picture(body: BodyOf<"picture">, item: ReportItem, number: number): string {
    const drawing = svgTree(body.svg);
    if (drawing === null) return '<p class="t3">This picture could not be read.</p>';
    const label = escapeHtml(`${item.heading}. ${plainText(item.caption)}`);
    const { markup, isThemed } = pictureSvg(drawing, number, label.replaceAll("&#39;", "'"));
    return `<div class="picture${isThemed ? "" : " paper"}" role="group" aria-label="Picture" tabindex="0">${markup}</div>`;
  }

  /** What a search found, with what, and when. */
  #found(body: BodyOf<"search">, item: ReportItem): string {
    const query = body.query === "" ? "everything" : `<code>${this.#text.plain(body.query)}</code>`;
    const counted = `counted ${escapeHtml(this.#clock.dayAndMinute(body.countedAtMs))}`;
    return `${this.#text.plain(resultOf(body))}. Found with ${this.#link(query, item.link)}, ${counted}.`;
  }

  #retrieval(body: BodyOf<"retrieval">, item: ReportItem): string {
    const who = [
      body.name,
      shortTrace(body.traceId),
      ...(body.startMs === null ? [] : [this.#clock.dayAndTime(body.startMs)]),
    ];
    const rows = body.documents.map(
      (
        document,
      ) => `<tr><td class="r">${document.rank}</td><td class="name">${this.#text.plain(document.title)}<small dir="auto">${this.#text.plain(document.text)}</small></td>
<td class="r">${document.score === null ? "" : score(document.score)}</td><td class="w">${fateOf(document)}</td></tr>`,
    );
    const head = `<tr><th class="r">Rank</th><th>Document</th><th class="r">${body.scoreKind === null ? "Score" : this.#text.plain(body.scoreKind)}</th><th>Fate</th></tr>`;
    return `<div class="quote short">${this.#who(iconOf("retriever", "retriever", false), who, item)}${this.#text.said(body.query)}<p class="more">${this.#text.plain(retrievalWords(body))}</p></div>
<div class="scroll" role="group" aria-label="Table" tabindex="0"><table><thead>${head}</thead><tbody>${rows.join("")}</tbody></table></div>`;
  }

  #comparison(body: BodyOf<"comparison">, item: ReportItem): string {
    const head = (run: RunFigures): string =>
      `<th>${this.#text.plain(run.title)}<br>${this.#text.plain(shortTrace(run.traceId))}</th>`;
    const right = runRows(body.right, this.#clock);
    const rows = runRows(body.left, this.#clock).map(
      ([name, value], index) =>
        `<tr><td class="t3 w">${name}</td><td class="name">${escapeHtml(value)}</td><td class="name">${escapeHtml(right[index]?.[1] ?? "")}</td></tr>`,
    );
    const { divergence } = body;
    const parts =
      divergence === null
        ? ""
        : `<p>They part at ${[divergence.left, divergence.right].map((step) => (step === null ? "no step" : `<b>${this.#text.plain(step)}</b>`)).join(" (left) and ")} (right).</p>`;
    return `<div class="scroll" role="group" aria-label="Table" tabindex="0"><table><thead><tr><td></td>${head(body.left)}${head(body.right)}</tr></thead><tbody>${rows.join("")}</tbody></table></div>
<p class="caption">${this.#link(this.#text.plain(differenceOf(body)), item.link)}.</p>${parts}`;
  }

  #remarks(remarks: readonly Remark[]): string {
    if (remarks.length === 0) return "";
    const rows = remarks.map((remark) => {
      const by = remarkBy(remark, this.#clock);
      const text =
        remark.text === null || remark.text === ""
          ? ""
          : `: <span class="md">${this.#text.markdown(remark.text)}</span>`;
      return `<li>${this.#text.plain(remarkWords(remark))}${text} ${by === "" ? "" : `<span class="by">${this.#text.plain(by)}</span>`}</li>`;
    });
    return `<ul class="remarks" aria-label="Said of it">${rows.join("")}</ul>`;
  }
}
