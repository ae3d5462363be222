import { expect, test as base } from "@playwright/test";
import { HOSTILE_HOST, startOutside } from "../fixtures/outside.js";
import { hostileTrace } from "../fixtures/hostile.js";
import { watch } from "../fixtures/watch.js";

// The journeys prove that nothing happens; these prove that it would be seen if it did.
base("a request to elsewhere is seen by the watch and by the world outside", async ({ browser }) => {
  const outside = await startOutside();
  const context = await browser.newContext({
    proxy: { server: `http://127.0.0.1:${outside.port}`, bypass: "127.0.0.1" },
  });
  const problems = watch(context, "http://127.0.0.1:1", []);
  const page = await context.newPage();
  await page.setContent(
    `<img src="http://${HOSTILE_HOST}/a.png"><link rel="preconnect" href="https://${HOSTILE_HOST}">`,
  );
  await expect.poll(() => outside.asked.join("\n")).toContain(`http://${HOSTILE_HOST}/a.png`);
  await expect.poll(() => problems.join("\n")).toContain(`request to elsewhere: http://${HOSTILE_HOST}/a.png`);
  await context.close();
  await outside.close();
});

base("an error in the page is seen by the watch", async ({ browser }) => {
  const context = await browser.newContext();
  const problems = watch(context, "http://127.0.0.1:1", [/expected/]);
  const page = await context.newPage();
  await page.setContent(
    `<script>console.error("said"); console.error("expected"); setTimeout(() => { throw new Error("thrown") })</script>`,
  );
  await expect.poll(() => problems.length).toBe(2);
  expect(problems.join("\n")).toContain("console: said");
  expect(problems.join("\n")).toContain("thrown");
  await context.close();
});

base("the hostile texts do run where a page takes them for HTML", async ({ browser }) => {
  const page = await browser.newPage();
  const trace = JSON.parse(hostileTrace()) as { resourceSpans: [{ scopeSpans: [{ spans: { name: string }[] }] }] };
  const names = trace.resourceSpans[0].scopeSpans[0].spans.map((span) => span.name);
  await page.route(`**/*`, (route) => route.abort());
  await page.evaluate((html) => {
    document.body.innerHTML = html;
  }, names.slice(0, 3).join(""));
  await expect.poll(() => page.evaluate(() => Reflect.get(window, "owned") as unknown)).toBeTruthy();
  await page.close();
});
