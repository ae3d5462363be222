import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { talkRun } from "../../shared/testing/talk.js";
import { temporaryFolder } from "../fixtures/folder.js";
import { expectAccessible } from "../fixtures/accessibility.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.describe("with the sample", () => {
  test.use({ files: [SAMPLE_FILE] });

  test("from the list to a hit, from hit to hit, to the span and back to where one read", async ({ skein }) => {
    const { page, conversations, trace } = skein;
    await skein.open("Conversations");
    await expect(conversations.rows.first()).toBeVisible();
    expect(await conversations.count()).toBeGreaterThanOrEqual(15);
    await skein.search("Jacke");
    await expect(conversations.row(JACKET_RUN).locator("mark").first()).toHaveText(/jacke/i);
    await conversations.row(JACKET_RUN).click();
    await page.keyboard.press("Enter");

    // It opens at the first hit, with the words marked.
    await expect(conversations.selected.locator("mark").first()).toHaveText(/jacke/i);
    const place = page.getByRole("search").getByRole("status");
    await expect(place).toHaveText(/^1 of \d+$/);
    await page.keyboard.press("F3");
    await expect(place).toHaveText(/^2 of \d+$/);
    await page.keyboard.press("Shift+F3");
    await expect(place).toHaveText(/^1 of \d+$/);

    const entry = (): string | null => new URL(page.url()).searchParams.get("entry");
    // The first hit is what the user began with.
    await expect.poll(entry).toBe("0");
    await conversations.selected.getByRole("link", { name: "Open span" }).click();
    await trace.ready();
    await expect(trace.selected).toBeVisible();
    await page.goBack();
    await expect(conversations.selected).toBeInViewport();
    await expect.poll(entry).toBe("0");
  });

  test("tool calls are folded, new traces are marked, and keys go through it", async ({ skein }) => {
    const { page, conversations, trace } = skein;
    await skein.open("Conversations");
    await conversations.openConversation(JACKET_RUN);
    await expect(conversations.transcript.getByRole("link", { name: "Trace 1 of 3" })).toBeVisible();
    const call = conversations.transcript.getByRole("button", { expanded: false, name: /lookup_order/ }).first();
    await call.click();
    await expect(
      conversations.transcript.getByRole("button", { expanded: true, name: /lookup_order/ }).first(),
    ).toBeVisible();
    await page.keyboard.press("j");
    await expect(conversations.selected).toBeVisible();
    await expect.poll(() => skein.path()).toContain("entry=");
    await page.keyboard.press("]");
    await expect.poll(() => skein.path()).not.toContain("entry=");
    await page.goBack();
    await conversations.transcript.getByRole("link", { name: "Trace 1 of 3" }).click();
    await trace.ready();
  });

  for (const theme of ["light", "dark"] as const) {
    test.describe(`in the ${theme} theme`, () => {
      test.use({ colorScheme: theme });
      test("list and conversation have no serious accessibility violation", async ({ skein }) => {
        const { page, conversations } = skein;
        await skein.open("Conversations");
        await expect(conversations.rows.first()).toBeVisible();
        await expectAccessible(page, "Conversations");
        await conversations.openConversation(JACKET_RUN);
        await page.keyboard.press("j");
        await expectAccessible(page, "a conversation");
      });
    });
  }
});

test.describe("where the data names no conversation", () => {
  const folder = temporaryFolder("talk");
  const file = join(folder, "talk.jsonl");
  writeFileSync(
    file,
    [
      talkRun("hello", "2026-11-01T10:00:00Z", ["Hello"], "Good morning!"),
      talkRun("aside", "2026-11-01T10:30:00Z", ["What is the weather?"], "It rains."),
      talkRun("price", "2026-11-01T11:00:00Z", ["Hello", "Good morning!", "What does it cost?"], "Ten euros."),
      talkRun("order", "2026-11-01T14:00:00Z", ["What does it cost?", "Ten euros.", "I take it"], "Done."),
    ].join("\n"),
  );
  test.use({ files: [file] });

  test("runs that go on with each other are one; it can be split, joined and put back", async ({ skein }) => {
    const { page, conversations } = skein;
    await skein.open("Conversations");
    await expect(conversations.rows).toHaveCount(2);
    await expect(conversations.row("Hello")).toContainText("inferred");
    await conversations.openConversation("Hello");
    await expect(conversations.entries).toHaveText([
      /Hello/,
      /Good morning!/,
      /What does it cost\?/,
      /Ten euros\./,
      /I take it/,
      /Done\./,
    ]);
    await expect(conversations.transcript).toContainText("3 h later");

    await page.getByRole("button", { name: "More for trace 3" }).click();
    await page.getByRole("menuitem", { name: "Split here" }).click();
    await expect(conversations.entries).toHaveCount(4);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(conversations.entries).toHaveCount(6);

    await page.getByRole("button", { name: "More for this conversation" }).click();
    await page.getByRole("menuitem", { name: "Join with another conversation" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /weather/ })
      .click();
    await expect(conversations.entries).toHaveCount(8);
    await page.keyboard.press("ControlOrMeta+z");
    await expect(conversations.entries).toHaveCount(6);
  });
});
