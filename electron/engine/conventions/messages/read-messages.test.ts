import { describe, expect, it } from "vitest";
import type { AttributeValue } from "../../../../shared/model/facts.js";
import type { MeaningMessage } from "../../../../shared/model/meaning.js";
import { isArray } from "../values.js";
import { requestMessages, responseMessages } from "./read-body.js";
import { readMessages } from "./read-messages.js";

/** Messages in short: `role: type name#id content | ...`. */
function brief(messages: readonly MeaningMessage[] | null): string[] {
  return (messages ?? []).map((message) => {
    const parts = message.parts.map((part) =>
      [part.type, part.name, part.callId === null ? null : `#${part.callId}`, part.content]
        .filter((one) => one !== null)
        .join(" "),
    );
    return `${message.role}: ${parts.join(" | ")}`;
  });
}

const DIALECTS: readonly (readonly [name: string, value: AttributeValue, expected: readonly string[]])[] = [
  [
    "GenAI parts",
    [
      {
        role: "assistant",
        parts: [
          { type: "reasoning", content: "hm" },
          { type: "tool_call", id: "1", name: "f", arguments: '{"a": 1}' },
          { type: "blob", modality: "image", content: "AA==" },
          { type: "uri", mime_type: "audio/wav", uri: "s3://x" },
          { type: "made_up", x: 1 },
        ],
      },
      { role: "user", parts: [{ type: "tool_call_response", id: "1", result: [1, 2] }] },
    ],
    [
      'assistant: reasoning hm | tool_call f #1 {"a": 1} | image AA== | audio s3://x | other made_up {"type":"made_up","x":1}',
      "user: tool_result #1 [1,2]",
    ],
  ],
  [
    "Gemini",
    [
      { role: "user", parts: [{ text: "Hi" }] },
      { role: "model", parts: [{ text: "thinking", thought: true }, { functionCall: { name: "f", args: { a: 1 } } }] },
      { role: "user", parts: [{ function_response: { name: "f", response: { ok: true } } }] },
    ],
    ["user: text Hi", 'assistant: reasoning thinking | tool_call f {"a":1}', 'tool: tool_result f {"ok":true}'],
  ],
  [
    "OpenAI chat",
    [
      { role: "developer", content: "Be kind." },
      {
        role: "user",
        content: [
          { type: "text", text: "See" },
          { type: "image_url", image_url: { url: "https://x/y.png" } },
        ],
      },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "1", type: "function", function: { name: "f", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "1", content: [{ type: "text", text: "ok" }] },
      { role: "assistant", refusal: "No." },
    ],
    [
      "system: text Be kind.",
      "user: text See | image https://x/y.png",
      "assistant: tool_call f #1 {}",
      "tool: tool_result #1 ok",
      "assistant: refusal No.",
    ],
  ],
  [
    "OpenAI Responses",
    [
      { type: "message", role: "user", content: [{ type: "input_text", text: "Hi" }] },
      { type: "reasoning", summary: [{ type: "summary_text", text: "plan" }] },
      { type: "function_call", call_id: "1", name: "f", arguments: "{}" },
      { type: "function_call_output", call_id: "1", output: "ok" },
      { type: "web_search_call", id: "w", action: { query: "q" } },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "Done" }] },
    ],
    [
      "user: text Hi",
      "assistant: reasoning plan | tool_call f #1 {}",
      "tool: tool_result #1 ok",
      'assistant: tool_call web_search_call #w {"query":"q"} | text Done',
    ],
  ],
  [
    "Anthropic",
    [
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "hm", signature: "s" },
          { type: "tool_use", id: "1", name: "f", input: { a: 1 } },
        ],
      },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "1", content: [{ type: "text", text: "ok" }] },
          { type: "text", text: "Go on" },
        ],
      },
    ],
    ['assistant: reasoning hm | tool_call f #1 {"a":1}', "tool: tool_result #1 ok", "user: text Go on"],
  ],
  [
    "Bedrock Converse",
    [
      { role: "user", content: [{ text: "Hi" }, { cachePoint: { type: "default" } }] },
      {
        role: "assistant",
        content: [
          { reasoningContent: { reasoningText: { text: "hm" } } },
          { toolUse: { toolUseId: "1", name: "f", input: {} } },
        ],
      },
      { role: "user", content: [{ toolResult: { toolUseId: "1", content: [{ json: { ok: 1 } }] } }] },
    ],
    ["user: text Hi", "assistant: reasoning hm | tool_call f #1 {}", 'tool: tool_result #1 {"ok":1}'],
  ],
  [
    "LangChain",
    [
      [
        {
          lc: 1,
          type: "constructor",
          id: ["langchain", "schema", "messages", "HumanMessage"],
          kwargs: { content: "Hi", type: "human" },
        },
        { type: "ai", content: "", tool_calls: [{ name: "f", args: { a: 1 }, id: "1" }] },
        { type: "tool", content: "ok", tool_call_id: "1" },
      ],
    ],
    ["user: text Hi", 'assistant: tool_call f #1 {"a":1}', "tool: tool_result #1 ok"],
  ],
  [
    "Vercel",
    [
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "hm" },
          { type: "tool-call", toolCallId: "1", toolName: "f", input: { a: 1 } },
        ],
      },
      {
        role: "tool",
        content: [{ type: "tool-result", toolCallId: "1", toolName: "f", output: { type: "json", value: { ok: 1 } } }],
      },
    ],
    ['assistant: reasoning hm | tool_call f #1 {"a":1}', 'tool: tool_result f #1 {"ok":1}'],
  ],
  [
    "Pydantic AI events",
    [
      { "event.name": "gen_ai.user.message", content: "Hi" },
      { "event.name": "gen_ai.choice", message: { role: "assistant", content: "Hello" } },
    ],
    ["user: text Hi", "assistant: text Hello"],
  ],
  [
    "LlamaIndex",
    [{ role: "user", blocks: [{ block_type: "text", text: "Hi" }], additional_kwargs: {} }],
    ["user: text Hi"],
  ],
  [
    "Haystack",
    [
      { role: "assistant", content: [{ tool_call: { tool_name: "f", arguments: {}, id: "1" } }], meta: {} },
      { _role: "user", _content: [{ text: "Hi" }] },
    ],
    ["assistant: tool_call f #1 {}", "user: text Hi"],
  ],
  ["AutoGen", [{ source: "writer", models_usage: null, content: "Hi", type: "TextMessage" }], ["assistant: text Hi"]],
];

