import { expect, type Locator, type Page } from "@playwright/test";

/** The queries of the Retrieval view: the list, the funnel of the selected one, its documents in the inspector. */
export class RetrievalPage {
  readonly page: Page;
  readonly table: Locator;
  readonly funnel: Locator;
  readonly inspector: Locator;
  readonly answer: Locator;

  constructor(page: Page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Retrievals" });
    this.funnel = page.getByRole("group", { name: "Funnel" });
    this.inspector = page.getByRole("complementary", { name: "Inspector" });
    this.answer = page.getByRole("group", { name: "Sentences of the answer" });
  }

  get rows(): Locator {
    return this.table.getByRole("row").filter({ has: this.page.getByRole("cell") });
  }

  row(query: string): Locator {
    return this.rows.filter({ hasText: query });
  }

  /** The way of a document through the stages, by its title. */
  way(title: string): Locator {
    return this.funnel.getByRole("button", { name: title });
  }

  /** The card of a document, by its title. */
  card(title: string): Locator {
    return this.inspector.getByRole("listitem").filter({ has: this.page.getByRole("button", { name: title }) });
  }

  async ready(): Promise<void> {
    await expect(this.rows.first()).toBeVisible();
  }

  /** Shows a retrieval, and waits until its documents are there. */
  async choose(query: string): Promise<void> {
    await this.row(query).first().click();
    await expect(this.inspector.getByRole("heading", { level: 2 })).toContainText(query);
  }
}
