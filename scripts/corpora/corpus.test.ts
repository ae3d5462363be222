import { Writable } from "node:stream";
import { describe, expect, test } from "vitest";
import { CORPUS_KINDS, corpusLines, writeCorpus } from "./corpus.js";
import type { CorpusKind } from "./corpus.js";

interface Value {
  stringValue?: string;
  arrayValue?: { values: { doubleValue: number }[] };
}
interface Span {
  traceId: string;
  spanId: string;
  attributes: { key: string; value: Value }[];
}

function take(kind: CorpusKind, count: number): string[] {
  const lines: string[] = [];
  for (const line of corpusLines(kind)) {
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
}

function spansOf(line: string): Span[] {
  const document = JSON.parse(line) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
  return document.resourceSpans.flatMap((resource) => resource.scopeSpans.flatMap((scope) => scope.spans));
}

function valueOf(span: Span | undefined, key: string): Value | undefined {
  return span?.attributes.find((attribute) => attribute.key === key)?.value;
}

describe.each(CORPUS_KINDS)("%s", (kind) => {
  test("is JSON by the line, with ids that never repeat, and the same each time", () => {
    const lines = take(kind, 12);
    expect(take(kind, 12)).toEqual(lines);
    const ids = lines.flatMap((line) => spansOf(line).map((span) => span.spanId));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
  });
});

test("spans have the sizes that are asked for", () => {
  const bytesASpan = (kind: CorpusKind, lines: number): number => {
    const taken = take(kind, lines);
    return Buffer.byteLength(taken.join("")) / taken.flatMap((line) => spansOf(line)).length;
  };
  expect(bytesASpan("small", 20)).toBeGreaterThan(1100);
  expect(bytesASpan("small", 20)).toBeLessThan(1300);
  expect(bytesASpan("big", 8)).toBeGreaterThan(145_000);
  expect(bytesASpan("big", 8)).toBeLessThan(158_000);
});

test("the thirtieth call of a conversation repeats the 59 messages before its answer, twice", () => {
  const genAi = spansOf(take("history", 30).at(-1) ?? "")[0];
  expect(JSON.parse(valueOf(genAi, "gen_ai.input.messages")?.stringValue ?? "[]")).toHaveLength(59);
  const request = JSON.parse(valueOf(genAi, "input.value")?.stringValue ?? "{}") as { messages: unknown[] };
  expect(request.messages).toHaveLength(59);
  const openInference = spansOf(take("history", 60).at(-1) ?? "")[0];
  expect(valueOf(openInference, "llm.input_messages.58.message.content")).toBeDefined();
  expect(valueOf(openInference, "llm.input_messages.59.message.content")).toBeUndefined();
});

test("vectors are 1,536 wide", () => {
  const [span] = spansOf(take("vectors", 1)[0] ?? "");
  expect(valueOf(span, "embedding.embeddings.0.embedding.vector")?.arrayValue?.values).toHaveLength(1536);
});

test("a slow reader is waited for, and the size is reached by whole lines", async () => {
  const chunks: Buffer[] = [];
  let most = 0;
  const slow = new Writable({
    highWaterMark: 1 << 20,
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      most = Math.max(most, slow.writableLength);
      setTimeout(done, 1);
    },
  });
  const figures = await writeCorpus("small", 8e6, slow);
  slow.end();
  const written = Buffer.concat(chunks);
  expect(figures.bytes).toBe(written.length);
  expect(figures.bytes).toBeGreaterThanOrEqual(8e6);
  expect(figures.bytes).toBeLessThan(8.3e6);
  expect(written.at(-1)).toBe(10);
  expect(most).toBeLessThan(4e6);
});
