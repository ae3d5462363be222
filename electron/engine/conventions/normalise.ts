const PROVIDERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "azure.ai.openai": "azure",
    "az.ai.openai": "azure",
    azure_openai: "azure",
    "azure.ai.inference": "azure",
    "az.ai.inference": "azure",
    "gcp.gemini": "google",
    "gcp.gen_ai": "google",
    "gcp.vertex_ai": "google",
    vertex_ai: "google",
    vertexai: "google",
    gemini: "google",
    google_genai: "google",
    google_ai: "google",
    googleai: "google",
    "google.generative-ai": "google",
    "google.vertex": "google",
    "aws.bedrock": "aws",
    bedrock: "aws",
    "amazon-bedrock": "aws",
    amazon: "aws",
    x_ai: "xai",
    mistral_ai: "mistral",
    mistralai: "mistral",
    together_ai: "together",
    togetherai: "together",
    "ibm.watsonx.ai": "ibm",
    watsonx: "ibm",
    hugging_face: "huggingface",
    moonshot_ai: "moonshot",
    dashscope: "alibaba",
    qwen: "alibaba",
  }),
);

/** Names of frameworks that stand where a provider should: the model's name says more. */
const FRAMEWORKS = new Set([
  "langchain",
  "langgraph",
  "crewai",
  "strands-agents",
  "gcp.vertex.agent",
  "microsoft.agent_framework",
  "llamaindex",
  "llama_index",
  "autogen",
  "haystack",
  "pydantic-ai",
  "openai_agents",
  "_other",
]);

const MODEL_PREFIXES: readonly (readonly [string, string])[] = [
  ["gpt-", "openai"],
  ["chatgpt", "openai"],
  ["o1", "openai"],
  ["o3", "openai"],
  ["o4", "openai"],
  ["text-embedding-", "openai"],
  ["claude", "anthropic"],
  ["gemini", "google"],
  ["mistral", "mistral"],
  ["mixtral", "mistral"],
  ["codestral", "mistral"],
  ["grok", "xai"],
  ["deepseek", "deepseek"],
  ["command-", "cohere"],
  ["embed-", "cohere"],
  ["rerank-", "cohere"],
  ["qwen", "alibaba"],
];

/** A provider's one name, in lower case; null for the name of a framework, which is no provider. */
export function normaliseProvider(raw: string | null): string | null {
  if (raw === null) return null;
  const name = raw.trim().toLowerCase();
  return FRAMEWORKS.has(name) ? null : (PROVIDERS.get(name) ?? name);
}

/** The provider that a model's name gives away, else null. `openai/gpt-4o` and `us.anthropic.claude-...` count too. */
export function providerOfModel(model: string): string | null {
  const name = model.toLowerCase();
  const slash = name.indexOf("/");
  const bare = slash === -1 ? name : name.slice(slash + 1);
  for (const [prefix, provider] of MODEL_PREFIXES) if (bare.startsWith(prefix)) return provider;
  return name.includes("anthropic.claude") || name.includes("amazon.") ? "aws" : null;
}

const FINISH_REASONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    end_turn: "stop",
    endturn: "stop",
    stopsequence: "stop",
    stop_sequence: "stop",
    complete: "stop",
    completed: "stop",
    eos: "stop",
    eos_token: "stop",
    max_tokens: "length",
    maxtokens: "length",
    max_output_tokens: "length",
    model_context_window_exceeded: "length",
    tool_calls: "tool_call",
    "tool-calls": "tool_call",
    tool_use: "tool_call",
    tooluse: "tool_call",
    toolcalls: "tool_call",
    functioncall: "tool_call",
    function_call: "tool_call",
    "content-filter": "content_filter",
    safety: "content_filter",
    recitation: "content_filter",
    blocklist: "content_filter",
    prohibited_content: "content_filter",
    refusal: "content_filter",
    guardrail_intervened: "content_filter",
    guardrailintervened: "content_filter",
    content_filtered: "content_filter",
    contentfiltered: "content_filter",
    contentfilter: "content_filter",
    pause_turn: "pause",
    malformed_function_call: "error",
    failed: "error",
  }),
);

/** A finish reason of the one set: stop, length, tool_call, content_filter, compaction, pause, error; others lower-case. */
export function normaliseFinishReason(raw: string | null): string | null {
  if (raw === null) return null;
  const name = raw
    .trim()
    .toLowerCase()
    .replace(/^finishreason\.|^finish_reason_/, "");
  return name === "" ? null : (FINISH_REASONS.get(name) ?? name);
}

const ROLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    human: "user",
    ai: "assistant",
    model: "assistant",
    developer: "system",
    function: "tool",
    chatbot: "assistant",
  }),
);

/** A role of the one set: system, user, assistant, tool; others lower-case, as they came. */
export function normaliseRole(raw: string | null, otherwise: string): string {
  if (raw === null || raw === "") return otherwise;
  // Python prints the member of an enum with its class: MessageRole.USER.
  const name = raw.toLowerCase().replace(/^(message|chat)?role\./, "");
  return ROLES.get(name) ?? name;
}
