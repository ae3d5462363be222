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
