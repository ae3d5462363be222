import { expect, type Locator, type Page } from "@playwright/test";

/** Into which incident something is added. */
interface IncidentTarget {
  readonly title: string;
  readonly isNew?: boolean;
}

/** The incidents: the list, the open one with its evidence, and the dialogs that add to it. */
export class IncidentsPage {
  readonly page: Page;
  readonly list: Locator;
  readonly editor: Locator;
  readonly title: Locator;
  readonly evidence: Locator;
  /** The dialog that asks what goes into which incident. */
  readonly adding: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole("navigation", { name: "Incidents" });
    this.editor = page.getByRole("region", { name: "Incident", exact: true });
    this.title = this.editor.getByRole("textbox", { name: "Title" });
    this.evidence = this.editor.getByRole("list", { name: "Evidence" });
    this.adding = page.getByRole("dialog", { name: "Add to an incident" });
  }

  /** The incidents of the list. */
  get rows(): Locator {
    return this.list.getByRole("listitem");
  }

  /** The pieces of evidence that are drawn; the list is virtual. */
  get items(): Locator {
    return this.evidence.locator("> li[data-item]");
  }

  /** The headings of what is drawn, from the top down. */
  async headings(): Promise<string[]> {
    const read = await this.items.evaluateAll((rows) =>
      rows.map((row) => ({
        nth: Number(row.getAttribute("aria-posinset")),
        heading: row.querySelector<HTMLInputElement>("input")?.value ?? "",
      })),
    );
    return read.sort((a, b) => a.nth - b.nth).map(({ heading }) => heading);
  }

  item(nth: number): Locator {
    return this.evidence.locator(`> li[aria-posinset="${nth}"]`);
  }

  /** Waits until everything that was typed is in the workspace. */
  async saved(): Promise<void> {
    await expect(this.editor.getByRole("status").filter({ hasText: /^Saved$/ })).toBeVisible();
  }

  async create(title: string): Promise<void> {
    await this.page.getByRole("button", { name: "New incident" }).first().click();
    await expect(this.title).toHaveValue("Untitled incident");
    await this.title.fill(title);
    await this.title.press("Enter");
    await expect(this.rows.filter({ hasText: title })).toHaveCount(1);
  }

  async writeSummary(markdown: string): Promise<void> {
    await this.editor.getByRole("button", { name: "Edit: Summary" }).click();
    await this.editor.getByRole("textbox", { name: "Summary" }).fill(markdown);
    await this.page.keyboard.press("Escape");
    await this.saved();
  }

  /** Adds what the key offers: `what` names the lines of the dialog that are to be chosen, and no others. */
  async add(what: readonly (string | RegExp)[], into: IncidentTarget): Promise<void> {
    await this.page.keyboard.press("i");
    await this.fill(what, into);
  }

  /** Fills the dialog that is open, or opens, and adds. */
  async fill(what: readonly (string | RegExp)[], into: IncidentTarget): Promise<void> {
    await expect(this.adding.getByRole("combobox", { name: "Incident" })).toBeVisible();
    if (into.isNew === true) {
      await this.adding.getByRole("combobox", { name: "Incident" }).selectOption({ label: "New incident" });
      await this.adding.getByRole("textbox", { name: "Title" }).fill(into.title);
    } else {
      await this.adding.getByRole("combobox", { name: "Incident" }).selectOption({ label: into.title });
    }
    for (const box of await this.adding.getByRole("checkbox", { checked: true }).all()) await box.uncheck();
    for (const name of what) await this.adding.getByRole("checkbox", { name }).check();
    await this.adding.getByRole("button", { name: "Add", exact: true }).click();
    await expect(this.adding).toHaveCount(0);
    await expect(this.page.getByText(`Added to “${into.title}”`).last()).toBeVisible();
  }
}
