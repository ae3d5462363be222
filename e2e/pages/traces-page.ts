import { expect, type Locator, type Page } from "@playwright/test";

/** The list of runs. */
export class TracesPage {
  readonly page: Page;
  readonly table: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Traces" });
  }

  /** The runs that are drawn; the list is virtual, so there may be more. */
  get rows(): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("cell") });
  }

  row(words: string | RegExp): Locator {
    return this.rows.filter({ hasText: words }).first();
  }

  /** How many runs the table says it has; it counts its head too. */
  async count(): Promise<number> {
    await expect(this.table).toHaveAttribute("aria-rowcount", /\d+/);
    return Number(await this.table.getAttribute("aria-rowcount")) - 1;
  }

  async openRun(words: string | RegExp): Promise<void> {
    await this.row(words).dblclick();
  }
}