describe("messages", () => {
  it.each(DIALECTS)("of %s read the same from a structure and from its JSON", (_name, value, expected) => {
    expect(brief(readMessages(value, "user"))).toEqual(expected);
    expect(brief(readMessages(JSON.stringify(value), "user"))).toEqual(expected);
    expect(brief(readMessages(JSON.stringify(JSON.stringify(value)), "user"))).toEqual(expected);
  });

  it("of several dialects in one list are told apart one by one", () => {
    const mixed = DIALECTS.flatMap(([, value]) => (isArray(value) ? value.flatMap((one) => one) : []));
    const total = DIALECTS.reduce((sum, [, , expected]) => sum + expected.length, 0);
    expect(readMessages(mixed, "user")).toHaveLength(total);
  });

  it("that are text stay text, and nothing is no message", () => {
    expect(brief(readMessages("Hello", "assistant"))).toEqual(["assistant: text Hello"]);
    expect(brief(readMessages("[{'role': 'user'}]", "user"))).toEqual(["user: text [{'role': 'user'}]"]);
    expect(readMessages("", "user")).toBeNull();
    expect(readMessages(null, "user")).toBeNull();
    expect(readMessages([], "user")).toBeNull();
  });

  it("with hostile shapes are read without harm", () => {
    const hostile = JSON.parse(
      '[{"role":"constructor","content":{"__proto__":{"a":1}}},{"role":{"x":1},"content":[[[]]]},7,null,[[]],{"type":"toString"}]',
    );
    expect(() => readMessages(hostile as AttributeValue, "user")).not.toThrow();
    expect(brief(readMessages(hostile as AttributeValue, "user"))[0]).toMatch(/^constructor: other/);
  });
});

const REQUESTS: readonly (readonly [string, AttributeValue, readonly string[]])[] = [
  ["OpenAI", { model: "m", messages: [{ role: "user", content: "Hi" }] }, ["user: text Hi"]],
  ["Responses", { instructions: "Be kind.", input: "Hi" }, ["system: text Be kind.", "user: text Hi"]],
  [
    "Anthropic",
    { system: [{ type: "text", text: "Be kind." }], messages: [{ role: "user", content: "Hi" }] },
    ["system: text Be kind.", "user: text Hi"],
  ],
  [
    "Gemini",
    { contents: [{ role: "user", parts: [{ text: "Hi" }] }], config: { system_instruction: "Be kind." } },
    ["system: text Be kind.", "user: text Hi"],
  ],
  ["text", "Hi", ["user: text Hi"]],
];
const RESPONSES: readonly (readonly [string, AttributeValue, readonly string[]])[] = [
  [
    "OpenAI",
    { choices: [{ message: { role: "assistant", content: "A" } }, { text: "B" }] },
    ["assistant: text A", "assistant: text B"],
  ],
  [
    "Responses",
    { output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text: "A" }] }] },
    ["assistant: text A"],
  ],
  ["Anthropic", { role: "assistant", content: [{ type: "text", text: "A" }] }, ["assistant: text A"]],
  [
    "Gemini",
    { candidates: [{ content: { role: "model", parts: [{ text: "A" }] }, finishReason: "STOP" }] },
    ["assistant: text A"],
  ],
  ["LangChain", { generations: [[{ text: "A", generation_info: { finish_reason: "stop" } }]] }, ["assistant: text A"]],
  ["Bedrock", { output: { message: { role: "assistant", content: [{ text: "A" }] } } }, ["assistant: text A"]],
  ["text", "A", ["assistant: text A"]],
];

describe("whole bodies", () => {
  it.each(REQUESTS)("of requests: %s", (_name, body, expected) => {
    expect(brief(requestMessages(body))).toEqual(expected);
  });
  it.each(RESPONSES)("of answers: %s", (_name, body, expected) => {
    expect(brief(responseMessages(body))).toEqual(expected);
  });
  it("without messages are null", () => {
    expect(requestMessages('{"query":"x"}')).toBeNull();
    expect(responseMessages('{"score":1}')).toBeNull();
  });
});

describe("a role", () => {
  it.each([
    ["MessageRole.SYSTEM", "system"],
    ["ChatRole.USER", "user"],
    ["Assistant", "assistant"],
    ["human", "user"],
  ])("%s is %s", (role, known) => {
    expect(requestMessages([{ role, content: "A" }])?.[0]?.role).toBe(known);
  });
});
