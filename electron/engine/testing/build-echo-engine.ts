import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "vite";

/** Builds the echo engine into a new folder, because a child process of Node 20 runs no TypeScript. Returns its path. */
export async function buildEchoEngine(): Promise<{ folder: string; enginePath: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "skein-echo-"));
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: {
      ssr: path.join(import.meta.dirname, "echo-engine.ts"),
      outDir: folder,
      emptyOutDir: false,
      target: "node20",
      rolldownOptions: { output: { format: "es", entryFileNames: "engine.mjs" } },
    },
  });
  return { folder, enginePath: path.join(folder, "engine.mjs") };
}
