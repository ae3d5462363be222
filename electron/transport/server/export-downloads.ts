import { Readable } from "node:stream";
import { createClient } from "../../../shared/contract/client.js";
import { type FileRequest, fileNameOf, type TraceExportFormat } from "../../../shared/contract/export.js";
import { contract } from "../../../shared/contract/index.js";
import type { Wire } from "../../../shared/contract/wire.js";
import type { Download } from "./downloads.js";
import { prepareReportDownload } from "./report-downloads.js";

const CONTENT_TYPES: Readonly<Record<TraceExportFormat, string>> = {
  otlp: "application/x-ndjson",
  jsonl: "application/x-ndjson",
  csv: "text/csv; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};

/** The workspace itself as a download. Rejects with what the engine says. */
export async function prepareCopyDownload(openWire: () => Promise<Wire>): Promise<Download> {
  const client = createClient(contract, openWire);
  const leave = new AbortController();
  const end = (): void => {
    leave.abort();
    client.close();
  };
  try {
    const { name } = await client.call("workspace.info", {});
    const pieces = client.subscribe("workspace.copy", {}, leave.signal);
    const first = await pieces.next();
    async function* bytes(): AsyncGenerator<Uint8Array> {
      try {
        if (first.done !== true) yield first.value.bytes;
        for await (const piece of pieces) yield piece.bytes;
      } finally {
        end();
      }
    }
    return {
      name: name.endsWith(".skein") ? name : `${name}.skein`,
      contentType: "application/x-skein",
      open: () => Readable.from(bytes(), { objectMode: true }),
      drop: end,
    };
  } catch (error) {
    end();
    throw error;
  }
}

/**
 * Begins an export, so that a statement or a search that fails is told at once, and gives its bytes as a download. The engine makes a
 * piece when the browser took the one before. Rejects with what the engine says.
 */
export async function prepareExportDownload(request: FileRequest, openWire: () => Promise<Wire>): Promise<Download> {
  if ("incidentId" in request) return prepareReportDownload(request, openWire);
  const client = createClient(contract, openWire);
  const leave = new AbortController();
  const pieces =
    "sql" in request
      ? client.subscribe("sql.export", request, leave.signal)
      : client.subscribe("export.run", request, leave.signal);
  const end = (): void => {
    leave.abort();
    client.close();
  };
  const first = await pieces.next().catch((error: unknown) => {
    end();
    throw error;
  });
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      if (first.done !== true && first.value.type === "bytes") yield first.value.bytes;
      for await (const piece of pieces) if (piece.type === "bytes") yield piece.bytes;
    } finally {
      end();
    }
  }
  return {
    name: fileNameOf(request),
    contentType: CONTENT_TYPES[request.format],
    open: () => Readable.from(bytes(), { objectMode: true }),
    drop: end,
  };
}
