import { existsSync } from "node:fs";
import { join } from "node:path";

/** electron-builder numbers the architectures. */
const ARCHITECTURES = ["ia32", "x64", "armv7l", "arm64", "universal"];

/**
 * Stops where DuckDB's binding for the packed system is not in the package: npm installs that of the machine at hand alone, and
 * the app would open no workspace.
 * @param {{ appOutDir: string, electronPlatformName: string, arch: number, packager: { getResourcesDir(folder: string): string } }} context of
 * electron-builder
 */
export function afterPack({ appOutDir, electronPlatformName, arch, packager }) {
  const name = `@duckdb/node-bindings-${electronPlatformName}-${ARCHITECTURES[arch]}`;
  const binding = join(packager.getResourcesDir(appOutDir), "app.asar.unpacked/node_modules", name, "duckdb.node");
  if (existsSync(binding)) return;
  throw new Error(`${binding} is missing: install ${name} before packing for this system.`);
}
