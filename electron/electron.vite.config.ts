import path from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";

const root = path.resolve(import.meta.dirname, "..");
const at = (...parts: string[]): string => path.join(root, ...parts);

// electron-vite makes the base relative in a production build; a page at `/trace/ID` would look for its scripts in `/trace/`.
const absoluteBase: Plugin = {
  name: "absolute-base",
  enforce: "post",
  config: () => ({ base: "/" }),
};

/** Everything but DuckDB's native modules is bundled. The engine and the command line also run on plain Node 20. */
export default defineConfig({
  main: {
    root,
    build: {
      outDir: at("out/main"),
      target: "node20",
      minify: false,
      rolldownOptions: {
        input: {
          index: at("electron/main/index.ts"),
          engine: at("electron/engine/index.ts"),
          cli: at("electron/cli/index.ts"),
          "import-worker": at("electron/engine/pipeline/worker/index.ts"),
          "map-worker": at("electron/engine/embeddings/worker/index.ts"),
          helper: at("electron/engine/helper/index.ts"),
        },
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  },
  preload: {
    root,
    build: {
      outDir: at("out/preload"),
      target: "node24",
      minify: false,
      // A sandboxed preload can require nothing but Electron's few modules, and is no ES module.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at("electron/preload/index.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: at("renderer"),
    plugins: [react(), absoluteBase],
    build: {
      outDir: at("out/renderer"),
      target: "chrome156",
      minify: true,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: at("renderer/index.html") },
    },
  },
});
