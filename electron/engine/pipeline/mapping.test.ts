import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import { CONVENTIONS } from "../conventions/registry.js";
import { calm, TestEngine } from "../testing/test-engine.js";

/** A run of which only Laminar's vocabulary tells what it was. */
const RUN = JSON.stringify({
  resourceSpans: [
    {
      scopeSpans: [
        {
          spans: [
            {
              traceId: "0af7651916cd43dd8448eb211c80319c",
              spanId: "b7ad6b7169203331",
              name: "one step",
              startTimeUnixNano: "1700000000000000000",
              endTimeUnixNano: "1700000001000000000",
              attributes: [
                { key: "lmnr.span.type", value: { stringValue: "TOOL" } },
                { key: "lmnr.span.input", value: { stringValue: '{"order":"A-17"}' } },
                { key: "lmnr.association.properties.session_id", value: { stringValue: "talk-1" } },
                { key: "note", value: { stringValue: "kept as it is" } },
              ],
            },
          ],
        },
      ],
    },
  ],
});
const OLDER = CONVENTIONS.map((one) => one.id).filter((id) => id !== "laminar");
const FIELDS = "SELECT kind, conversation, input_text IS NOT NULL FROM span";
const RECORDS = "SELECT id, kind, encoding, hash, body FROM record ORDER BY id";
const TEXTS = "SELECT id, hash, body FROM text ORDER BY id";

/** What makes a workspace of today one of Skein 0.1.0: the inverse of every upgrade in `db/schema.ts`, newest first. */
const TO_THE_FIRST_SCHEMA = [
  ...[
    "talk_part",
    "exchange",
    "continuation",
    "conversation_edit",
    "saved_search",
    "agent_alias",
    "party",
    "relation",
    "contact",
    "evaluation",
    "selection",
    "redaction_setting",
    "incident",
    "incident_item",
    "departure",
    "vector_map",
  ].map((table) => `DROP TABLE IF EXISTS ${table}`),
  "DROP TYPE retrieval_scores",
  "ALTER TABLE text DROP COLUMN opened",
  "DROP TABLE annotation",
  `CREATE TABLE annotation (id VARCHAR PRIMARY KEY, kind VARCHAR, trace_id VARCHAR, span_id VARCHAR, text VARCHAR,
    created_at_ms BIGINT, changed_at_ms BIGINT)`,
  "ALTER TABLE source DROP COLUMN annotations",
  "ALTER TABLE span DROP COLUMN cost_from",
  "ALTER TABLE trace DROP COLUMN cost_from",
  "ALTER TABLE trace DROP COLUMN unpriced_tokens",
  "DROP TABLE model_price",
  "DROP TABLE span_log",
  "UPDATE meta SET value = '1' WHERE key IN ('schema_version', 'derive_version')",
];

const info = (engine: TestEngine) => engine.handlers["workspace.info"]({}, calm);

describe("a better mapping", () => {
  it("shows new fields of what an older one has stored; records and texts stay byte for byte", async () => {
    await using engine = await TestEngine.open(undefined, OLDER);
    await engine.add("a.json", RUN);
    expect(await engine.sql(FIELDS)).toEqual([["other", null, false]]);
    expect(await info(engine)).toMatchObject({ outdated: false });
    const [records, texts] = [await engine.sql(RECORDS), await engine.sql(TEXTS)];
    await engine.close();

    await using better = await TestEngine.open(engine.workspacePath);
    expect(await info(better)).toMatchObject({ outdated: true });
    expect(await better.sql(FIELDS)).toEqual([["other", null, false]]);
    await better.derive();
    expect(await better.sql(FIELDS)).toEqual([["tool", "talk-1", true]]);
    expect(await info(better)).toMatchObject({ outdated: false });
    expect(await better.sql(RECORDS)).toEqual(records);
    expect((await better.sql(TEXTS)).slice(0, texts.length)).toEqual(texts);
  });

  it("stays due when more is imported before it is applied", async () => {
    await using engine = await TestEngine.open(undefined, OLDER);
    await engine.add("a.json", RUN);
    await engine.close();
    await using better = await TestEngine.open(engine.workspacePath);
    await better.add("b.json", RUN.replaceAll("c80319c", "c80319d"));
    expect(await better.sql(`${FIELDS} ORDER BY ALL`)).toHaveLength(2);
    expect(await info(better)).toMatchObject({ outdated: true });
    const events = [];
    for await (const event of better.handlers["derive.run"]({ onlyIfOutdated: true }, calm)) events.push(event);
    expect(events.at(-1)).toMatchObject({ done: true, spansTotal: 2 });
    expect(await better.sql(FIELDS)).toEqual([
      ["tool", "talk-1", true],
      ["tool", "talk-1", true],
    ]);
  });

  it("is not applied again where nothing is due", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    const { revision } = await info(engine);
    for await (const event of engine.handlers["derive.run"]({ onlyIfOutdated: true }, calm)) {
      expect(event).toMatchObject({ done: true, spansDone: 0 });
    }
    expect(await info(engine)).toMatchObject({ revision });
  });

  it("brings the tables of an older Skein up, and says that its spans are to be derived", async () => {
    await using engine = await TestEngine.open();
    await engine.add("a.json", RUN);
    await engine.close();
    const instance = await DuckDBInstance.create(engine.workspacePath);
    const connection = await instance.connect();
    for (const sql of TO_THE_FIRST_SCHEMA) await connection.run(sql);
    connection.closeSync();
    instance.closeSync();

    await using newer = await TestEngine.open(engine.workspacePath);
    expect(await newer.sql(FIELDS)).toEqual([["tool", "talk-1", true]]);
    expect(await info(newer)).toMatchObject({ outdated: true, spans: 1 });
    await newer.derive();
    expect(await newer.sql(FIELDS)).toEqual([["tool", "talk-1", true]]);
    await newer.add("b.json", RUN.replaceAll("c80319c", "c80319d"));
    expect(await info(newer)).toMatchObject({ outdated: false, spans: 2 });
  });
});
