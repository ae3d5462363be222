import { expect, type Locator, type Page } from "@playwright/test";

/** The list of spans. */
export class SpansPage {
  readonly page: Page;
  readonly table: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Spans" });
  }

  /** The spans that are drawn; the list is virtual, so there may be more. */
  get rows(): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("cell") });
  }

  get selected(): Locator {
    return this.table.locator('[role="row"][aria-selected="true"]');
  }

  /** How many spans the table says it has; it counts its head too. */
  async count(): Promise<number> {
    await expect(this.table).toHaveAttribute("aria-rowcount", /\d+/);
    return Number(await this.table.getAttribute("aria-rowcount")) - 1;
  }
}
