import { expect, it } from "vitest";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { calm, TestEngine } from "../testing/test-engine.js";

const ASKED = "0af7651916cd43dd8448eb211c80319c" as TraceId;
const ASKING = "0af7651916cd43dd8448eb211c80319d" as TraceId;
const GONE = "0af7651916cd43dd8448eb211c80319e" as TraceId;
const id = (number: number): SpanId => `b7ad6b716920333${number}` as SpanId;
const end = (traceId: string, span: number) => ({ traceId, spanId: id(span) });

/** A span of OTLP JSON in a document of its own. */
const document = (traceId: string, span: number, name: string, links: readonly object[]): string =>
  JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                ...end(traceId, span),
                name,
                startTimeUnixNano: `179349120000000000${span}`,
                endTimeUnixNano: "1793491201000000000",
                links,
              },
            ],
          },
        ],
      },
    ],
  });

it("tells both ends of a link, whichever was imported first, and which are not there", async () => {
  await using engine = await TestEngine.open();
  await engine.add("asking.json", document(ASKING, 1, "ask", [end(ASKED, 2), end(GONE, 3), end(ASKED, 9)]));
  await engine.add("asked.json", document(ASKED, 2, "answer", [end(ASKED, 2)]));

  const from = await engine.handlers["span.get"](end(ASKING, 1) as { traceId: TraceId; spanId: SpanId }, calm);
  expect(from.links).toEqual([
    { ...end(ASKED, 2), inTrace: false, name: "answer", title: "answer" },
    { ...end(GONE, 3), inTrace: false, name: null, title: null },
    { ...end(ASKED, 9), inTrace: false, name: null, title: "answer" },
  ]);
  expect(from.linkedFrom).toEqual([]);

  const to = await engine.handlers["span.get"](end(ASKED, 2) as { traceId: TraceId; spanId: SpanId }, calm);
  const own = { ...end(ASKED, 2), inTrace: true, name: "answer", title: "answer" };
  expect(to.links).toEqual([own]);
  expect(to.linkedFrom).toEqual([{ ...end(ASKING, 1), inTrace: false, name: "ask", title: "ask" }, own]);

  const { links } = await engine.handlers["trace.spans"]({ traceId: ASKING }, calm);
  expect([...links.targetRow]).toEqual([-1, -1, -1]);
  expect([...links.targetKnown]).toEqual([1, 0, 1]);
});
