import { expect, type Locator, type Page } from "@playwright/test";

/** The network of all runs: its picture, its tables and its inspector. */
export class NetworkPage {
  readonly page: Page;
  readonly region: Locator;
  readonly inspector: Locator;
  readonly messages: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole("region", { name: "Network", exact: true });
    this.inspector = page.getByRole("complementary", { name: "Inspector" });
    this.messages = this.inspector.getByRole("region", { name: "Messages" }).getByRole("listitem");
  }

  /** A node by its name: "planner". */
  node(name: string): Locator {
    return this.region.getByRole("button", { name: new RegExp(`^${name}, `) });
  }

  /** The nodes that are drawn. */
  get nodes(): Locator {
    return this.region.locator("[data-node]");
  }

  /** A line, by whoever does what to whom: it is drawn for the pointer alone. */
  line(words: string): Locator {
    return this.region.locator("path[data-line]").filter({ hasText: words }).first();
  }

  async ready(): Promise<void> {
    // The import may still be under way.
    await expect(this.nodes.first()).toBeVisible();
  }

  /** Where a node stands on the screen, in whole px. */
  async placeOf(name: string): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.node(name).boundingBox();
    return { x: Math.round(box?.x ?? 0), y: Math.round(box?.y ?? 0) };
  }

  table(name: "Nodes" | "Lines" | "Differences"): Locator {
    return this.region.getByRole("table", { name });
  }
}
