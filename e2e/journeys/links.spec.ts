import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../fixtures/folder.js";
import { expect, test } from "../fixtures/server.js";

const ASKING = "0af7651916cd43dd8448eb211c80319c";
const ASKED = "0af7651916cd43dd8448eb211c80319d";
const GONE = "0af7651916cd43dd8448eb211c80319e";

interface Span {
  readonly traceId: string;
  readonly id: number;
  readonly parent?: number;
  readonly name: string;
  readonly agent: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}

const spanId = (id: number): string => `b00000000000000${id}`;

/** Two runs, one of which was asked by the other, and a link to a third that is not there. */
const SPANS: readonly Span[] = [
  { traceId: ASKING, id: 1, name: "invoke_agent planner", agent: "planner" },
  {
    traceId: ASKING,
    id: 2,
    parent: 1,
    name: "send",
    agent: "planner",
    links: [{ traceId: ASKED, spanId: spanId(4) }],
  },
  { traceId: ASKING, id: 3, parent: 1, name: "save", agent: "planner", links: [{ traceId: GONE, spanId: spanId(9) }] },
  { traceId: ASKED, id: 4, name: "invoke_agent worker", agent: "worker" },
];

const folder = temporaryFolder("links");
const file = join(folder, "links.jsonl");
const spans = SPANS.map(({ traceId, id, parent, name, agent, links = [] }) => ({
  traceId,
  spanId: spanId(id),
  ...(parent === undefined ? {} : { parentSpanId: spanId(parent) }),
  name,
  startTimeUnixNano: `17934912000${id}0000000`,
  endTimeUnixNano: `17934912000${id + 1}0000000`,
  attributes: Object.entries({
    "gen_ai.operation.name": name.startsWith("invoke") ? "invoke_agent" : "execute_tool",
    "gen_ai.agent.name": agent,
  }).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  links,
}));
writeFileSync(file, JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
test.use({ files: [file] });

test("a link leads to the other run and back, and says where there is none", async ({ skein }) => {
  const { page, traces, trace, inspector } = skein;
  await skein.goto("/traces");
  await expect(traces.rows).toHaveCount(2);
  await skein.goto(`/trace/${ASKING}?span=${spanId(2)}`);
  await trace.ready();
  await inspector.pane.getByRole("button", { name: /invoke_agent worker/ }).click();
  await expect.poll(() => skein.path()).toContain(`/trace/${ASKED}?span=${spanId(4)}`);
  await expect(trace.selected).toHaveText(/worker/);
  await expect(inspector.pane).toContainText("Linked from");
  await inspector.pane.getByRole("button", { name: /send/ }).click();
  await expect.poll(() => skein.path()).toContain(`/trace/${ASKING}?span=${spanId(2)}`);

  await skein.goto(`/trace/${ASKING}?view=graph&span=${spanId(3)}`);
  await expect(inspector.pane).toContainText("not in this workspace");
  const graph = page.getByRole("region", { name: "Graph" });
  await expect(graph.getByRole("button", { name: /^Linked to trace .*not in this workspace/ })).toBeVisible();
  await graph.getByRole("button", { name: `Linked to trace ${ASKED.slice(0, 8)}`, exact: true }).click();
  await expect.poll(() => skein.path()).toContain(`/trace/${ASKED}?span=${spanId(4)}`);
});
