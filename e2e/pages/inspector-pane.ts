import type { Locator, Page } from "@playwright/test";

export type InspectorTab = "Overview" | "Messages" | "Retrieval" | "Attributes" | "Raw" | "Notes";
export const INSPECTOR_TABS: readonly InspectorTab[] = [
  "Overview",
  "Messages",
  "Retrieval",
  "Attributes",
  "Raw",
  "Notes",
];

/** What is known of the selected span. */
export class InspectorPane {
  readonly pane: Locator;

  constructor(page: Page) {
    this.pane = page.getByRole("complementary", { name: "Inspector" });
  }

  tab(name: InspectorTab): Locator {
    return this.pane.getByRole("tab", { name: new RegExp(`^${name}`) });
  }

  get panel(): Locator {
    return this.pane.getByRole("tabpanel");
  }

  async show(name: InspectorTab): Promise<void> {
    await this.tab(name).click();
  }
}
