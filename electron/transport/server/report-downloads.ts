import { Readable } from "node:stream";
import { createClient } from "../../../shared/contract/client.js";
import { contract } from "../../../shared/contract/index.js";
import { type ReportFormat, reportFileName, type ReportRequest } from "../../../shared/contract/reports.js";
import type { Wire } from "../../../shared/contract/wire.js";
import { type ZipEntry, zipStream } from "../zip-stream.js";
import type { Download } from "./downloads.js";

const CONTENT_TYPES: Readonly<Record<ReportFormat, string>> = {
  html: "text/html; charset=utf-8",
  md: "application/zip",
  pdf: "text/html; charset=utf-8",
  json: "application/json; charset=utf-8",
  otlp: "application/x-ndjson",
};

/**
 * Writes a report, so that what fails is told at once, and gives it as a download once it is whole; Markdown with its pictures as
 * an archive. Rejects with what the engine says.
 */
export async function prepareReportDownload(request: ReportRequest, openWire: () => Promise<Wire>): Promise<Download> {
  const client = createClient(contract, openWire);
  const leave = new AbortController();
  const pieces = client.subscribe("report.run", request, leave.signal);
  const end = (): void => {
    leave.abort();
    client.close();
  };
  /** Goes on to the next file; its name, null at the end. */
  let next: string | null = null;
  async function nextFile(): Promise<string | null> {
    for (let step = await pieces.next(); step.done !== true; step = await pieces.next()) {
      if (step.value.type === "file") return step.value.name;
    }
    return null;
  }
  async function* fileBytes(): AsyncGenerator<Uint8Array> {
    next = null;
    for (let step = await pieces.next(); step.done !== true; step = await pieces.next()) {
      if (step.value.type === "bytes") yield step.value.bytes;
      else if (step.value.type === "file") {
        next = step.value.name;
        return;
      }
    }
  }
  next = await nextFile().catch((error: unknown) => {
    end();
    throw error;
  });
  const isArchive = request.format === "md";
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (let isFirst = true; next !== null; isFirst = false) {
      yield { name: isFirst ? reportFileName(request) : next, bytes: fileBytes() };
    }
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield* isArchive ? zipStream(entries()) : fileBytes();
    } finally {
      end();
    }
  }
  return {
    name: isArchive ? `${request.name}.zip` : reportFileName(request),
    contentType: CONTENT_TYPES[request.format],
    open: () => Readable.from(bytes(), { objectMode: true }),
    drop: end,
  };
}
