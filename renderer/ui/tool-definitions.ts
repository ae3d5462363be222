/** A tool that a model may call, as it is told of it. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  /** Its parameters, mostly a JSON schema; undefined where it tells of none. */
  readonly parameters: unknown;
}

type Fields = Readonly<Record<string, unknown>>;
const NAMES = ["name", "title", "type"] as const;
const PARAMETERS = [
  "parameters",
  "input_schema",
  "inputSchema",
  "parametersJsonSchema",
  "args_schema",
  "schema",
] as const;
/** Members that hold the tools, or the tool itself, in one shape or another. */
const INSIDE = [
  "function",
  "tool",
  "toolSpec",
  "json_schema",
  "functionDeclarations",
  "function_declarations",
  "tools",
] as const;
const DEEPEST = 6;

/**
 * The tools out of JSON as models' interfaces write them: OpenAI, Anthropic, Gemini, Bedrock, MCP, the OpenTelemetry
 * conventions and lists of JSON texts of these. Null where nothing in it is a tool.
 */
export function toolDefinitions(json: string): readonly ToolDefinition[] | null {
  const tools: ToolDefinition[] = [];
  collect(parsed(json), tools, 0);
  return tools.length === 0 ? null : tools;
}

function collect(value: unknown, tools: ToolDefinition[], depth: number): void {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(parsed(item), tools, depth + 1);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const fields = value as Fields;
  const inside = INSIDE.map((member) => parsed(fields[member])).filter(
    (one) => typeof one === "object" && one !== null,
  );
  if (inside.length > 0) {
    for (const one of inside) collect(one, tools, depth + 1);
    return;
  }
  const name = NAMES.map((member) => fields[member]).find((text) => typeof text === "string" && text !== "");
  if (typeof name !== "string") return;
  const { description } = fields;
  const parameters = parsed(PARAMETERS.map((member) => fields[member]).find((one) => one !== undefined));
  const isTold = typeof fields["name"] === "string" || parameters !== undefined;
  if (!isTold) return;
  tools.push({
    name,
    description: typeof description === "string" ? description : "",
    // Bedrock and others wrap the schema once more.
    parameters:
      typeof parameters === "object" && parameters !== null && "json" in parameters ? parameters.json : parameters,
  });
}

/** A text that is JSON of an object or a list, opened; anything else as it is. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
