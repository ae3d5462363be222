import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeAsar } from "./asar.js";
import { stubWithFuses } from "./fuses.js";

/** Makes a folder that looks like an unpacked Electron of Linux to those who package it, with an executable that does nothing. */
export function makeElectronDist(folder: string, version: string): void {
  for (const inner of ["locales", "resources"]) mkdirSync(join(folder, inner), { recursive: true });
  writeFileSync(join(folder, "electron"), stubWithFuses(), { mode: 0o755 });
  writeFileSync(join(folder, "version"), version);
  for (const name of ["LICENSE", "LICENSES.chromium.html", "locales/en-US.pak"])
    writeFileSync(join(folder, name), name);
  writeAsar(join(folder, "resources/default_app.asar"), "main.js", "");
}
