/** Where a package can run: anywhere; in Node; in the renderer; only in building, testing and checking. */
export type PackageClass = "std" | "node" | "dom" | "tool";
/** Every direct dependency. `docs/dependencies.md` says what each is for. */
export const CLASS_BY_PACKAGE: Readonly<Record<string, PackageClass>> = {
  "rehype-sanitize": "std",
  "remark-gfm": "std",
  zod: "std",

  "@bufbuild/protobuf": "node",
  "@duckdb/node-api": "node",
  "@duckdb/node-bindings": "node",
  "@pydantic/genai-prices": "node",
  "@secretlint/secretlint-rule-preset-recommend": "node",
  commander: "node",
  "csv-parse": "node",
  electron: "node",
  fzstd: "node",
  "rehype-stringify": "node",
  "remark-parse": "node",
  "remark-rehype": "node",
  unified: "node",
  ws: "node",

  "@base-ui/react": "dom",
  "@codemirror/autocomplete": "dom",
  "@codemirror/commands": "dom",
  "@codemirror/lang-sql": "dom",
  "@codemirror/language": "dom",
  "@codemirror/state": "dom",
  "@codemirror/view": "dom",
  "@dagrejs/dagre": "dom",
  "@lezer/highlight": "dom",
  "@tanstack/react-query": "dom",
  "@tanstack/react-table": "dom",
  "@tanstack/react-virtual": "dom",
  "@xyflow/react": "dom",
  diff: "dom",
  react: "dom",
  "react-dom": "dom",
  "react-markdown": "dom",
  uplot: "dom",
  zustand: "dom",

  "@opentelemetry/api": "tool",
  "@opentelemetry/otlp-transformer": "tool",
  "@opentelemetry/resources": "tool",
  "@opentelemetry/sdk-trace-base": "tool",
  "@playwright/test": "tool",
  "@types/node": "tool",
  "@types/react": "tool",
  "@types/react-dom": "tool",
  "@types/ws": "tool",
  "@vitejs/plugin-react": "tool",
  "axe-core": "tool",
  "electron-builder": "tool",
  "electron-vite": "tool",
  "fast-check": "tool",
  knip: "tool",
  oxfmt: "tool",
  oxlint: "tool",
  "oxlint-tsgolint": "tool",
  "roboto-fontface": "tool",
  tsx: "tool",
  typescript: "tool",
  "umap-js": "tool",
  vite: "tool",
  vitest: "tool",
};

/** Licences that need no decision of their own. */
export const FREE_LICENCES: readonly string[] = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD"];

/** Other licences, each with the decision that lets it in. */
export const LICENCE_DECISIONS: Readonly<Record<string, string>> = {
  "@bufbuild/protobuf": "Apache-2.0 and, for the parts from Google, BSD-3-Clause: both need no decision alone.",
  "axe-core": "MPL-2.0 binds changes to its own files; it is unchanged, runs in tests alone and is not shipped.",
};
