import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type ReportFormat, reportInput, type Reported } from "../../../shared/contract/reports.js";
import type { ItemBody } from "../../../shared/model/incident.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { redactionOptions } from "../../../shared/model/redaction.js";
import { reportJson } from "../../../shared/model/report.js";
import { trace } from "../../../shared/testing/trace-dsl.js";
import { addIncident, MADE_TRACE, madeBodies, madeItems } from "../testing/made-incident.js";
import { calm, failure, TestEngine } from "../testing/test-engine.js";

interface Ran {
  /** The report itself, then what is beside it. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly text: string;
  readonly done: Reported;
}

async function report(engine: TestEngine, incidentId: string, format: ReportFormat, more: object = {}): Promise<Ran> {
  const files: { name: string; parts: Uint8Array[] }[] = [];
  let done: Reported | null = null;
  const input = reportInput.parse({ incidentId, format, redact: false, zoneOffsetMinutes: 60, ...more });
  for await (const piece of engine.handlers["report.run"](input, calm)) {
    if (piece.type === "file") files.push({ name: piece.name, parts: [] });
    else if (piece.type === "bytes") files.at(-1)?.parts.push(piece.bytes);
    else if (piece.type === "done") done = piece;
  }
  if (done === null) throw new Error("The report did not end.");
  const read = files.map(({ name, parts }) => ({ name, text: Buffer.concat(parts).toString("utf8") }));
  return { files: read, text: read[0]?.text ?? "", done };
}

/** What a reader of HTML reads. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<style>.*?<\/style>/gs, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");
}

const FORMATS = ["html", "md", "json", "otlp"] as const;
let engine: TestEngine;
let made: string;
beforeAll(async () => {
  engine = await TestEngine.open();
  await engine.add("runs.jsonl", trace("agent planner 0-100ms\n  tool search 5-10ms error=timeout"));
  made = await addIncident(engine);
});
afterAll(() => engine.close());

describe("a report as HTML", () => {
  it("tells the incident in order, with figures, sources and ways back", async () => {
    const { text, done } = await report(engine, made, "html");
    const words = wordsOf(text);
    const places = [
      "Search times out, refund answers go wrong",
      "Since 19 November the tool search waits",
      "Period 16 to 20 November 2026",
      "Failed spans 4,106 of 33,118 spans",
      "1 Finding 1",
      "Figure 1.",
      "Found with agent:planner &gt;&gt; tool:search(status:error) &quot;refund&quot;",
      "2 Finding 2",
      "researcher, search, 3.00 s, trace 7f3a9c2e at 6.34 s , 20 November 2026, 14:32:13.340",
      "504 upstream timeout",
      "Figure 2.",
      "4 Finding 4",
      "Refund policy 2024, §4.1",
      "14 steps are the same, 3 changed, 1 only left, 2 only right",
      "7 Finding 7",
      "About this report Private data was not taken out",
      "runs.jsonl OTLP JSON",
    ].map((place) => [place, words.replaceAll("\u00a0", " ").indexOf(place)] as const);
    expect(places.filter(([, at]) => at < 0)).toEqual([]);
    expect(places.map(([, at]) => at)).toEqual(places.map(([, at]) => at).toSorted((a, b) => a - b));
    const { id } = await engine.handlers["workspace.info"]({}, calm);
    expect(text).toContain(`href="skein://${id}/trace/${MADE_TRACE}?span=00aa11bb22cc33dd"`);
    expect(text).toContain(`href="skein://${id}/incidents/${made}"`);
    expect(done).toMatchObject({ items: 7, redacted: null, bytes: Buffer.byteLength(text) });
  });

  it("runs nothing and loads nothing, whatever its texts hold", async () => {
    const bad = [
      "<script>alert(1)</script><img src=x onerror=alert(1)><iframe srcdoc=x></iframe><style>*{display:none}</style>",
      "[go](javascript:alert(1)) ![pic](https://example.org/x.png) <a href='javascript:alert(1)'>x</a> [ref][r]\n\n[r]: vbscript:x",
      '"><svg onload=alert(1)> &#x3C;script&#x3E; \u0000\u202e',
    ].join("\n\n");
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script><image href="https://example.org/x.png"/><text style="fill:red;background:url(https://example.org/y)" onclick="x()">drawn</text><foreignObject><p>x</p></foreignObject></svg>`;
    const bodies = madeBodies(bad).map((body): ItemBody => (body.type === "picture" ? { ...body, svg } : body));
    const id = await addIncident(engine, madeItems(bodies, bad), {
      title: bad.slice(0, 200),
      summary: bad,
      owner: bad,
    });
    const { text } = await report(engine, id, "html");
    const markup = text.replaceAll(/<style>.*?<\/style>/gs, "");
    const tags = new Set([...markup.matchAll(/<([a-zA-Z][\w-]*)/g)].map(([, name]) => (name ?? "").toLowerCase()));
    expect(
      [...tags].filter((tag) =>
        /^(script|iframe|img|image|style|link|object|embed|base|form|input|foreignobject)$/.test(tag),
      ),
    ).toEqual([]);
    const attributes = [...markup.matchAll(/<[^>]*>/g)].flatMap(([tag]) =>
      [...tag.matchAll(/\s([\w:-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => ({ name, value })),
    );
    expect(attributes.filter(({ name }) => /^on|^style$|^src/i.test(name))).toEqual([]);
    const addresses = attributes.filter(({ name }) => /href|src|url/i.test(name)).map(({ value }) => value);
    expect(addresses.filter((value) => !/^(?:#i-|skein:\/\/)/.test(value))).toEqual([]);
    expect(text).not.toMatch(/url\((?!#)/);
    expect(markup).toContain("default-src 'none'; style-src 'sha256-");
    expect(wordsOf(text)).toContain("drawn");
    expect(text).not.toContain("\0");
  });
});

describe("a report as Markdown", () => {
  it("has its pictures beside it, in a folder that is called after it", async () => {
    const { text, files } = await report(engine, made, "md", { name: "Refund report" });
    const names = files.slice(1).map(({ name }) => name);
    expect(names).toEqual([
      expect.stringMatching(/^Refund report-pictures\/figure-1-[0-9a-f]{8}\.svg$/),
      expect.stringMatching(/^Refund report-pictures\/figure-2-[0-9a-f]{8}\.svg$/),
    ]);
    for (const name of names) expect(text).toContain(`](${name.replaceAll(" ", "%20")})`);
    expect(files[1]?.text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="600"/);
    expect(text).toContain("### 2. Finding 2");
    expect(text).toContain("| 1 | Refund policy 2024, §4.1 | 0.8712 | cited |");
  });

  it("has no HTML and no pictures from elsewhere", async () => {
    const bad = "# Big\n\n<script>alert(1)</script>\n\n![x](https://example.org/x.png) [y](javascript:alert(1)) `<b>`";
    const id = await addIncident(engine, madeItems([{ type: "note", text: bad }], bad), { summary: bad });
    const { text } = await report(engine, id, "md");
    expect(text).not.toMatch(/^<script>|^# Big|[^\\]!\[x\]|[^\\]\[y\]/m);
    expect(text.match(/\\<script\\>/g)).toHaveLength(3);
    expect(text.match(/^#### Big/gm)).toHaveLength(3);
    expect(text).toContain("`<b>`");
  });
});

describe("a report as JSON", () => {
  it("is as its schema says", async () => {
    const { text } = await report(engine, made, "json", { redact: true });
    const told = reportJson.parse(JSON.parse(text));
    expect(told.items.map(({ body }) => body)).toEqual(
      madeBodies().map((body) =>
        body.type === "picture" ? { ...body, svg: expect.stringContaining("<svg") as string } : body,
      ),
    );
    expect(told).toMatchObject({ incident: { id: made, severity: "high" }, redaction: { places: 0, leftovers: 0 } });
  });

  it("has the schema that is published", () => {
    const published: unknown = JSON.parse(
      readFileSync(new URL("../../../docs/report.schema.json", import.meta.url), "utf8"),
    );
    expect(published).toEqual(schemaOfReport());
  });
});

function schemaOfReport(): unknown {
  return JSON.parse(JSON.stringify(z.toJSONSchema(reportJson, { io: "input" })));
}

describe("a report as OTLP", () => {
  it("is opened again to the same incident, with the traces of its evidence", async () => {
    await using other = await TestEngine.open();
    const traceId = String(await engine.value("SELECT trace_id FROM trace")) as TraceId;
    const bodies = madeBodies().map((body): ItemBody =>
      "traceId" in body && body.type !== "picture" ? { ...body, traceId } : body,
    );
    const id = await addIncident(engine, madeItems(bodies));
    const { text } = await report(engine, id, "otlp");
    const imported = await other.add("report.jsonl", text);
    expect(imported).toMatchObject({ status: "stored", read: 2, stored: 2, rejected: 0, traces: 1 });
    const [first, second] = await Promise.all([engine, other].map((one) => report(one, id, "json")));
    const state = ({ text: json }: Ran): unknown => {
      const { incident, items, figures } = reportJson.parse(JSON.parse(json));
      const { changedAtMs: _changed, ...fields } = incident;
      return { fields, figures: figures.slice(0, 1), items: items.map(({ link: _link, ...item }) => item) };
    };
    if (first === undefined || second === undefined) throw new Error("Two reports were asked for.");
    expect(state(second)).toEqual(state(first));
    // It is a change like any other, and not made twice.
    expect((await other.add("again.jsonl", `${text}\n`)).status).toBe("known");
    expect(await other.handlers["incident.list"]({}, calm)).toHaveLength(1);
  });

  it("brings an incident without any trace, and refuses a part that is none", async () => {
    await using other = await TestEngine.open();
    const id = await addIncident(engine, madeItems([{ type: "note", text: "Only words." }]));
    const { text } = await report(engine, id, "otlp");
    await other.add(
      "notes.jsonl",
      `${text}${text.replace('\\"severity\\":\\"high\\"', '\\"severity\\":\\"odd\\"').replaceAll(id, made)}`,
    );
    const incidents = await other.handlers["incident.list"]({}, calm);
    expect(incidents.map((one) => [one.id, one.items])).toEqual([[id, 1]]);
    expect(await other.value("SELECT code FROM reject")).toBe("NOT_AN_INCIDENT");
  });
});

describe("a redacted report", () => {
  const SECRET = "anna.huber@example.org";
  it("holds nothing of it in any format, under the same names", async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><title>${SECRET}</title><text><tspan>anna.huber</tspan><tspan>@example.org</tspan></text></svg>`;
    const bodies = madeBodies(`Write to ${SECRET}`).map((body): ItemBody =>
      body.type === "picture" ? { ...body, svg } : body,
    );
    const hidden = "Ask anna.huber&#64;**example**.org, or [her](mailto:anna.huber&#64;example.org).";
    const id = await addIncident(engine, madeItems(bodies, hidden), {
      title: `Of ${SECRET}`,
      summary: hidden,
      owner: SECRET,
    });
    for (const format of FORMATS) {
      const { files, done } = await report(engine, id, format, { redact: true });
      for (const { text } of files) {
        const seen = [
          text,
          wordsOf(text),
          text.replaceAll(/<[^>]*>/g, ""),
          text.replaceAll(/&#64;|&#x40;/g, "@").replaceAll(/[*\\]/g, ""),
        ];
        expect(
          seen.filter((one) => /anna|huber@|example\.org/i.test(one)),
          format,
        ).toEqual([]);
      }
      expect(files[0]?.text).toContain("EMAIL_1");
      expect(files[0]?.text).not.toContain("EMAIL_2");
      expect(done.redacted).toMatchObject({ leftovers: 0, counts: [{ rule: "email", things: 1 }] });
    }
  });

  it("previews what it takes out, in its order", async () => {
    const id = await addIncident(engine, madeItems([{ type: "note", text: `Ask ${SECRET}` }], ""), {
      title: "Of bob@example.org",
    });
    const told = await engine.handlers["report.replacements"]({ incidentId: id }, calm);
    expect(told.replacements.map(({ item, found, pseudonym }) => [item, found, pseudonym])).toEqual([
      [null, "bob@example.org", "EMAIL_1"],
      [1, SECRET, "EMAIL_2"],
    ]);
    expect(told.counts).toEqual([{ rule: "email", places: 2, things: 2 }]);
  });

  it("leaves out what attributes to drop gave", async () => {
    const options = redactionOptions.parse({ dropKeys: ["gen_ai.*", "llm.*"] });
    await engine.handlers["change.apply"]({ change: { command: "redaction.set", options } }, calm);
    try {
      const { text } = await report(engine, made, "json", { redact: true });
      expect(text).toContain("Finding 2");
      expect(text).not.toMatch(/query “|Refund policy 2024|504 upstream/);
      const whole = await report(engine, made, "json");
      expect(whole.text).toMatch(/query “.*Refund policy 2024/s);
    } finally {
      await engine.handlers["change.undo"]({}, calm);
    }
  });

  it("says what is still found when it is read again", async () => {
    // An id of a trace stays under its key; on the page it looks like the number of a card.
    const bodies = madeBodies().flatMap((body) =>
      body.type === "span" ? [{ ...body, traceId: "4111111111111111" as TraceId }] : [],
    );
    const id = await addIncident(engine, madeItems(bodies, ""));
    const { text, done } = await report(engine, id, "html", { redact: true });
    expect(done.redacted?.leftovers).toBeGreaterThan(0);
    expect(wordsOf(text).replaceAll("\u00a0", " ")).toContain(`${done.redacted?.leftovers} more place`);
  });
});

describe("a report that leaves", () => {
  it("is in the log of what left; a preview is not", async () => {
    const count = async (): Promise<unknown> => engine.value("SELECT count(*) FROM departure");
    const before = await count();
    await report(engine, made, "html", { preview: true });
    expect(await count()).toEqual(before);
    await report(engine, made, "json", { redact: true, file: "handed-over.json" });
    const { departures } = await engine.handlers["departure.list"]({ limit: 1 }, calm);
    expect(departures[0]).toMatchObject({
      kind: "report",
      format: "json",
      file: "handed-over.json",
      rows: 7,
      whole: true,
    });
  });

  it("is of an incident that is there", async () => {
    expect(await failure(() => report(engine, "00000000-0000-4000-8000-000000000000", "html"))).toBe("NOT_FOUND");
  });
});
