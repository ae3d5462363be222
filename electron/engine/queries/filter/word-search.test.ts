import { describe, expect, it } from "vitest";
import { calm, TestEngine } from "../../testing/test-engine.js";

/** A turn whose input nobody in particular says, above a call that has the same words as a message of the user. */
function turnOf(trace: number, input: string, messages: readonly { role: string; content: string }[]): string {
  const span = (id: number, parent: number | null, attributes: Readonly<Record<string, string>>) => ({
    traceId: trace.toString(16).padStart(32, "0"),
    spanId: (trace * 16 + id).toString(16).padStart(16, "0"),
    ...(parent === null ? {} : { parentSpanId: (trace * 16 + parent).toString(16).padStart(16, "0") }),
    name: parent === null ? "turn" : "chat",
    startTimeUnixNano: `${1_790_000_000 + id}000000000`,
    endTimeUnixNano: `${1_790_000_010 - id}000000000`,
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  });
  const said = messages.flatMap(({ role, content }, index): [string, string][] => [
    [`llm.input_messages.${index}.message.role`, role],
    [`llm.input_messages.${index}.message.content`, content],
  ]);
  const spans = [
    span(1, null, { "openinference.span.kind": "CHAIN", "input.value": input }),
    span(2, 1, { "openinference.span.kind": "LLM", ...Object.fromEntries(said) }),
  ];
  return JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
}

describe("who said the words of a turn's input", () => {
  it("is whoever says them in a call below", async () => {
    await using engine = await TestEngine.open();
    await engine.add("turns.jsonl", [
      turnOf(1, "Refund the order", [{ role: "user", content: "Refund the order" }]),
      turnOf(2, "Refund the order", [{ role: "system", content: "Be brief" }]),
    ]);
    const names = async (query: string): Promise<string[]> => {
      const asked = { query, in: "spans", limit: 10, zoneOffsetMinutes: 0 } as const;
      const { hits } = await engine.handlers["search.run"](asked, calm);
      return hits.map((hit) => `${Number.parseInt(hit.traceId, 16)} ${hit.name}`).toSorted();
    };
    expect(await names("refund")).toEqual(["1 turn", "2 turn"]);
    expect(await names("role:user refund")).toEqual(["1 turn"]);
    expect(await names("role:user refund in:all")).toEqual(["1 chat", "1 turn"]);
    expect(await names("role:user")).toEqual(["1 turn"]);
    expect(await names("role:system refund")).toEqual([]);
  });
});
