import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prepareSchema } from "../../db/schema.js";
import { Session } from "../../db/session.js";
import { queryTree } from "../parse-filter.js";
import { compileSpans } from "./compile.js";
import { type CountLimits, holdScan } from "./hold-scan.js";
import { FOUND_USES } from "./text-scan.js";

let session: Session;
let close: () => void;

/** Sixty texts with the word one to six times, the later the longer; forty without. */
const TEXTS = Array.from({ length: 100 }, (_, index) =>
  index < 60 ? `${"refund ".repeat(1 + (index % 6))}${"and more of it ".repeat(index)}` : `nothing ${index}`,
);

beforeEach(async () => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  session = new Session(connection, () => undefined);
  close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  await prepareSchema(session, false);
  for (const [index, text] of TEXTS.entries()) {
    await session.run("INSERT INTO text BY NAME SELECT $1::BIGINT AS id, length($2) AS length, $2 AS body", [
      index + 1,
      text,
    ]);
    await session.run("INSERT INTO use BY NAME SELECT $1 AS trace, 0 AS preorder, $1 AS text, TRUE AS is_new", [
      index + 1,
    ]);
  }
});
afterEach(() => close());

/** Holds what a query finds, and how often the texts were gone through for it. */
async function scansFor(query: string, limits?: CountLimits): Promise<number> {
  const { scan, words, parameters } = compileSpans(queryTree(query));
  if (scan === null) throw new Error("A word is looked for in texts");
  let scans = 0;
  const run: Session["run"] = (sql, bound) => {
    if (/FROM text\b/.test(sql)) scans++;
    return session.run(sql, bound);
  };
  await holdScan(session, scan, words, parameters, { ranked: true, run, ...(limits && { limits }) });
  return scans;
}

/** The score of each text with the word, in the order of their length. */
async function scores(limits: CountLimits): Promise<number[]> {
  await scansFor("refund", limits);
  const rows = await session.rows<{ score: number }>(`SELECT score FROM ${FOUND_USES} ORDER BY text`);
  return rows.map((row) => Number(row.score.toFixed(9)));
}

function exactScore(text: string): number {
  const average = TEXTS.reduce((sum, one) => sum + one.length, 0) / TEXTS.length;
  const times = text.split("refund").length - 1;
  const weight = Math.log(1 + (100 - 60 + 0.5) / (60 + 0.5)) * 2.2;
  return Number((weight * (times / (times + 0.3 + (0.9 * text.length) / average) + 1)).toFixed(9));
}

/** What is known of all texts is kept by session, so each limit is asked in a session of its own. */
describe("how often a word stands in a text", () => {
  it.each([
    ["in few texts", { atOnce: 2000, afterwards: 1e9, enoughWhole: 1 }],
    ["where too few have the whole word", { atOnce: 2000, afterwards: 0, enoughWhole: 1e9 }],
  ])("is counted afterwards %s", async (_when, limits) => {
    const found = await scores(limits);
    expect(found).toEqual(TEXTS.slice(0, 60).map(exactScore));
  });

  it("is once in the longer ones of very many", async () => {
    const found = await scores({ atOnce: 2000, afterwards: 0, enoughWhole: 1 });
    const exact = TEXTS.slice(0, 60).map(exactScore);
    expect(found.slice(0, 10)).toEqual(exact.slice(0, 10));
    expect(found.slice(40).every((score, index) => score < (exact[40 + index] ?? 0))).toBe(true);
  });
});

describe("texts that are asked for again", () => {
  const found = async (): Promise<number> =>
    (await session.first<{ uses: number }>(`SELECT count(*)::DOUBLE AS uses FROM ${FOUND_USES}`))?.uses ?? 0;

  it("are gone through once, as long as it is the same search and they are the same", async () => {
    expect([await scansFor("refund"), await found()]).toEqual([1, 60]);
    expect([await scansFor("refund"), await found()]).toEqual([0, 60]);
    expect([await scansFor("nothing"), await found()]).toEqual([1, 40]);
    expect([await scansFor("refund"), await found()]).toEqual([1, 60]);
    await session.run("INSERT INTO text BY NAME SELECT 101::BIGINT AS id, 6 AS length, 'refund' AS body");
    await session.run("INSERT INTO use BY NAME SELECT 101 AS trace, 0 AS preorder, 101 AS text, TRUE AS is_new");
    expect([await scansFor("refund"), await found()]).toEqual([1, 61]);
  });

  it("are gone through again after a search that was stopped on its way", async () => {
    const { scan, words, parameters } = compileSpans(queryTree("nothing"));
    if (scan === null) throw new Error("A word is looked for in texts");
    await scansFor("refund");
    const run = async (): Promise<void> => Promise.reject(new Error("stopped"));
    await expect(holdScan(session, scan, words, parameters, { ranked: true, run })).rejects.toThrow("stopped");
    expect([await scansFor("nothing"), await found()]).toEqual([1, 40]);
  });
});
