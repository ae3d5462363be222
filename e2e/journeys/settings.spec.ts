import { expect, test } from "../fixtures/server.js";
import { SAMPLE_FILE } from "../fixtures/files.js";

test.use({ files: [SAMPLE_FILE] });

test("the theme follows the system until the reader picks one, and stays", async ({ skein }) => {
  const { page } = skein;
  const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await skein.open("Settings");
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);
  await page.emulateMedia({ colorScheme: "light" });
  await expect.poll(background).toBe(light);

  await page.getByRole("group", { name: "Theme" }).getByRole("button", { name: "Dark" }).click();
  await expect.poll(background).not.toBe(light);
  await page.reload();
  await expect.poll(background).not.toBe(light);
});

test("times are in the zone that the reader picks", async ({ skein }) => {
  const { page, traces } = skein;
  await skein.open("Traces");
  const time = traces.rows
    .first()
    .getByText(/\d{2}:\d{2}/)
    .first();
  await expect(time).toBeVisible();
  const local = await time.textContent();
  await skein.open("Settings");
  await page.getByRole("group", { name: "Time zone" }).getByRole("button", { name: "UTC", exact: true }).click();
  await skein.open("Traces");
  await expect(time).toBeVisible();
  await expect(time).not.toHaveText(local ?? "");
});

test("a price of one's own is applied to all traces, and taken back", async ({ skein }) => {
  const { page } = skein;
  await skein.open("Settings");
  const models = page.getByRole("table", { name: "Models of this workspace" });
  const first = models.getByRole("row").nth(1);
  await expect(first).toContainText("tokens");
  const before = (await first.textContent()) ?? "";
  await first.getByRole("button", { name: "Set price" }).click();
  await page.getByLabel("Input, $").fill("two");
  await page.getByLabel("Output, $").fill("3000");
  await page.locator("form").getByRole("button", { name: "Set price" }).click();
  await expect(page.getByRole("alert")).toContainText("dollars per million tokens");
  await page.getByLabel("Input, $").fill("1000");
  await page.locator("form").getByRole("button", { name: "Set price" }).click();

  const own = page.getByRole("table", { name: "Your prices" });
  await expect(own.getByRole("row")).toHaveCount(2);
  // Every trace of the workspace is made again with it.
  await expect(first).toContainText("input $1000, output $3000 a million tokens");
  await own.getByRole("button", { name: /^Remove the price of/ }).click();
  await expect(own).toHaveCount(0);
  await expect(first).toHaveText(before);
});
