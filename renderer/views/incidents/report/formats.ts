import type { ReportFormat } from "../../../../shared/contract/reports.js";

/** What a report can be, in the order of the choice. */
export const FORMATS: readonly { readonly id: ReportFormat; readonly label: string; readonly words: string }[] = [
  {
    id: "html",
    label: "HTML",
    words: "One page that opens in any browser: no script, nothing loaded. Follows light and dark, prints on A4.",
  },
  { id: "md", label: "Markdown", words: "For wikis and tickets. The pictures are files beside it." },
  { id: "pdf", label: "PDF", words: "The page on A4, for those who print or archive it." },
  { id: "json", label: "JSON", words: "Everything in the report for programs, by a published schema." },
  {
    id: "otlp",
    label: "OTLP",
    words:
      "The incident and the whole runs of its evidence as OpenTelemetry JSON lines. Skein opens it again as it is here.",
  },
];
