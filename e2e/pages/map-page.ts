import { expect, type Locator, type Page } from "@playwright/test";

/** The map of queries, documents and answers. */
export class MapPage {
  readonly page: Page;
  readonly picture: Locator;
  readonly inspector: Locator;
  readonly clusters: Locator;
  readonly points: Locator;
  readonly lasso: Locator;

  constructor(page: Page) {
    this.page = page;
    this.picture = page.getByRole("application", { name: /^Map of / });
    this.inspector = page.getByRole("complementary", { name: "Inspector" });
    this.clusters = page.getByRole("region", { name: "Clusters" });
    this.points = page.getByRole("table", { name: "Points" });
    this.lasso = page.getByRole("group", { name: "Lasso" });
  }

  /** Waits for a map of what the page was asked for; `origin` is how it says so. */
  async ready(origin: string): Promise<void> {
    await expect(this.picture).toBeVisible();
    await expect(this.page.getByText(origin)).toBeVisible();
  }

  /** How many points the picture says it has. */
  async count(): Promise<number> {
    const label = (await this.picture.getAttribute("aria-label")) ?? "";
    return [...label.matchAll(/([\d,]+)\s(?:quer|document|answer|other)/gu)].reduce(
      (sum, [, count = "0"]) => sum + Number(count.replaceAll(",", "")),
      0,
    );
  }

  /** Draws the lasso around everything that is in sight, but for a margin. */
  async catchAll(): Promise<void> {
    const box = await this.picture.boundingBox();
    if (box === null) throw new Error("the map is not there");
    const [left, top, right, bottom] = [box.x + 4, box.y + 4, box.x + box.width - 4, box.y + box.height - 4];
    await this.page.keyboard.down("Shift");
    await this.page.mouse.move(left, top);
    await this.page.mouse.down();
    for (const [x, y] of [
      [right, top],
      [right, bottom],
      [left, bottom],
      [left, top + 20],
    ] as const) {
      await this.page.mouse.move(x, y, { steps: 5 });
    }
    await this.page.mouse.up();
    await this.page.keyboard.up("Shift");
  }
}
