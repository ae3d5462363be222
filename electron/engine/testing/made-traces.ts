import fc from "fast-check";
import { spanIdOf, traceIdOf } from "../../../shared/testing/stable-ids.js";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(
    "",
    "\u0000",
    "__proto__",
    '{"a":"b\\"c"}',
    "line\nline\r\n",
    "\u007fr1",
    "ü/é\u2028",
    "x".repeat(300),
  ),
);
const anyValue = fc.letrec<{ value: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    text.map((stringValue) => ({ stringValue })),
    fc.maxSafeInteger().map((value) => ({ intValue: String(value) })),
    fc.constantFrom({ intValue: "9223372036854775807" }, { intValue: 12 }, {}, { bytesValue: "AAEC/w==" }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((doubleValue) => ({ doubleValue })),
    fc.boolean().map((boolValue) => ({ boolValue })),
    fc.array(tie("value"), { maxLength: 3 }).map((values) => ({ arrayValue: { values } })),
    fc
      .array(fc.record({ key: text, value: tie("value") }), { maxLength: 3 })
      .map((values) => ({ kvlistValue: { values } })),
  ),
})).value;
const MEANT = [
  "gen_ai.operation.name",
  "gen_ai.agent.name",
  "gen_ai.tool.name",
  "gen_ai.request.model",
  "gen_ai.conversation.id",
  "openinference.span.kind",
  "input.value",
  "output.value",
  "session.id",
];
const attributes = fc
  .tuple(
    fc.array(fc.record({ key: text, value: anyValue }), { maxLength: 4 }),
    fc
      .subarray(MEANT)
      .chain((keys) => fc.tuple(...keys.map((key) => text.map((stringValue) => ({ key, value: { stringValue } }))))),
    fc.constantFrom([], [{ key: "gen_ai.usage.input_tokens", value: { intValue: "120" } }]),
  )
  .map((lists) => lists.flat());

const BEGIN = 1_760_000_000_000_000_000n;
const time = fc.bigInt({ min: 0n, max: 5_000_000_000n }).map((offset) => String(BEGIN + offset));

const span = fc.record(
  {
    name: text,
    kind: fc.integer({ min: 0, max: 5 }),
    startTimeUnixNano: time,
    endTimeUnixNano: fc.oneof(time, fc.constant("0")),
    attributes,
    events: fc.array(fc.record({ timeUnixNano: time, name: text, attributes }), { maxLength: 2 }),
    status: fc.record({ code: fc.integer({ min: 0, max: 2 }), message: text }),
    traceState: text,
    flags: fc.integer({ min: 0, max: 255 }),
  },
  { requiredKeys: ["name", "attributes"] },
);
const parents = fc.integer({ min: -2, max: 6 });

const request = fc
  .record({
    resource: attributes,
    scope: fc.record({ name: text, version: text }, { requiredKeys: [] }),
    spans: fc.array(fc.record({ span, parent: parents, linked: parents }), { minLength: 1, maxLength: 7 }),
  })
  .map(({ resource, scope, spans }) => ({ resource, scope, spans }));

/** Requests of OTLP with odd values in odd places, the same for a seed. `shortIds`: with ids that are no more than numbers. */
export function madeTraces(seed: number, count: number, shortIds: boolean): string[] {
  return fc.sample(request, { seed, numRuns: count }).map(({ resource, scope, spans }, trace) => {
    const traceId = shortIds ? String(trace) : traceIdOf(`made ${seed} ${trace}`);
    const idOf = (index: number): string => (shortIds ? `${index}` : spanIdOf(traceId, `span ${index}`));
    return JSON.stringify({
      resourceSpans: [
        {
          resource: { attributes: resource },
          scopeSpans: [
            {
              scope,
              spans: spans.map(({ span: one, parent, linked }, index) => ({
                traceId,
                spanId: idOf(index),
                ...(parent === -1 || parent === index ? {} : { parentSpanId: idOf(parent) }),
                ...one,
                links: linked < 0 ? [] : [{ traceId, spanId: idOf(linked), attributes: resource }],
              })),
            },
          ],
        },
      ],
    });
  });
}
