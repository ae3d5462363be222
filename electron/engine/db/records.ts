import { AppError } from "../../../shared/contract/errors.js";
import type { Session } from "./session.js";
import { readTexts } from "./read-texts.js";
import { rebuildRecord, textIdsOf } from "./record-text.js";

export interface StoredRecord {
  readonly id: number;
  readonly kind: "span" | "resource" | "scope" | "log" | "annotation";
  readonly source: number;
  readonly sourceName: string;
  readonly format: string;
  readonly resource: number | null;
  readonly scope: number | null;
  readonly line: number | null;
  /** As it stood in its file; where the bytes were no valid UTF-8, read with replacement characters. */
  readonly text: string;
  readonly exact: boolean;
}

interface RecordRow {
  id: number;
  kind: StoredRecord["kind"];
  source: number;
  name: string | null;
  format: string | null;
  encoding: "whole" | "holes" | "bytes";
  resource: number | null;
  scope: number | null;
  line: number | null;
  body: string;
}

/** Reads records by their numbers and puts their texts back. In the order of the numbers given. */
export async function readRecords(session: Session, ids: readonly number[]): Promise<StoredRecord[]> {
  if (ids.length === 0) return [];
  let [low, high] = [Infinity, 0];
  for (const id of ids) [low, high] = [Math.min(low, id), Math.max(high, id)];
  // The range is written out: so only the parts of the table that hold it are read.
  const rows = await session.rows<RecordRow>(
    `SELECT r.id, r.kind, r.source, s.name, s.format, r.encoding, r.resource, r.scope, r.line, r.body
    FROM record r LEFT JOIN source s ON s.id = r.source WHERE r.id BETWEEN ${low} AND ${high} AND r.id IN (${ids.join(", ")})`,
  );
  const texts = await readTexts(
    session,
    rows.filter((row) => row.encoding === "holes").flatMap((row) => textIdsOf(row.body)),
  );
  const records = new Map(rows.map((row) => [row.id, toRecord(row, texts)]));
  return ids.map((id) => records.get(id)).filter((record) => record !== undefined);
}

function toRecord(row: RecordRow, texts: ReadonlyMap<number, string>): StoredRecord {
  return {
    id: row.id,
    kind: row.kind,
    source: row.source,
    sourceName: row.name ?? "",
    format: row.format ?? "",
    resource: row.resource,
    scope: row.scope,
    line: row.line,
    text: literalOf(row, texts),
    exact: row.encoding !== "bytes",
  };
}

function literalOf(row: RecordRow, texts: ReadonlyMap<number, string>): string {
  if (row.encoding === "bytes") return Buffer.from(row.body, "latin1").toString("utf8");
  if (row.encoding === "whole") return row.body;
  return rebuildRecord(row.body, (id) => {
    const text = texts.get(id);
    if (text === undefined) throw new AppError("WORKSPACE_DAMAGED", `Text ${id} of a record is missing.`);
    return text;
  });
}
