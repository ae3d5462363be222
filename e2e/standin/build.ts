import { chmodSync } from "node:fs";
import path from "node:path";
import { build } from "vite";

const here = import.meta.dirname;

/** Builds the stand-in into a folder and gives the path of its executable. */
export async function buildStandin(outDir: string): Promise<string> {
  const common = { configFile: false, logLevel: "warn", root: here } as const;
  await build({
    ...common,
    build: {
      ssr: true,
      target: "node20",
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: { electron: path.join(here, "electron.ts"), "utility-shim": path.join(here, "utility-shim.ts") },
        output: { format: "es", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" },
      },
    },
  });
  for (const world of ["main-world", "preload-world"]) {
    await build({
      ...common,
      build: {
        target: "chrome140",
        outDir,
        emptyOutDir: false,
        minify: false,
        lib: {
          entry: path.join(here, "page", `${world}.ts`),
          formats: ["iife"],
          name: "standin",
          fileName: () => `${world}.js`,
        },
      },
    });
  }
  const executable = path.join(outDir, "electron.mjs");
  chmodSync(executable, 0o755);
  return executable;
}
