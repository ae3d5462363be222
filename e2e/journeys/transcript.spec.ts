import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../fixtures/folder.js";
import { expectAccessible } from "../fixtures/accessibility.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A call that was sent a picture, one that is elsewhere, a drawing that could hold more, and long instructions. */
function callWithPictures(): string {
  const messages = [
    { role: "system", parts: [{ type: "text", content: "Describe **pictures**. ".repeat(40) }] },
    {
      role: "user",
      parts: [
        { type: "text", content: "What is on **these**?" },
        { type: "uri", modality: "image", uri: `data:image/png;base64,${PNG}` },
        { type: "uri", modality: "image", uri: "https://pictures.example/a.png" },
        { type: "uri", modality: "image", uri: "data:image/svg+xml;base64,PHN2Zy8+" },
      ],
    },
  ];
  const tool = { type: "function", name: "zoom", description: "Looks closer", parameters: { properties: { x: {} } } };
  const attributes = Object.entries({
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.input.messages": JSON.stringify(messages),
    "gen_ai.tool.definitions": JSON.stringify([tool]),
    "gen_ai.output.messages": JSON.stringify([{ role: "assistant", parts: [{ type: "text", content: "A dot." }] }]),
  }).map(([key, text]) => ({ key, value: { stringValue: text } }));
  const span = {
    traceId: "0af7651916cd43dd8448eb211c80319c",
    spanId: "00000000000000a1",
    name: "chat gpt-4o",
    startTimeUnixNano: "1790000000000000000",
    endTimeUnixNano: "1790000001000000000",
    attributes,
  };
  const file = join(temporaryFolder("pictures"), "pictures.jsonl");
  writeFileSync(file, JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
  return file;
}

test.describe("the transcript of the sample's run", () => {
  test.use({ files: [SAMPLE_FILE] });

  test("folds sub-agents to their first and last words, and opens what is selected elsewhere", async ({ skein }) => {
    const { page, traces, trace, inspector } = skein;
    await skein.open("Traces");
    await traces.openRun(JACKET_RUN);
    await trace.ready();
    await page.keyboard.press("4");
    const { transcript } = trace;
    const head = page.getByRole("button", { name: /^researcher .*calls/ });
    const group = transcript.locator(head);
    await expect(group).toHaveAttribute("aria-expanded", "false");
    await group.click();
    await expect.poll(() => skein.path()).toMatch(/[?&]groups=o/);
    await page.reload();
    await expect(group).toHaveAttribute("aria-expanded", "true");
    await group.click();
    await expect(group).toHaveAttribute("aria-expanded", "false");
    const block = transcript.getByRole("listitem").filter({ has: head });
    await expect(block).toContainText("What is the return window for a jacket");
    await expect(block).toContainText("Window is 30 days");
    await group.click();
    await expect(transcript).toContainText("The portal does not answer");
    await group.click();
    await expect(transcript).not.toContainText("The portal does not answer");

    // A hit inside of it opens it.
    await page.keyboard.press("Control+f");
    await page.keyboard.type('"portal does not answer"');
    await expect(page.getByRole("search").getByRole("status")).toHaveText(/1/);
    await page.keyboard.press("F3");
    await expect(transcript.locator("mark").first()).toBeVisible();
    await expect(group).toHaveAttribute("aria-expanded", "true");

    // What went into a call is told with its numbers.
    await transcript.getByRole("listitem").filter({ hasText: "The portal does not answer" }).first().click();
    const context = inspector.pane.getByRole("region", { name: "Context window" });
    await expect(context).toContainText(/of 200,000 tokens, .* full/);
    await expect(context.getByRole("row").filter({ hasText: "Tool definitions" })).toContainText("%");

    await transcript.getByRole("button", { name: "Between agents" }).click();
    await expect(transcript.getByRole("listitem").first()).toContainText("Jacke");
    await expect.poll(() => skein.path()).toContain("talk=between");
    await transcript.getByRole("button", { name: "All", exact: true }).click();
    await transcript.getByRole("button", { name: "Unfold agents" }).click();
    await expect(transcript.getByRole("button", { name: "Fold agents" })).toBeVisible();
  });

  test("is read by keys, and names what a model was told and given", async ({ skein }) => {
    const { page, traces, trace } = skein;
    await skein.open("Traces");
    await traces.openRun(JACKET_RUN);
    await trace.ready();
    await page.keyboard.press("4");
    const list = trace.transcript.getByRole("list", { name: "What was said" });
    await list.focus();
    await page.keyboard.press("j");
    await expect.poll(() => skein.path()).toContain("span=");
    const first = skein.path();
    await page.keyboard.press("j");
    await expect.poll(() => skein.path()).not.toBe(first);

    const tools = trace.transcript.getByRole("button", { name: /^Tools of triage/ });
    await tools.click();
    await expect(trace.transcript.getByRole("button", { name: /^transfer_to_planner/ })).toBeVisible();
    await trace.transcript.getByRole("button", { name: /^Instructions for triage/ }).click();
    await expectAccessible(page, "Transcript");
  });
});

test.describe("a call with pictures", () => {
  test.use({ files: [callWithPictures()] });

  test("shows those that are in the trace, and only names the others", async ({ skein }) => {
    const { page, trace, inspector } = skein;
    await skein.goto("/trace/0af7651916cd43dd8448eb211c80319c?view=transcript");
    const { transcript } = trace;
    await expect(transcript.locator("img")).toHaveCount(1);
    await expect(transcript.locator("img")).toHaveAttribute("src", /^data:image\/png;base64,/);
    await expect(transcript).toContainText("not in the trace: https://pictures.example/a.png");
    await expect(transcript.locator("strong", { hasText: "these" })).toBeVisible();

    await transcript.getByRole("button", { name: /^Instructions/ }).click();
    await transcript.getByRole("button", { name: "Raw text of instructions" }).click();
    await expect(transcript).toContainText("Describe **pictures**.");
    await transcript.getByRole("button", { name: /^Tools of/ }).click();
    await expect(transcript.getByRole("button", { name: /^zoom Looks closer 1 parameter/ })).toBeVisible();

    await transcript.getByRole("listitem").filter({ hasText: "A dot." }).click();
    await expect(inspector.pane.getByRole("region", { name: "Context window" })).toContainText(
      "The trace tells no tokens",
    );
    await expect(inspector.pane.locator("img")).toHaveCount(1);
    await expect(page.locator("img[src^=http]")).toHaveCount(0);
  });
});
