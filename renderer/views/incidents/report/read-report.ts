import type { EngineClient } from "../../../data/engine.js";
import { type ReportFormat, type ReportRequest, reportInput } from "../../../../shared/contract/reports.js";

/** Pages beyond it are better opened by the browser itself. */
const MOST_BYTES = 40_000_000;

export interface ReadReport {
  readonly html: string;
  /** False where it is larger than what is shown here. */
  readonly isWhole: boolean;
}

/** The report as one page, for this window. */
export async function readReport(
  client: EngineClient,
  request: ReportRequest,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<ReadReport> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for await (const piece of client.subscribe("report.run", request, signal)) {
    if (piece.type === "progress") onProgress(piece.done / Math.max(1, piece.total));
    if (piece.type !== "bytes") continue;
    bytes += piece.bytes.length;
    if (bytes > MOST_BYTES) return { html: "", isWhole: false };
    parts.push(decoder.decode(piece.bytes, { stream: true }));
  }
  return { html: parts.join(""), isWhole: true };
}

/** What is asked for, with defaults filled in. */
export function requestOf(
  incidentId: string,
  format: ReportFormat,
  rest: Partial<Pick<ReportRequest, "redact" | "name" | "preview" | "zoneOffsetMinutes">>,
): ReportRequest {
  return reportInput.parse({ incidentId, format, ...rest });
}
