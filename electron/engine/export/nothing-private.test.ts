import { randomUUID } from "node:crypto";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TRACE_EXPORT_FORMATS } from "../../../shared/contract/export.js";
import { REPORT_FORMATS, reportInput, type Reported } from "../../../shared/contract/reports.js";
import { exportOf, exportSqlOf } from "../testing/exported.js";
import { ORDINARY, PLANTED_OPTIONS, type PlantedSecret, plantedSecrets } from "../testing/planted-secrets.js";
import { plantedAnnotations, plantedFile, plantedIncident, plantedSpanId } from "../testing/planted-work.js";
import { secretsLeft } from "../testing/secrets-left.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const secrets = plantedSecrets(11, 9);
const incidentId = randomUUID();
let engine: TestEngine;

beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("run.json", plantedFile(secrets));
  for (const change of [
    plantedAnnotations(secrets),
    plantedIncident(incidentId, secrets),
    { command: "redaction.set", options: PLANTED_OPTIONS } as const,
  ]) {
    await engine.handlers["change.apply"]({ change }, calm);
  }
}, 60_000);
afterAll(() => engine[Symbol.asyncDispose]());

const kindsOf = (left: readonly PlantedSecret[]): string[] => left.map(({ kind, said }) => `${kind}: ${said}`);

/** A Parquet file as lines of JSON. */
async function parquetText(bytes: Buffer): Promise<string> {
  const connection = await (await DuckDBInstance.create()).connect();
  const read = await connection.runAndReadAll(`FROM read_parquet('${engine.write("out.parquet", bytes)}')`);
  const rows = read.getRowObjectsJson();
  connection.closeSync();
  return rows.map((row) => JSON.stringify(row)).join("\n");
}

describe("200 secrets of 20 kinds", () => {
  it("are that many, and are in what is written as it is", async () => {
    expect(secrets.length).toBeGreaterThanOrEqual(200);
    expect(new Set(secrets.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(20);
    const { text } = await exportOf(engine);
    expect(secretsLeft(text, secrets)).toHaveLength(secrets.length);
    const { text: report } = await reportOf("html", false);
    expect(secretsLeft(report, secrets)).toHaveLength(secrets.length);
  }, 60_000);

  it.each(TRACE_EXPORT_FORMATS)(
    "are not in a redacted export as %s, and what only looks like one stays",
    async (format) => {
      const { bytes, text, done } = await exportOf(engine, { format, redact: true });
      const written = format === "parquet" ? await parquetText(bytes) : text;
      expect(kindsOf(secretsLeft(written, secrets))).toEqual([]);
      expect(done.redacted?.leftovers).toBe(0);
      expect(done.redacted?.places).toBeGreaterThan(secrets.length);
      const stays = ["0af7651916cd43dd8448eb211c80319c", plantedSpanId(7), "gpt-4o-2024-08-06", "shop"];
      for (const ordinary of stays) expect(written).toContain(ordinary);
      if (format === "csv" || format === "parquet") return;
      for (const ordinary of ORDINARY) expect(written).toContain(ordinary);
    },
    60_000,
  );

  it("are not in redacted rows of a statement", async () => {
    const sql = "SELECT s.name, s.owner_user, t.body FROM span s, text t WHERE t.id = s.input_text ORDER BY ALL";
    const { text, done } = await exportSqlOf(engine, { sql, format: "csv", redact: true });
    expect(done.rows).toBeGreaterThan(100);
    expect(kindsOf(secretsLeft(text, secrets))).toEqual([]);
  }, 60_000);

  // A PDF is printed from the same HTML.
  it.each(REPORT_FORMATS.filter((format) => format !== "pdf"))(
    "are not in a redacted report as %s",
    async (format) => {
      const { text, names, done } = await reportOf(format, true);
      expect(kindsOf(secretsLeft(`${names}\n${text}`, secrets))).toEqual([]);
      expect(done.redacted?.leftovers).toBe(0);
      expect(done.redacted?.places).toBeGreaterThan(secrets.length);
      expect(text).toContain("gpt-4o-2024-08-06");
    },
    60_000,
  );
});

/** All files of a report, one after another. */
async function reportOf(format: string, redact: boolean): Promise<{ text: string; names: string; done: Reported }> {
  const pieces: Uint8Array[] = [];
  const names: string[] = [];
  let done: Reported | null = null;
  for await (const piece of engine.handlers["report.run"](reportInput.parse({ incidentId, format, redact }), calm)) {
    if (piece.type === "bytes") pieces.push(piece.bytes);
    else if (piece.type === "file") names.push(piece.name);
    else if (piece.type === "done") done = piece;
  }
  if (done === null) throw new Error("The report did not end.");
  return { text: Buffer.concat(pieces).toString("utf8"), names: names.join("\n"), done };
}
