import { expect, type Locator, type Page } from "@playwright/test";

/** The graph of one run. */
export class GraphPane {
  readonly page: Page;
  readonly region: Locator;
  /** What takes the arrow keys. */
  readonly area: Locator;
  readonly picture: Locator;
  readonly said: Locator;
  readonly neighbourhood: Locator;
  readonly playback: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole("region", { name: "Graph" });
    this.area = this.region.getByRole("group", { name: /^Graph of the run/ });
    this.picture = this.region.getByRole("img", { name: /^Graph of the run/ });
    this.said = this.area.getByRole("status");
    this.neighbourhood = this.region.getByRole("navigation", { name: "Neighbourhood" });
    this.playback = this.region.getByRole("group", { name: "Playback" });
  }

  /** Waits until the picture of a mode is on the screen. */
  async painted(mode: "ran" | "aggregated"): Promise<void> {
    await expect(this.picture).toHaveAttribute("data-painted", mode);
  }

  button(name: string | RegExp): Locator {
    return this.region.getByRole("button", { name }).first();
  }
}
