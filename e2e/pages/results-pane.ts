import { expect, type Locator, type Page } from "@playwright/test";

/** What stands around a list of results: facets, totals, histogram, what is listed. */
export class ResultsPane {
  readonly page: Page;
  readonly facets: Locator;
  readonly totals: Locator;

  constructor(page: Page) {
    this.page = page;
    this.facets = page.getByRole("region", { name: "Facets" });
    this.totals = this.facets.getByRole("group", { name: "Totals" });
  }

  /** A value of a facet, to be chosen. */
  value(group: string, value: string): Locator {
    return this.facets.getByRole("group", { name: group }).getByRole("checkbox", { name: new RegExp(`^${value}, `) });
  }

  /** How many rows a value says it has, once it is counted for the present query. */
  async countOf(value: Locator): Promise<number> {
    await expect(this.facets).toHaveAttribute("aria-busy", "false");
    const label = (await value.getAttribute("aria-label")) ?? "";
    return Number(/([\d,]+)\s+\w+$/.exec(label)?.[1]?.replaceAll(",", ""));
  }

  /** A figure of the totals, once they are those of the present query. */
  async total(name: string): Promise<number> {
    await expect(this.totals).toHaveAttribute("aria-busy", "false");
    const figure = this.totals.locator("dl > div").filter({ has: this.page.getByText(name, { exact: true }) });
    return Number((await figure.locator("dd").textContent())?.replaceAll(",", ""));
  }

  async list(what: "Traces" | "Spans" | "Conversations"): Promise<void> {
    await this.page.getByRole("group", { name: "What is listed" }).getByRole("button", { name: what }).click();
  }
}
