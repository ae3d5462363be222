import type { Locator, Page } from "@playwright/test";

/** The imported files, and the way in for new ones. */
export class SourcesPage {
  readonly page: Page;
  readonly openFiles: Locator;
  readonly openSample: Locator;

  constructor(page: Page) {
    this.page = page;
    this.openFiles = page.getByRole("button", { name: "Open files" }).first();
    this.openSample = page.getByRole("button", { name: "Open the sample" }).first();
  }

  /** Opens or closes what is known of an imported file. */
  async toggle(name: string | RegExp): Promise<void> {
    await this.file(name).click();
  }

  /** The line of an imported file, by its name. */
  file(name: string | RegExp): Locator {
    return this.page.getByRole("table", { name: "Sources" }).getByRole("button", { name });
  }

  /** Picks files as a reader would, through the browser's dialog. */
  async pick(files: readonly string[]): Promise<void> {
    const dialog = this.page.waitForEvent("filechooser");
    await this.openFiles.click();
    await (await dialog).setFiles([...files]);
  }
}
