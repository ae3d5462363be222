import { closeSync, openSync, readSync, rmSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

export interface BaselineFigures {
  readonly seconds: number;
  readonly spans: number;
}

const READ_BYTES = 4 << 20;

interface Document {
  readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly unknown[] }[] }[];
}

/** One thread that reads the file and parses each line, and does nothing else. */
export function parseLines(file: string): BaselineFigures {
  const started = performance.now();
  const descriptor = openSync(file, "r");
  let rest: Buffer = Buffer.alloc(0);
  let spans = 0;
  for (;;) {
    const block = Buffer.allocUnsafe(READ_BYTES);
    const read = readSync(descriptor, block);
    if (read === 0) break;
    const bytes = rest.length === 0 ? block.subarray(0, read) : Buffer.concat([rest, block.subarray(0, read)]);
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      spans += countSpans(JSON.parse(bytes.toString("utf8", from, end)) as Document);
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
  closeSync(descriptor);
  return { seconds: (performance.now() - started) / 1000, spans };
}

function countSpans(document: Document): number {
  let spans = 0;
  for (const resource of document.resourceSpans) for (const scope of resource.scopeSpans) spans += scope.spans.length;
  return spans;
}

const VALUE = `STRUCT("stringValue" VARCHAR, "intValue" VARCHAR, "doubleValue" DOUBLE, "boolValue" BOOLEAN, "arrayValue" STRUCT("values" STRUCT("stringValue" VARCHAR, "doubleValue" DOUBLE)[]))`;
const ATTRIBUTES = `STRUCT("key" VARCHAR, "value" ${VALUE})[]`;
const SPAN = `STRUCT("traceId" VARCHAR, "spanId" VARCHAR, "parentSpanId" VARCHAR, "name" VARCHAR, "kind" INTEGER, "startTimeUnixNano" UBIGINT, "endTimeUnixNano" UBIGINT, "attributes" ${ATTRIBUTES}, "status" STRUCT("code" INTEGER, "message" VARCHAR))`;
const RESOURCE_SPANS = `STRUCT("resource" STRUCT("attributes" ${ATTRIBUTES}), "scopeSpans" STRUCT("scope" STRUCT("name" VARCHAR, "version" VARCHAR), "spans" ${SPAN}[])[])[]`;

/** DuckDB's own JSON reader with the schema given, unnested into a flat table of spans, in a database file. */
export async function readJson(file: string, database: string): Promise<BaselineFigures> {
  const started = performance.now();
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run(
    `CREATE TABLE span AS
     WITH line AS (SELECT unnest("resourceSpans") AS rs FROM read_json($file, format='newline_delimited',
            maximum_object_size=268435456, columns={'resourceSpans': '${RESOURCE_SPANS}'})),
          scope AS (SELECT rs.resource.attributes AS resource_attributes, unnest(rs."scopeSpans") AS ss FROM line),
          flat AS (SELECT resource_attributes, ss.scope.name AS scope_name, unnest(ss.spans) AS s FROM scope)
     SELECT s."traceId" AS trace_id, s."spanId" AS span_id, s."parentSpanId" AS parent_span_id, s.name AS name, s.kind AS kind,
            s."startTimeUnixNano" AS start_ns, s."endTimeUnixNano" AS end_ns, s.attributes AS attributes,
            s.status.code AS status, s.status.message AS status_message, resource_attributes, scope_name
     FROM flat`,
    { file },
  );
  const answer = await connection.runAndReadAll("SELECT count(*)::INTEGER FROM span");
  const seconds = (performance.now() - started) / 1000;
  const spans = Number(answer.getRows()[0]?.[0] ?? 0);
  connection.closeSync();
  instance.closeSync();
  rmSync(database, { force: true });
  return { seconds, spans };
}
