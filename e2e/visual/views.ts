import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";

/** A view that is held against its pictures. */
export interface PicturedView {
  /** Names the pictures: `traces-light.png`. */
  readonly name: string;
  readonly path: string;
  /** Waits until all of it is there. */
  readonly ready: (page: Page) => Promise<void>;
}

const hasRows =
  (table: string) =>
  async (page: Page): Promise<void> => {
    await expect(page.getByRole("table", { name: table }).getByRole("row").nth(3)).toBeVisible();
  };

/** Adding a view is one entry here, and its pictures: `--project=visual --update-snapshots=all`. */
export const VIEWS: readonly PicturedView[] = [
  {
    name: "traces",
    path: "/traces?q=agent%3Aplanner+order",
    ready: async (page) => {
      await hasRows("Traces")(page);
      await expect(page.getByRole("table", { name: "Traces" }).locator("mark").first()).toBeVisible();
    },
  },
  { name: "conversations", path: "/conversations", ready: hasRows("Conversations") },
  {
    name: "sql",
    path: "/sql",
    ready: (page) => expect(page.getByRole("list", { name: "Tables" }).getByText("trace_id").first()).toBeVisible(),
  },
  {
    name: "network",
    path: "/network?node=agent%3Aplanner",
    ready: async (page) => {
      await expect(page.locator("[data-node]").first()).toBeVisible();
      await expect(page.getByRole("complementary", { name: "Inspector" })).toContainText("Why it is here");
    },
  },
  { name: "sources", path: "/sources", ready: (page) => expect(page.getByText("skein-sample").first()).toBeVisible() },
  {
    name: "settings",
    path: "/settings",
    ready: (page) => expect(page.getByRole("heading", { name: "Settings" })).toBeVisible(),
  },
];
