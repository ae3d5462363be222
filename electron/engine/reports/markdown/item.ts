import type { BodyOf, Excerpt } from "../../../../shared/model/incident.js";
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
import type { ReportItem } from "../report.js";
import { type Clock, score } from "../words.js";
import { asTextLine, cell, fenced, inlineCode } from "./text.js";

/** Writes what an item says as Markdown; its picture is a file, and stands before it. */
export class ItemMarkdown {
  readonly #clock: Clock;
  readonly #safe: (markdown: string) => string;

  /** @param safe Gives Markdown of somebody's without what other programs could run. */
  constructor(clock: Clock, safe: (markdown: string) => string) {
    this.#clock = clock;
    this.#safe = safe;
  }

  item(item: ReportItem): string {
    const caption = item.caption.trim() === "" ? "" : `${this.#safe(item.caption)}\n\n`;
    const link = item.link === null ? "" : `[Open in the workspace](<${item.link}>)\n`;
    return `${caption}${this.#body(item)}${this.#remarks(item)}${link}`;
  }

  #body(item: ReportItem): string {
    const { body } = item;
    switch (body.type) {
      case "span": {
        const error = body.error === null ? "" : `Error:\n\n${fenced(body.error)}\n`;
        return `${asTextLine(whoOfSpan(body, this.#clock).join(", "))}\n\n${excerpts(body.excerpts)}${error}`;
      }
      case "trace":
        return `${asTextLine(whoOfTrace(body, this.#clock).join(", "))}\n\n${excerpts(body.excerpts)}${asTextLine(runWords(body))}\n\n`;
      case "search":
        return `${isFigure(body) ? `${histogramWords(body)}. ` : ""}${this.#found(body)}\n\n`;
      case "retrieval":
        return this.#retrieval(body);
      case "comparison":
        return this.#comparison(body);
      case "note":
        return `${this.#safe(body.text)}\n\n`;
      case "picture":
        return "";
    }
  }

  #found(body: BodyOf<"search">): string {
    const query = body.query === "" ? "everything" : inlineCode(body.query);
    return `${asTextLine(resultOf(body))}. Found with ${query}, counted ${this.#clock.dayAndMinute(body.countedAtMs)}.`;
  }

  #retrieval(body: BodyOf<"retrieval">): string {
    const documents = body.documents.map(
      (one) =>
        `| ${one.rank} | ${cell(one.title)} | ${one.score === null ? "" : score(one.score)} | ${fateOf(one)} | ${cell(one.text)} |`,
    );
    return `${asTextLine(`${body.name}, ${shortTrace(body.traceId)}`)}

${fenced(body.query)}
${asTextLine(retrievalWords(body))}

| Rank | Document | ${cell(body.scoreKind ?? "Score")} | Fate | Text |
| ---: | --- | ---: | --- | --- |
${documents.join("\n")}

`;
  }

  #comparison(body: BodyOf<"comparison">): string {
    const right = runRows(body.right, this.#clock);
    const both = runRows(body.left, this.#clock).map(
      ([name, value], index) => `| ${name} | ${cell(value)} | ${cell(right[index]?.[1] ?? "")} |`,
    );
    const { divergence } = body;
    const step = (name: string | null): string => (name === null ? "no step" : asTextLine(name));
    const parts =
      divergence === null ? "" : ` They part at ${step(divergence.left)} (left) and ${step(divergence.right)} (right).`;
    return `| | ${cell(body.left.title)} (${cell(shortTrace(body.left.traceId))}) | ${cell(body.right.title)} (${cell(shortTrace(body.right.traceId))}) |
| --- | --- | --- |
${both.join("\n")}

${differenceOf(body)}.${parts}

`;
  }

  #remarks({ remarks }: ReportItem): string {
    const lines = remarks.map((remark) => {
      const by = remarkBy(remark, this.#clock);
      const text = remark.text === null || remark.text === "" ? "" : `: ${asTextLine(plainText(remark.text))}`;
      return `- ${asTextLine(remarkWords(remark))}${text}${by === "" ? "" : ` (${asTextLine(by)})`}`;
    });
    return lines.length === 0 ? "" : `${lines.join("\n")}\n\n`;
  }
}

function excerpts(list: readonly Excerpt[]): string {
  return list
    .map((excerpt) => {
      const cut = cutOf(excerpt);
      return `${asTextLine(partOf(excerpt))}${cut === null ? "" : ` (${cut})`}:\n\n${fenced(excerpt.text)}\n`;
    })
    .join("");
}
