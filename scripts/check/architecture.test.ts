import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { findViolations, ruleFor, type Rules } from "./architecture.js";
import { FOLDER_RULES, TEST_ONLY_FOLDERS } from "./folder-rules.js";
import { importsIn, listSources, readImports } from "./imports.js";
import { findRegistryProblems, type RegistryRule } from "./registries.js";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

function tree(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "architecture-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function violationsOf(files: Readonly<Record<string, string>>, debt: Rules["debt"] = []): string[] {
  const root = tree(files);
  const imports = readImports(root, listSources(root, ["shared", "electron", "renderer", "e2e", "scripts"]));
  return findViolations(imports, { folders: FOLDER_RULES, testOnly: TEST_ONLY_FOLDERS, debt });
}

describe("imports between folders", () => {
  it("are fine along the arrows of the design", () => {
    const violations = violationsOf({
      "shared/base/assert.ts": "export {};",
      "shared/model/kind.ts": 'import { z } from "zod";\nimport { assert } from "../base/assert.js";',
      "electron/engine/db/open.ts":
        'import { DuckDBInstance } from "@duckdb/node-api";\nimport { join } from "node:path";',
      "electron/engine/handlers/trace.ts": 'import { list } from "../queries/list.js";',
      "electron/main/index.ts": 'import { app } from "electron";',
      "renderer/views/trace/Trace.tsx": 'import { Icon } from "../../ui/Icon.js";\nimport "./trace.css";',
      "renderer/views/registry.ts": 'const load = () => import("./trace/Trace.js");',
      "renderer/main.tsx": 'import { App } from "./app/App.js";\nimport { createRoot } from "react-dom/client";',
    });
    expect(violations).toEqual([]);
  });

  it.each([
    ["shared/base/a.ts", 'import { kind } from "../model/kind.js";'],
    ["shared/model/a.ts", 'import { readFileSync } from "node:fs";'],
    ["shared/contract/a.ts", 'import type { Row } from "../../electron/engine/db/row.js";'],
    ["electron/engine/conventions/a.ts", 'import { readFileSync } from "node:fs";'],
    ["electron/engine/importers/a.ts", 'import { insert } from "../db/insert.js";'],
    ["electron/engine/handlers/a.ts", 'import { app } from "electron";'],
    ["electron/engine/queries/a.ts", 'import { handler } from "../handlers/trace.js";'],
    ["electron/transport/a.ts", 'const duckdb = await import("@duckdb/node-api");'],
    ["electron/main/a.ts", 'import { openEngine } from "../engine/handlers/registry.js";'],
    ["renderer/ui/a.tsx", 'import { client } from "../data/client.js";'],
    ["renderer/lib/a.ts", 'export { store } from "../state/store.js";'],
    ["renderer/views/trace/a.tsx", 'import { Table } from "../traces/Table.js";'],
    ["renderer/views/trace/b.tsx", 'import { App } from "../../app/App.js";'],
    ["renderer/views/trace/c.tsx", 'new Worker(new URL("../../app/worker.ts", import.meta.url))'],
    ["renderer/app/a.tsx", 'import { join } from "node:path";'],
    ["renderer/app/b.tsx", 'import { trace } from "../../shared/testing/trace-dsl.js";'],
    ["renderer/app/c.test.ts", 'import { open } from "../../electron/engine/db/open.js";'],
    ["renderer/app/d.tsx", 'import moment from "moment";'],
  ])("are refused against them: %s", (path, text) => {
    expect(violationsOf({ [path]: text })).toHaveLength(1);
  });

  it("give tests what their runtime has", () => {
    const violations = violationsOf({
      "electron/engine/conventions/a.test.ts": 'import { it } from "vitest";\nimport { readFileSync } from "node:fs";',
      "electron/engine/queries/a.test.ts": 'import { trace } from "../../../shared/testing/trace-dsl.js";',
    });
    expect(violations).toEqual([]);
  });

  it("may be owed for, until they are paid", () => {
    const debt = [{ from: "renderer/ui/a.tsx", to: "renderer/data/client.js", reason: "for the test" }];
    expect(violationsOf({ "renderer/ui/a.tsx": 'import { client } from "../data/client.js";' }, debt)).toEqual([]);
    expect(violationsOf({ "renderer/ui/a.tsx": "export {};" }, debt)).toEqual([
      "debt is paid, take it out of the list: renderer/ui/a.tsx -> renderer/data/client.js",
    ]);
  });

  it("follow the rule of the longest folder", () => {
    expect(ruleFor("renderer/views/trace/graph/model.ts", FOLDER_RULES)?.folder).toBe("renderer/views/*");
    expect(ruleFor("renderer/views/registry.ts", FOLDER_RULES)?.folder).toBe("renderer/views");
    expect(ruleFor("shared/base/fold.ts", FOLDER_RULES)?.folder).toBe("shared/base");
    expect(ruleFor("shared/query/parse.ts", FOLDER_RULES)?.folder).toBe("shared/*");
    expect(ruleFor("electron/engine/router.ts", FOLDER_RULES)?.folder).toBe("electron/engine");
    expect(ruleFor("tools/a.ts", FOLDER_RULES)).toBeNull();
  });
});

describe("reading imports", () => {
  it("sees every form, over several lines too", () => {
    const text = [
      'import "./a.css";',
      'import type { B } from "./b.js";',
      'import c, { type D } from "./c.js";',
      "import {",
      "  e,",
      '} from "./e.js";',
      'export * from "./f.js";',
      'export type { G } from "./g.js";',
      'const h = await import("./h.js");',
      'new Worker(new URL("./i.ts", import.meta.url));',
    ].join("\n");
    expect(importsIn("x.ts", text).map((entry) => entry.specifier)).toEqual([
      "./a.css",
      "./b.js",
      "./c.js",
      "./e.js",
      "./f.js",
      "./g.js",
      "./h.js",
      "./i.ts",
    ]);
  });

  it("sees no import in a comment or a string", () => {
    const text =
      '// import "./a.js";\n/* import { b } from "./b.js"; */\nconst c = "see // here";\nexport const from = "d";';
    expect(importsIn("x.ts", text).map((entry) => entry.specifier)).toEqual([]);
  });
});

describe("registries", () => {
  const importers: RegistryRule = {
    registry: "im/registry.ts",
    folder: "im",
    entry: { kind: "export", type: "Importer" },
  };
  const views: RegistryRule = { registry: "views/registry.ts", folder: "views", entry: { kind: "folder" } };

  it("name every entry", () => {
    const root = tree({
      "im/otlp.ts": "export const otlp: Importer = {};",
      "im/zipkin/zipkin.ts": "export const zipkin: Importer = {};",
      "im/helper.ts": "export const limit = 1;",
      "im/registry.ts": 'import { otlp } from "./otlp.js";',
    });
    expect(findRegistryProblems(root, [importers])).toEqual(["im/zipkin/zipkin is not in im/registry.ts"]);
  });

  it("name nothing that is gone", () => {
    const root = tree({
      "views/trace/Trace.tsx": "export {};",
      "views/registry.ts": 'const a = () => import("./trace/Trace.js");\nconst b = () => import("./graph/Graph.js");',
    });
    expect(findRegistryProblems(root, [views])).toEqual(["views/registry.ts names views/graph, which is not there"]);
  });
});
