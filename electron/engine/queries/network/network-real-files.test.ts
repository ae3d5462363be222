import { describe, expect, it } from "vitest";
import { edgesOf, getNetwork, whyOf } from "../../testing/network-shapes.js";
import { realFiles } from "../../testing/real-files.js";
import { TestEngine } from "../../testing/test-engine.js";

/** What a reader of the raw files names: agents, tools, models, and who turned to whom how often. */
interface Proof {
  readonly title: string;
  readonly files: readonly string[];
  readonly edges: readonly string[];
}

const LANGFUSE = realFiles("langfuse");
const langfuse = (framework: string): string[] =>
  LANGFUSE.filter((path) => path.includes(framework) && !path.endsWith(".chatml.json"));

const PROOFS: readonly Proof[] = [
  {
    title: "a supervisor asks a detector over Agent2Agent, which calls tools of a network lab",
    files: realFiles("jaeger/agntcy-packet-panic"),
    edges: [
      "User invokes supervisor_agent x2",
      "detector_agent calls pyats_list_devices x2",
      "detector_agent calls pyats_run_show_command x4",
      "detector_agent uses anthropic/claude-opus-4-5-20251101 x6",
      // The model asks for this tool; what it runs is the detector, by a span of the supervisor's own.
      "supervisor_agent calls query_detector x2",
      "supervisor_agent invokes detector_agent x2",
      "supervisor_agent uses anthropic/claude-opus-4-5-20251101 x4",
    ],
  },
  {
    title: "a manager that writes code sends a search agent to browse",
    files: realFiles("trail/causalerror/GAIA"),
    edges: [
      "CodeAgent calls final_answer x29",
      "CodeAgent invokes search_agent x11",
      "CodeAgent uses o3-mini x113",
      "User invokes main x29",
      "main invokes CodeAgent x29",
      "main uses o3-mini x29",
      "search_agent calls find_archived_url x4 (4 failed)",
      "search_agent calls find_on_page_ctrl_f x13",
      "search_agent calls inspect_file_as_text",
      "search_agent calls page_down x23 (23 failed)",
      "search_agent calls visit_page x16",
      "search_agent calls web_search x29 (6 failed)",
      "search_agent uses o3-mini x156",
    ],
  },
  {
    title: "a chat of AutoGen",
    files: langfuse("autogen"),
    edges: ["User invokes autogen-chat-trace", "autogen-chat-trace uses gpt-4o"],
  },
  {
    title: "an agent of Google's ADK with a tool",
    files: langfuse("google-adk"),
    edges: ["User invokes hello_agent", "hello_agent calls say_hello", "hello_agent uses gemini-2.0-flash x2"],
  },
  {
    title: "a call of Vertex through LangChain, alone",
    files: langfuse("google-vertex-tools-langchain"),
    edges: ["User uses gemini-2.5-flash"],
  },
  {
    title: "an agent of LangGraph with a tool",
    files: langfuse("langgraph-2025"),
    edges: ["LangGraph calls Web-Search", "LangGraph uses gpt-4o-2024-08-06 x2", "User invokes LangGraph"],
  },
  {
    title: "an agent of Microsoft's framework, whose name is an id",
    files: langfuse("microsoft-agent"),
    edges: [
      "User invokes agent of agent_framework",
      "agent of agent_framework calls get_weather",
      "agent of agent_framework uses gpt-4o x2",
    ],
  },
  {
    title: "an assistant of OpenAI's",
    files: langfuse("openai-assistants"),
    edges: ["User invokes get_response", "get_response uses gpt-4"],
  },
  {
    title: "calls of Anthropic's API that ask for a tool",
    files: langfuse("anthropic-messages-api"),
    edges: ["User calls Read x4", "User uses claude-sonnet-4-20250514 x3"],
  },
  {
    title: "a chat bot of the AI SDK",
    files: langfuse("langfuse-1.json"),
    edges: ["User invokes handle-chatbot-message", "handle-chatbot-message uses gpt-5-2025-08-07"],
  },
];

describe("the network of real files", { timeout: 120_000 }, () => {
  for (const { title, files, edges } of PROOFS) {
    it.skipIf(files.length === 0)(
      `${title}${files.length === 0 ? " (skipped: set SKEIN_DATA to the folder that has it)" : ""}`,
      async () => {
        await using engine = await TestEngine.open();
        await engine.import(files);
        const graph = await getNetwork(engine);
        expect(edgesOf(graph)).toEqual(edges);
        expect(
          graph.nodes.filter((node) => node.why.length === 0 || node.why.some((reason) => reason.evidence === "")),
        ).toEqual([]);
        if (title.includes("Agent2Agent")) {
          expect(whyOf(graph, "supervisor_agent", "detector_agent").join()).toMatch(/^Agent2Agent: span a2a\.server/);
          expect(graph.nodes.find((node) => node.name === "detector_agent")?.rawNames.map((raw) => raw.name)).toEqual([
            "detector_agent.ainvoke (packetpanic.detector)",
          ]);
        }
      },
    );
  }
});
