import { expect, type Locator, type Page } from "@playwright/test";

/** One run: tree, timeline, graph and transcript. */
export class TracePage {
  readonly page: Page;
  readonly tree: Locator;
  readonly timeline: Locator;
  readonly graph: Locator;
  readonly swimlanes: Locator;
  readonly transcript: Locator;

  constructor(page: Page) {
    this.page = page;
    this.tree = page.getByRole("treegrid", { name: "Spans" });
    this.timeline = page.getByRole("region", { name: "Timeline" });
    this.graph = page.getByRole("region", { name: "Graph" });
    this.swimlanes = page.getByRole("region", { name: "Swimlanes" });
    this.transcript = page.getByRole("region", { name: "Transcript" });
  }

  /** The spans that are drawn; the tree is virtual. */
  get spans(): Locator {
    return this.tree.getByRole("row").filter({ has: this.page.getByRole("gridcell") });
  }

  get selected(): Locator {
    return this.tree.locator('[role="row"][aria-selected="true"]');
  }

  span(words: string | RegExp): Locator {
    return this.spans.filter({ hasText: words }).first();
  }

  async ready(): Promise<void> {
    await expect(this.spans.first()).toBeVisible();
  }
}
