import { expect, type Locator, type Page } from "@playwright/test";

/** What is said of the things that are shown, and how more is said. */
export class AnnotationsPane {
  readonly page: Page;
  /** The tools over the words that are selected. */
  readonly wordsToolbar: Locator;
  /** The bar of the rows that are chosen. */
  readonly chosenBar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.wordsToolbar = page.getByRole("toolbar", { name: "Selected words" });
    this.chosenBar = page.getByRole("toolbar", { name: /^The chosen/ });
  }

  /** Gives a label in a part of the page. */
  async label(within: Locator, label: string): Promise<void> {
    const box = within.getByRole("combobox", { name: "Label" });
    await box.fill(label);
    await box.press("Enter");
    await expect(within.getByRole("button", { name: `Remove ${label}` })).toBeVisible();
  }

  async score(within: Locator, name: string, score: string): Promise<void> {
    await within.getByRole("button", { name: "Add a score" }).click();
    await within.getByRole("textbox", { name: "What is scored" }).fill(name);
    await within.getByRole("textbox", { name: "Score", exact: true }).fill(score);
    await within.getByRole("textbox", { name: "Score", exact: true }).press("Enter");
    await expect(within.getByRole("button", { name: `Remove ${name} ${score}` })).toBeVisible();
  }

  /** Selects words of a text as a reader does with the pointer. */
  async selectWords(text: Locator, words: string): Promise<void> {
    await text.evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode as Text;
        const start = node.data.indexOf(wanted);
        if (start >= 0) document.getSelection()?.setBaseAndExtent(node, start, node, start + wanted.length);
      }
    }, words);
    await expect(this.wordsToolbar).toBeVisible();
  }

  /** The words that are marked on the page: what something is said of. */
  marked(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...(CSS.highlights.get("skein-noted") ?? [])].map((range) => (range as Range).toString()),
    );
  }
}
