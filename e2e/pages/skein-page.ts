import { expect, type Locator, type Page } from "@playwright/test";
import type { RunningServer } from "../fixtures/serve.js";
import { ConversationsPage } from "./conversations-page.js";
import { IncidentsPage } from "./incidents-page.js";
import { InspectorPane } from "./inspector-pane.js";
import { ResultsPane } from "./results-pane.js";
import { NetworkPage } from "./network-page.js";
import { RetrievalPage } from "./retrieval-page.js";
import { SourcesPage } from "./sources-page.js";
import { SpansPage } from "./spans-page.js";
import { TracePage } from "./trace-page.js";
import { TracesPage } from "./traces-page.js";

/** The app as a whole: what is there whatever the view. All names are those that a screen reader says. */
export class SkeinPage {
  readonly page: Page;
  readonly server: RunningServer;
  readonly navigation: Locator;
  readonly searchBox: Locator;
  readonly alert: Locator;
  readonly importProgress: Locator;
  readonly traces: TracesPage;
  readonly trace: TracePage;
  readonly conversations: ConversationsPage;
  readonly spans: SpansPage;
  readonly results: ResultsPane;
  readonly network: NetworkPage;
  readonly retrieval: RetrievalPage;
  readonly incidents: IncidentsPage;
  readonly sources: SourcesPage;
  readonly inspector: InspectorPane;

  constructor(page: Page, server: RunningServer) {
    this.page = page;
    this.server = server;
    this.navigation = page.getByRole("navigation", { name: "Main" });
    this.searchBox = page.getByRole("searchbox", { name: "Search" });
    this.alert = page.getByRole("alert");
    this.importProgress = page.getByRole("progressbar", { name: "Import" });
    this.traces = new TracesPage(page);
    this.trace = new TracePage(page);
    this.conversations = new ConversationsPage(page);
    this.spans = new SpansPage(page);
    this.results = new ResultsPane(page);
    this.network = new NetworkPage(page);
    this.retrieval = new RetrievalPage(page);
    this.incidents = new IncidentsPage(page);
    this.sources = new SourcesPage(page);
    this.inspector = new InspectorPane(page);
  }

  /** Opens the URL that the server printed, and waits until the app stands. */
  async start(): Promise<void> {
    await this.page.goto(this.server.url);
    await expect(this.navigation).toBeVisible();
  }

  /** Opens a path of the app, as a link or a bookmark would. The session is there from `start`. */
  async goto(path: string): Promise<void> {
    await this.page.goto(this.server.origin + path);
    await expect(this.navigation).toBeVisible();
  }

  async open(
    view: "Traces" | "Conversations" | "Network" | "Retrieval" | "Incidents" | "Sources" | "Settings",
  ): Promise<void> {
    await this.navigation.getByRole("link", { name: view }).click();
  }

  /** Searches, and waits until a list shows what the search found: until then it shows what it listed before. */
  async search(query: string): Promise<void> {
    await this.searchBox.fill(query);
    await this.searchBox.press("Enter");
    await expect(
      this.page.getByRole("main").locator('section[aria-busy="true"]:not([aria-label="Facets"])'),
    ).toHaveCount(0);
  }

  /** Searches for a word, and waits until the list has a run with it. */
  async find(word: string, title: string): Promise<void> {
    await this.search(word);
    await expect(this.traces.row(title).locator("mark").first()).toBeVisible();
  }

  async openFound(word: string, title: string): Promise<void> {
    await this.find(word, title);
    await this.traces.openRun(title);
    await this.trace.ready();
  }

  /** The part of the URL that is the state of the view. */
  path(): string {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }
}
