import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { realFiles } from "../../testing/real-files.js";
import { TestEngine } from "../../testing/test-engine.js";
import { makeSample } from "../detect.js";
import { importers } from "../registry.js";
import { zipkin } from "./importer.js";
import { zipkinSpanFacts } from "./span-facts.js";

const TRACE = "5982fe77008310cc80f1da5e10147517";
const client = {
  traceId: TRACE,
  id: "ebf33e1a81dc6f71",
  parentId: "bd7a977555f6b982",
  kind: "CLIENT",
  name: "get /cost",
  timestamp: 1458702548467000,
  duration: 386000,
  localEndpoint: { serviceName: "frontend", ipv4: "192.168.99.101", port: 9000 },
  remoteEndpoint: { serviceName: "backend", ipv4: "192.168.99.102", port: 0 },
  annotations: [{ timestamp: 1458702548478000, value: "cache miss" }],
  tags: { "http.path": "/cost" },
};
const server = { ...client, kind: "SERVER", shared: true, localEndpoint: { serviceName: "backend" } };
const root = { traceId: TRACE, id: "bd7a977555f6b982", name: "get", localEndpoint: { serviceName: "frontend" } };

function facts(value: unknown): Exclude<ReturnType<typeof zipkinSpanFacts>, { reason: string }> {
  const found = zipkinSpanFacts(value);
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

describe("a file of Zipkin", () => {
  it.each<[string, string, number]>([
    ["a list of spans", JSON.stringify([root, client, server]), 3],
    ["a list of traces", JSON.stringify([[root, client], [], [server]]), 3],
    ["one span", JSON.stringify(client, null, 2), 1],
    ["lines of spans", [root, client, server].map((span) => JSON.stringify(span)).join("\n"), 3],
  ])("%s", async (_name, text, spans) => {
    await using engine = await TestEngine.open();
    expect(await engine.add("unknown", text)).toMatchObject({ format: "zipkin" });
    expect(await engine.value("select count(*) from span")).toBe(spans);
    expect(await engine.value("select count(*) from reject")).toBe(0);
  });

  it("has both halves of a call, the server's below the client's", async () => {
    await using engine = await TestEngine.open();
    await engine.add("unknown", JSON.stringify([server, root, client]));
    expect(
      await engine.sql(
        "select c.name, c.service, p.service from span c left join span p on p.trace_id = c.trace_id and p.span_id = c.parent_span_id order by c.otel_kind",
      ),
    ).toEqual([
      ["get", "frontend", null],
      ["get /cost", "backend", "frontend"],
      ["get /cost", "frontend", "frontend"],
    ]);
  });

  it("is told from other formats", () => {
    const sample = makeSample("unknown", Buffer.from(JSON.stringify([client], null, 2)));
    for (const importer of importers) {
      if (importer === zipkin) expect(importer.detect(sample)).toBe(3);
      else expect(importer.detect(sample), importer.id).toBeLessThan(3);
    }
    for (const other of [
      '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"ab","spanId":"cd"}]}]}]}',
      "[]",
      "{}",
    ]) {
      expect(zipkin.detect(makeSample("unknown", Buffer.from(other)))).toBe(0);
    }
  });

  it("rejects what is no span, and reads the rest", async () => {
    await using engine = await TestEngine.open();
    await engine.add("unknown", JSON.stringify([server, 7, {}, { ...client, tags: "x" }, [[client]]]));
    expect(await engine.sql("select code from reject order by code")).toEqual([
      ["BAD_ATTRIBUTES"],
      ["NOT_A_SPAN"],
      ["NOT_A_SPAN"],
      ["NOT_A_SPAN"],
    ]);
    expect(await engine.value("select count(*) from span")).toBe(1);
  });
});

describe("a span of Zipkin", () => {
  it("has its fields where other spans have them", () => {
    expect(facts(client)).toMatchObject({
      traceId: TRACE,
      spanId: "ebf33e1a81dc6f71",
      parentSpanId: "bd7a977555f6b982",
      otelKind: 3,
      startNs: 1458702548467000000n,
      endNs: 1458702548853000000n,
      statusCode: 0,
      events: [{ name: "cache miss", timeNs: 1458702548478000000n }],
      resource: new Map([["service.name", "frontend"]]),
    });
    expect(Object.fromEntries(facts(client).attributes)).toEqual({
      "http.path": "/cost",
      "network.local.address": "192.168.99.101",
      "network.local.port": 9000,
      "peer.service": "backend",
      "network.peer.address": "192.168.99.102",
    });
    expect(facts(root)).toMatchObject({ parentSpanId: null, otelKind: 0, startNs: null, endNs: null });
    expect(facts({ ...client, traceId: "80f1da5e10147517" }).traceId).toBe("000000000000000080f1da5e10147517");
  });

  it("has an id of its own, always the same, where it is shared", () => {
    const half = facts(server);
    expect(half.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(half.spanId).not.toBe(client.id);
    expect(half.spanId).toBe(facts(server).spanId);
    expect(half.parentSpanId).toBe(client.id);
  });

  it.each<[Record<string, string>, number, string | null]>([
    [{ error: "timed out" }, 2, "timed out"],
    [{ error: "" }, 2, null],
    [{ error: "true" }, 2, null],
    [{ error: "false" }, 0, null],
    [{ "otel.status_code": "OK" }, 1, null],
    [{ "otel.status_code": "ERROR", error: "boom" }, 2, "boom"],
  ])("with the tags %j has the status %d", (tags, statusCode, statusMessage) => {
    expect(facts({ ...client, tags })).toMatchObject({ statusCode, statusMessage });
  });

  it("has the scope that OpenTelemetry's exporter wrote", () => {
    expect(facts({ ...client, tags: { "otel.scope.name": "tracer", "otel.scope.version": "2" } })).toMatchObject({
      scopeName: "tracer",
      scopeVersion: "2",
    });
  });
});

describe("a span of Zipkin's version 1", () => {
  const endpoint = { serviceName: "frontend", ipv4: "127.0.0.1" };
  const remote = { serviceName: "mysql", ipv4: "10.0.0.1", port: 3306 };
  const old = {
    traceId: "86154a4ba6e91385",
    name: "query",
    id: "4d1e00c0db9010db",
    parentId: "86154a4ba6e91385",
    annotations: [
      { endpoint, timestamp: 1472470996199000, value: "cs" },
      { endpoint, timestamp: 1472470996238000, value: "foo" },
      { endpoint, timestamp: 1472470996403000, value: "cr" },
    ],
    binaryAnnotations: [
      { key: "sql.query", value: "select 1", endpoint },
      { key: "sa", value: true, endpoint: remote },
    ],
  };

  it("is read as one of version 2", () => {
    const found = facts(old);
    expect(found).toMatchObject({
      otelKind: 3,
      startNs: 1472470996199000000n,
      endNs: 1472470996403000000n,
      events: [{ name: "foo" }],
      resource: new Map([["service.name", "frontend"]]),
    });
    expect(found.attributes.get("sql.query")).toBe("select 1");
    expect(found.attributes.get("peer.service")).toBe("mysql");
    expect(found.attributes.has("sa")).toBe(false);
  });

  it("is the server's half of a shared id where it has no timestamp", () => {
    const halves = ["sr", "ss"].map((value) => ({ endpoint, timestamp: 1472470996200000, value }));
    const shared = facts({ ...old, annotations: halves });
    expect(shared).toMatchObject({ otelKind: 2, parentSpanId: old.id });
    const own = facts({ ...old, annotations: halves, timestamp: 1472470996200000 });
    expect(own).toMatchObject({ otelKind: 2, spanId: old.id, parentSpanId: old.parentId });
  });

  it("of one record with both halves is the client's", () => {
    const both = ["sr", "cs", "ss", "cr"].map((value, at) => ({ endpoint, timestamp: 1472470996200000 + at, value }));
    expect(facts({ ...old, annotations: both })).toMatchObject({
      otelKind: 3,
      startNs: 1472470996200001000n,
      events: [{ name: "sr" }, { name: "ss" }],
    });
  });

  it("is detected", async () => {
    await using engine = await TestEngine.open();
    expect(await engine.add("unknown", JSON.stringify([old]))).toMatchObject({ format: "zipkin", rejected: 0 });
  });
});

/** Span records in each file. */
const RECORDS: Readonly<Record<string, number>> = {
  "zipkin-lens__testdata__envoy.json": 1,
  "zipkin-lens__testdata__messaging.json": 4,
  "zipkin-lens__testdata__simple-db-p6.json": 5,
  "zipkin-lens__testdata__smartthings-mobile-web-install.json": 1041,
  "zipkin-lens__testdata__yelp.json": 16,
  "benchmarks__src__main__resources__span-client@e7f0b58c.json": 1,
  "benchmarks__src__main__resources__span-local@a69877bf.json": 1,
  "benchmarks__src__main__resources__span-rpc@a69877bf.json": 1,
  "benchmarks__src__main__resources__span2@dc9de8ba.json": 1,
  "benchmarks__src__test__resources__zipkin2-client.json": 1,
};
const real = realFiles("zipkin").filter((path) => basename(path) in RECORDS);

describe.skipIf(real.length === 0)("real files (skipped where they are absent)", () => {
  it.each(real.map((path) => [basename(path), path]))("%s", async (name, path) => {
    await using engine = await TestEngine.open();
    const [imported] = await engine.import([path]);
    expect(imported).toMatchObject({ format: "zipkin" });
    expect(await engine.value("select count(*) from record where kind = 'span'")).toBe(RECORDS[name]);
    expect(await engine.value("select count(*) from reject")).toBe(0);
  });

  it("halves that are shared are spans of their own; parts of one half are one", async () => {
    const path = real.find((name) => name.includes("smartthings"));
    await using engine = await TestEngine.open();
    await engine.import(path === undefined ? [] : [path]);
    // 1041 records, 88 of which repeat another's id and half.
    expect(await engine.value("select count(*) from span")).toBe(953);
  });
});
