import type { ReportFormat } from "../../../shared/contract/reports.js";
import { html } from "./formats/html.js";
import { json } from "./formats/json.js";
import { markdown } from "./formats/markdown.js";
import { otlp } from "./formats/otlp.js";
import type { ReportFormatter } from "./report.js";

/** One file a format. A PDF is printed from the HTML by whoever asked for it. */
export const FORMATTERS: Readonly<Record<ReportFormat, ReportFormatter>> = {
  html,
  md: markdown,
  pdf: html,
  json,
  otlp,
};
