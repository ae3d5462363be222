import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { InputOf } from "../../../shared/contract/procedure.js";
import type { searchContract } from "../../../shared/contract/search.js";
import { LANGFUSE_FILES, langfuseObservations, type RawSpan, TRAIL_FILES, trailSpans } from "../testing/raw-counts.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const absent = TRAIL_FILES.length === 0 || LANGFUSE_FILES.length === 0;
const name = absent
  ? "searches over TRAIL's and Langfuse's files (skipped: set SKEIN_DATA to the folder that has them)"
  : "searches over TRAIL's and Langfuse's files";

let engine: TestEngine;
beforeAll(async () => {
  engine = await TestEngine.open();
  if (!absent) await engine.import([...TRAIL_FILES, ...LANGFUSE_FILES]);
}, 120_000);
afterAll(() => engine[Symbol.asyncDispose]());

type In = InputOf<(typeof searchContract)["search.run"]>["in"];
async function total(query: string, inView: In = "spans"): Promise<number> {
  const asked = { query, in: inView ?? "spans", limit: 1, zoneOffsetMinutes: 0 };
  return (await engine.handlers["search.run"](asked, calm)).total;
}

/** What only TRAIL's spans have. */
const TRAIL = "attr.pat.app:*";

describe.skipIf(absent)(name, { timeout: 60_000 }, () => {
  const spans = trailSpans();
  const observations = langfuseObservations();
  const count = (holds: (span: RawSpan) => boolean): number => spans.filter(holds).length;
  const traces = (holds: (span: RawSpan) => boolean): number =>
    new Set(spans.filter(holds).map((span) => span.trace)).size;
  const isKind =
    (kind: string) =>
    (span: RawSpan): boolean =>
      span.kind === kind;
  const says = (word: string) => (span: RawSpan) =>
    Object.values(span.attributes).some((value) => String(value).toLowerCase().includes(word));

  it("find spans by their names", async () => {
    expect(await total("name:main")).toBe(count((span) => span.name === "main"));
  });

  it("find what failed, and where nothing did", async () => {
    const failed = (span: RawSpan): boolean => span.failed;
    expect(await total(`status:error ${TRAIL}`)).toBe(count(failed));
    expect(await total(`{status:error ${TRAIL}}`, "traces")).toBe(traces(failed));
    expect(await total(`-status:error ${TRAIL}`, "traces")).toBe(traces(() => true) - traces(failed));
  });

  it("find what took long, by an attribute of the resource", async () => {
    const long = (span: RawSpan): boolean =>
      (span.seconds ?? 0) > 60 && span.resource["telemetry.sdk.language"] === "python";
    expect(await total("duration>60s attr.telemetry.sdk.language=python")).toBe(count(long));
  });

  it("compare attributes that hold numbers as text", async () => {
    const big = (span: RawSpan): boolean => Number(span.attributes["llm.token_count.prompt"]) > 10_000;
    expect(await total("attr.llm.token_count.prompt>10000")).toBe(count(big));
    expect(await total("attr.llm.token_count.prompt>10k", "traces")).toBe(traces(big));
  });

  it("find models by a part of their name", async () => {
    const model = (span: RawSpan): boolean => JSON.stringify(span.attributes["llm.model_name"] ?? "").includes("o3");
    expect(await total("model:*o3*")).toBe(count(model));
    expect(await total("attr.llm.model_name:*o3*")).toBe(count(model));
  });

  it("find the calls of models; a span that a file holds twice is one", async () => {
    const calls = spans.filter(isKind("LLM"));
    const distinct = new Set(calls.map((span) => `${span.trace} ${span.id}`)).size;
    expect(calls.length - distinct).toBe(1);
    expect(await total(`kind:llm ${TRAIL}`)).toBe(distinct);
  });

  it("find the tool that was called", async () => {
    expect(await total("tool:final_answer")).toBe(count((span) => span.attributes["tool.name"] === "final_answer"));
  });

  it("find tools below agents", async () => {
    const below = (span: RawSpan): boolean => isKind("TOOL")(span) && span.ancestors.some(isKind("AGENT"));
    expect(await total(`{kind:agent ${TRAIL}} >> {kind:tool ${TRAIL}}`)).toBe(count(below));
  });

  it("find what failed directly below a chain", async () => {
    const below = (span: RawSpan): boolean => span.failed && span.ancestors.at(-1)?.kind === "CHAIN";
    expect(await total(`{kind:workflow ${TRAIL}} > status:error`)).toBe(count(below));
    expect(await total("attr.openinference.span.kind=CHAIN > status:error", "traces")).toBe(traces(below));
  });

  it("find words in whatever was said, by word and by pattern", async () => {
    expect(await total("excavation in:all")).toBe(count(says("excavation")));
    expect(await total("excavation", "traces")).toBe(traces(says("excavation")));
    expect(await total("/excavat(ion|e)/ in:all")).toBe(
      count((span) => says("excavation")(span) || says("excavate")(span)),
    );
  });

  it("find spans, traces and conversations by user, session and type", async () => {
    const of = (holds: (one: (typeof observations)[number]) => boolean): number => observations.filter(holds).length;
    const ofUser = of((one) => one.user === "demo-user");
    expect(ofUser).toBeGreaterThan(0);
    expect(await total("user:demo-user")).toBe(ofUser);
    expect(await total("attr.langfuse.observation.type=generation")).toBe(of((one) => one.type === "GENERATION"));
    const ofSession = new Set(observations.flatMap((one) => (one.session === "session_abc" ? [one.trace] : [])));
    expect(await total("conversation:session_abc", "traces")).toBe(ofSession.size);
    expect(await total("conversation:session_abc", "conversations")).toBe(1);
  });
});
