import { expectAccessible } from "../fixtures/accessibility.js";
import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";

test.use({ files: [SAMPLE_FILE] });

test("from the traces to their spans, to those that said it, the longest first, and into the trace", async ({
  skein,
}) => {
  const { page, traces, spans, results, trace } = skein;
  await skein.open("Traces");
  await expect(traces.rows.first()).toBeVisible();
  await results.list("Spans");
  await expect(spans.rows.first()).toBeVisible();
  expect(await spans.count()).toBe(await results.total("Spans"));
  await expect(skein.navigation.getByRole("link", { name: "Traces" })).toHaveAttribute("aria-current", "page");

  await skein.search("refund kind:tool");
  await expect.poll(() => skein.path()).toBe("/spans?q=refund+kind%3Atool");
  await expect.poll(() => spans.count()).toBe(await results.total("Spans"));
  await expect(spans.table.locator("mark").first()).toHaveText(/refund/i);

  const duration = spans.table.getByRole("columnheader", { name: "Duration" });
  await duration.getByRole("button").click();
  await expect(duration).toHaveAttribute("aria-sort", "descending");
  await expect(page.getByRole("button", { name: "Best matches first" })).toBeVisible();

  await page.keyboard.press("j");
  await expect(spans.rows.first()).toHaveAttribute("aria-selected", "true");
  const selected = (): string => new URL(page.url()).searchParams.get("selected") ?? "";
  await expect.poll(selected).not.toBe("");
  const [traceId, spanId] = selected().split("/");
  await page.keyboard.press("n");
  await expect(page.getByRole("dialog", { name: "Notes on the span" }).getByRole("textbox").last()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await trace.ready();
  await expect(trace.selected).toBeInViewport();
  await expect.poll(() => skein.path()).toContain(`/trace/${traceId}?`);
  await expect.poll(() => new URL(page.url()).searchParams.get("span")).toBe(spanId);
  await page.goBack();
  await expect(spans.selected).toBeInViewport();
});

test("facets count spans, and a search is kept from list to list", async ({ skein }) => {
  const { spans, traces, results } = skein;
  await skein.goto("/spans");
  await expect(spans.rows.first()).toBeVisible();
  const failed = results.value("Status", "error");
  const count = await results.countOf(failed);
  await failed.click();
  await expect.poll(() => spans.count()).toBe(count);
  await expect(spans.rows.first().getByRole("img", { name: /, failed$/ })).toBeVisible();
  await results.list("Traces");
  await expect.poll(() => skein.path()).toBe("/traces?q=status%3Aerror");
  await expect(traces.rows.first()).toBeVisible();
});

test("the copied command searches spans, and what fits nothing says so", async ({ skein }) => {
  const { page, spans } = skein;
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await skein.goto("/spans?q=status%3Aerror");
  await expect(spans.rows.first()).toBeVisible();
  await page.getByRole("button", { name: "Copy the search" }).click();
  await page.getByRole("menuitem", { name: "Copy as command line" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("'status:error' --in spans ");
  await skein.search("zzznothing");
  await expect(page.getByText("No span matches")).toBeVisible();
});

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });
    test("the list has no serious accessibility violation", async ({ skein }) => {
      await skein.goto("/spans?q=refund");
      await expect(skein.spans.rows.first()).toBeVisible();
      await expectAccessible(skein.page, "Spans");
    });
  });
}
