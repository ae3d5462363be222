import type { Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { IncidentsPage } from "../pages/incidents-page.js";

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

const hasRegion =
  (name: string) =>
  async (page: Page): Promise<void> => {
    await expect(page.getByRole("region", { name })).toBeVisible();
    // Lines and canvases are drawn after what they stand in, and a layout may come from a worker.
    await page.waitForTimeout(1000);
  };

/** The run of the sample with most spans, and a short one. */
const RUN = "/trace/afd68d2b9ebaf2d91652d6fe80b988a5";
const OTHER_RUN = "bf67a784234ba83eb2be43a24ac5f8f4";

/** The retrieval of the sample that goes through all stages. */
const HYBRID = "c781d694203b8339902a1b6e593bb30a%2Fe4dbf8684ad16f58";

/** Makes an incident of the run that is shown, with its first error and a picture, and opens it. */
async function makeIncident(page: Page): Promise<void> {
  const incidents = new IncidentsPage(page);
  await expect(page.getByRole("treegrid", { name: "Spans" }).getByRole("row").nth(3)).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByRole("treegrid", { name: "Spans" }).locator("[aria-selected=true]")).toHaveCount(1);
  await incidents.add(["Span", "Picture of the timeline"], { title: "Search times out", isNew: true });
  await page.getByRole("button", { name: "Open", exact: true }).last().click();
  await expect(incidents.items).toHaveCount(2);
  await incidents.writeSummary("The tool `search` waits and **gives up** after 3 s.");
  for (const close of await page.getByRole("button", { name: "Dismiss" }).all()) await close.click();
  await expect(incidents.item(2).getByRole("img")).toBeVisible();
}

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
  {
    name: "spans",
    path: "/spans?q=status%3Aerror",
    ready: (page) => expect(page.getByRole("table", { name: "Spans" }).getByRole("row").nth(3)).toBeVisible(),
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
  {
    name: "timeline",
    path: `${RUN}?view=timeline`,
    ready: (page) => expect(page.getByRole("treegrid", { name: "Spans" }).getByRole("row").nth(3)).toBeVisible(),
  },
  { name: "graph", path: `${RUN}?view=graph`, ready: hasRegion("Graph") },
  { name: "graph-aggregated", path: `${RUN}?view=graph&graph=aggregated`, ready: hasRegion("Graph") },
  { name: "swimlanes", path: `${RUN}?view=swimlanes`, ready: hasRegion("Swimlanes") },
  { name: "transcript", path: `${RUN}?view=transcript`, ready: hasRegion("Transcript") },
  {
    name: "compare",
    path: `${RUN.replace("trace", "compare")}/${OTHER_RUN}`,
    ready: (page) => expect(page.getByText("First difference").last()).toBeVisible(),
  },
  {
    name: "retrieval",
    path: `/retrieval?sort=start&desc=0&span=${HYBRID}&doc=1`,
    ready: async (page) => {
      await hasRows("Retrievals")(page);
      await expect(page.getByRole("complementary", { name: "Inspector" })).toContainText("Open in trace");
    },
  },
  {
    name: "documents",
    path: "/retrieval?tab=documents&sort=cited",
    ready: async (page) => {
      await hasRows("Documents")(page);
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    },
  },
  {
    name: "memory",
    path: "/retrieval?tab=memory&sort=first",
    ready: async (page) => {
      await hasRows("Memory entries")(page);
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    },
  },
  {
    name: "quality",
    path: "/retrieval?tab=quality&only=verdicts",
    ready: async (page) => {
      await hasRows("Verdicts")(page);
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    },
  },
  {
    // The same seed gives the same layout.
    name: "map",
    path: "/retrieval?tab=map&list=clusters",
    ready: async (page) => {
      await expect(page.getByRole("application", { name: /^Map of / })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      // Labels follow the points.
      await page.waitForTimeout(1000);
    },
  },
  {
    name: "drift",
    path: "/retrieval?tab=drift&left=model%3Aclaude-haiku-4.5&right=model%3Aclaude-sonnet-4.5",
    ready: async (page) => {
      await expect(page.getByRole("region", { name: "Clusters" }).getByRole("row").nth(1)).toBeVisible();
      await expect(page.getByRole("region", { name: "Distance" })).toContainText(/shuffles? of the same texts/);
    },
  },
  { name: "incident", path: `${RUN}?view=timeline`, ready: makeIncident },
  { name: "sources", path: "/sources", ready: (page) => expect(page.getByText("skein-sample").first()).toBeVisible() },
  {
    name: "settings",
    path: "/settings",
    ready: (page) => expect(page.getByRole("heading", { name: "Settings" })).toBeVisible(),
  },
];
