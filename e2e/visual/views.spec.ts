import { SAMPLE_FILE } from "../fixtures/files.js";
import { expect, test } from "../fixtures/server.js";
import { noteBrowser, pinFont, whyNotComparable } from "./pinned.js";
import { VIEWS } from "./views.js";

test.use({ files: [SAMPLE_FILE], viewport: { width: 1024, height: 700 } });

for (const theme of ["light", "dark"] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme });

    test("every view looks as its picture", async ({ skein, browser }, testInfo) => {
      test.slow();
      const draws = testInfo.config.updateSnapshots === "all" || testInfo.config.updateSnapshots === "changed";
      const why = draws ? null : whyNotComparable(browser.version());
      test.skip(why !== null, `Pictures of this browser can't be compared. ${why}`);
      const { page } = skein;
      await pinFont(page, skein.server.origin);
      await skein.open("Traces");
      await expect(skein.traces.rows.first()).toBeVisible();
      for (const view of VIEWS) {
        await skein.goto(view.path);
        await view.ready(page);
        await page.evaluate(() => document.fonts.ready);
        // Nothing is pointed at, and no caret blinks.
        await page.mouse.move(0, 0);
        await page.evaluate(() =>
          document.activeElement instanceof HTMLElement ? document.activeElement.blur() : null,
        );
        await expect.soft(page).toHaveScreenshot(`${view.name}-${theme}.png`, {
          animations: "disabled",
          maxDiffPixelRatio: 0.01,
          // How long a query took, and what time it is or was.
          mask: [
            page.getByText(/\d\u00a0?\s?ms$/).and(page.locator("footer *, [role=search] *")),
            page.locator("footer").getByText(/\sms/),
            page.getByText("Times are shown so"),
            page.getByText(/^opened /),
          ],
          maskColor: "#808080",
        });
      }
      if (draws) noteBrowser(browser.version());
    });
  });
}
