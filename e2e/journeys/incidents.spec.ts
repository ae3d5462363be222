import { expectAccessible } from "../fixtures/accessibility.js";
import { JACKET_RUN, SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

const TITLE = "Search times out";

test("evidence is collected with a key from every view, and told in an order of one's own", async ({ skein }) => {
  const { page, incidents, trace } = skein;

  await test.step("a list gives its selected row and its search, to an incident that is made for it", async () => {
    await skein.open("Traces");
    await skein.find("Jacke", JACKET_RUN);
    await skein.traces.row(JACKET_RUN).click();
    await incidents.add(["Trace", "Search"], { title: TITLE, isNew: true });
  });

  await test.step("a run gives a span and pictures of how it is shown", async () => {
    await skein.traces.openRun(JACKET_RUN);
    await trace.ready();
    await page.keyboard.press("e");
    await expect(trace.selected).toHaveCount(1);
    await incidents.add(["Span", "Picture of the timeline"], { title: TITLE });
  });

  await test.step("the network gives its picture", async () => {
    await skein.open("Network");
    await expect(page.getByRole("button", { name: "Save the picture" })).toBeVisible();
    await skein.network.ready();
    await incidents.add(["Picture of the network"], { title: TITLE });
    await page.getByRole("button", { name: "Open", exact: true }).last().click();
  });

  await expect(incidents.title).toHaveValue(TITLE);
  await expect(incidents.items).toHaveCount(5);
  const [run, search, span, timeline, network] = await incidents.headings();

  await test.step("what is kept is shown as the report will show it", async () => {
    await expect(incidents.item(2).getByRole("img", { name: /^Found over time/ })).toBeVisible();
    await expect(incidents.item(2)).toContainText("Jacke");
    await expect(incidents.item(3).locator("blockquote").first()).toBeVisible();
    await expect(incidents.item(4).getByRole("img", { name: timeline ?? "" })).toBeVisible();
    await incidents.item(5).scrollIntoViewIfNeeded();
    await expect(incidents.item(5).getByRole("img", { name: network ?? "" })).toBeVisible();
    await expectAccessible(page, "Incidents");
  });

  await test.step("keys and the grip put it in order", async () => {
    await incidents.item(3).focus();
    await page.keyboard.press("Alt+ArrowUp");
    await expect.poll(() => incidents.headings()).toEqual([run, span, search, timeline, network]);
    await expect(incidents.item(2)).toBeFocused();
    await expect(incidents.editor.getByText(`${span}: moved to 2 of 5`)).toBeAttached();
    await incidents.item(1).scrollIntoViewIfNeeded();
    const from = await incidents.item(1).locator("span[title='Drag to order']").boundingBox();
    const to = await incidents.item(2).boundingBox();
    if (from === null || to === null) throw new Error("the evidence is not drawn");
    await page.mouse.move(from.x + 6, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y + to.height - 4, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => incidents.headings()).toEqual([span, run, search, timeline, network]);
    await incidents.saved();
    await incidents.editor.getByRole("button", { name: "Undo the last change" }).click();
    await expect.poll(() => incidents.headings()).toEqual([run, span, search, timeline, network]);
  });

  await test.step("evidence is removed and brought back, and leads to where it is from", async () => {
    await incidents.item(2).focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => incidents.headings()).toEqual([run, search, timeline, network]);
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await expect.poll(() => incidents.headings()).toEqual([run, span, search, timeline, network]);
    await incidents.item(2).focus();
    await page.keyboard.press("Enter");
    await trace.ready();
    await expect(trace.selected).toHaveCount(1);
  });
});

test("what is written is kept as it is typed, and found again", async ({ skein }) => {
  const { page, incidents } = skein;
  await skein.open("Incidents");
  await expect(page.getByText("No incidents yet")).toBeVisible();
  await incidents.create(TITLE);
  await incidents.writeSummary("Since **19 November** the tool `search` fails.");
  await expect(incidents.editor.locator("strong")).toHaveText("19 November");
  await incidents.editor.getByRole("button", { name: /^Severity/ }).click();
  await page.getByRole("menuitem", { name: "Critical" }).click();
  await expect(incidents.rows.filter({ hasText: "S1" })).toHaveCount(1);

  await incidents.editor.getByRole("button", { name: "Note" }).click();
  await incidents.editor.getByRole("textbox", { name: /^Note/ }).fill("The retry cannot succeed.");
  await page.keyboard.press("Escape");
  await incidents.saved();
  await page.reload();
  await expect(incidents.title).toHaveValue(TITLE);
  await expect(incidents.item(1)).toContainText("The retry cannot succeed.");

  await test.step("the data drafts the rest", async () => {
    await incidents.editor.getByRole("button", { name: "More for the incident" }).click();
    await page.getByRole("menuitem", { name: "Draft from a search" }).click();
    const draft = page.getByRole("dialog", { name: "Draft from a search" });
    await expect(draft.getByRole("checkbox", { name: "Affected runs" })).toBeChecked();
    await expectAccessible(page, "the draft");
    await draft.getByRole("checkbox", { name: "Error rate" }).uncheck();
    await draft.getByRole("button", { name: "Put into the summary" }).click();
    await expect(draft).toHaveCount(0);
    await expect(incidents.editor.getByText("Affected runs:")).toBeVisible();
    await expect(incidents.editor.getByText("Error rate:")).toHaveCount(0);
  });

  await test.step("words narrow the list, and a removed incident comes back", async () => {
    await incidents.create("Planner asks again");
    await expect(incidents.rows).toHaveCount(2);
    await skein.searchBox.fill("search november");
    await expect(incidents.rows).toHaveCount(1);
    await expect(page).toHaveURL(/q=search\+november/);
    await skein.searchBox.fill("");
    await expect(incidents.rows).toHaveCount(2);
    await incidents.rows.filter({ hasText: TITLE }).getByRole("link").click();
    await expect(incidents.title).toHaveValue(TITLE);
    await incidents.editor.getByRole("button", { name: "More for the incident" }).click();
    await page.getByRole("menuitem", { name: "Remove the incident" }).click();
    await expect(incidents.rows).toHaveCount(1);
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await expect(incidents.rows).toHaveCount(2);
  });
});
