export interface FolderRule {
  /** A folder of the repository. The longest folder that holds a file decides; `*` stands for one folder name. */
  readonly folder: string;
  /** Folders it may import, each with all that is below it. Its own folder is always allowed. */
  readonly may: readonly string[];
  /** npm packages: names, or whole classes of `package-classes.ts`. */
  readonly packages: readonly string[];
  /** True where Node's built-in modules may be used. */
  readonly node: boolean;
}

const ENGINE = "electron/engine";
const VIEW_MAY = [
  "renderer/results",
  "renderer/annotations",
  "renderer/redaction",
  "renderer/ui",
  "renderer/data",
  "renderer/state",
  "renderer/lib",
  "renderer/workers",
  "shared",
];

/** Who may import whom. What is not allowed here is an error; type-only imports count. */
export const FOLDER_RULES: readonly FolderRule[] = [
  { folder: "shared/base", may: [], packages: [], node: false },
  { folder: "shared/*", may: ["shared"], packages: ["std"], node: false },

  { folder: `${ENGINE}/conventions`, may: ["shared"], packages: [], node: false },
  { folder: `${ENGINE}/analysis`, may: ["shared"], packages: [], node: false },
  { folder: `${ENGINE}/prices`, may: ["shared"], packages: ["@pydantic/genai-prices"], node: false },
  { folder: `${ENGINE}/importers`, may: [`${ENGINE}/importers`, "shared"], packages: [], node: true },
  { folder: `${ENGINE}/importers/csv`, may: [`${ENGINE}/importers`, "shared"], packages: ["csv-parse"], node: true },
  {
    folder: `${ENGINE}/importers/otlp-protobuf`,
    may: [`${ENGINE}/importers`, "shared"],
    packages: ["@bufbuild/protobuf"],
    node: true,
  },
  {
    // Pure: what a text holds that must not leave, and the text without it.
    folder: `${ENGINE}/redaction`,
    may: ["shared"],
    packages: ["@secretlint/secretlint-rule-preset-recommend"],
    node: true,
  },
  {
    folder: `${ENGINE}/db`,
    may: ["shared/base", "shared/model", "shared/contract/errors"],
    packages: ["@duckdb/node-api", "@duckdb/node-bindings"],
    node: true,
  },
  {
    // A stored record is read again by its importer, and keys are told by the convention that owns them.
    folder: `${ENGINE}/queries`,
    may: [`${ENGINE}/db`, `${ENGINE}/importers`, `${ENGINE}/conventions`, "shared"],
    packages: [],
    node: true,
  },
  {
    // A process of its own: it has a DuckDB that is not the workspace's.
    folder: `${ENGINE}/helper`,
    may: [`${ENGINE}/db`, "shared"],
    packages: ["@duckdb/node-api"],
    node: true,
  },
  {
    folder: `${ENGINE}/pipeline`,
    may: [
      `${ENGINE}/helper`,
      `${ENGINE}/importers`,
      `${ENGINE}/conventions`,
      `${ENGINE}/prices`,
      `${ENGINE}/analysis`,
      `${ENGINE}/db`,
      "shared",
    ],
    packages: ["fzstd"],
    node: true,
  },
  {
    // Markdown becomes HTML without what could run or load.
    folder: `${ENGINE}/reports`,
    may: [ENGINE, "shared"],
    packages: ["rehype-sanitize", "rehype-stringify", "remark-gfm", "remark-parse", "remark-rehype", "unified"],
    node: true,
  },
  { folder: `${ENGINE}/handlers`, may: [ENGINE, "shared"], packages: [], node: true },
  { folder: ENGINE, may: [ENGINE, "electron/transport", "shared"], packages: ["std"], node: true },
  { folder: "electron/transport", may: ["shared"], packages: ["ws", "std"], node: true },
  { folder: "electron/main", may: ["electron/transport", "shared"], packages: ["electron", "std"], node: true },
  { folder: "electron/preload", may: ["electron/transport", "shared"], packages: ["electron"], node: false },
  { folder: "electron/cli", may: [ENGINE, "electron/transport", "shared"], packages: ["commander", "std"], node: true },

  // Its only file of its own is the configuration of the build.
  { folder: "electron", may: [], packages: ["tool"], node: true },

  { folder: "renderer/lib", may: ["shared/base", "shared/model"], packages: ["react"], node: false },
  {
    folder: "renderer/ui",
    may: ["renderer/lib"],
    packages: ["dom", "rehype-sanitize", "remark-gfm"],
    node: false,
  },
  { folder: "renderer/data", may: ["shared", "renderer/lib"], packages: ["dom", "std"], node: false },
  { folder: "renderer/state", may: ["shared", "renderer/lib"], packages: ["dom", "std"], node: false },
  {
    // What is said of spans, traces, documents and texts, wherever they are shown.
    folder: "renderer/annotations",
    may: ["renderer/ui", "renderer/data", "renderer/state", "renderer/lib", "shared"],
    packages: ["dom", "std"],
    node: false,
  },
  {
    // What is taken out of what leaves, wherever it is chosen or shown.
    folder: "renderer/redaction",
    may: ["renderer/ui", "renderer/data", "renderer/state", "renderer/lib", "shared"],
    packages: ["dom", "std"],
    node: false,
  },
  {
    // What stands around a list of results, whatever it lists.
    folder: "renderer/results",
    may: [
      "renderer/annotations",
      "renderer/redaction",
      "renderer/ui",
      "renderer/data",
      "renderer/state",
      "renderer/lib",
      "shared",
    ],
    packages: ["dom", "std"],
    node: false,
  },
  { folder: "renderer/workers", may: ["renderer/lib", "shared"], packages: ["dom"], node: false },
  { folder: "renderer/views", may: ["renderer/views", ...VIEW_MAY], packages: ["dom", "std"], node: false },
  { folder: "renderer/views/*", may: VIEW_MAY, packages: ["dom", "std"], node: false },
  { folder: "renderer/styles", may: [], packages: [], node: false },
  { folder: "renderer", may: ["renderer", "shared"], packages: ["dom", "std"], node: false },
  { folder: "renderer/app", may: ["renderer", "shared"], packages: ["dom", "std"], node: false },

  {
    folder: "e2e",
    may: ["e2e", "scripts", "shared"],
    packages: ["electron", "tool", "node", "dom", "std"],
    node: true,
  },
  { folder: "scripts", may: ["scripts", "e2e", "shared"], packages: ["tool", "node", "dom", "std"], node: true },
];

/** Only tests, end-to-end specs and scripts may import these. */
export const TEST_ONLY_FOLDERS: readonly string[] = ["shared/testing", "e2e", "scripts"];

export interface Debt {
  readonly from: string;
  readonly to: string;
  /** Why it is so, and what would end it. */
  readonly reason: string;
}

/** Imports that break a rule and are known. An entry that is no longer needed is an error: the list only shrinks. */
export const DEBT: readonly Debt[] = [];
