import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { completeLockfile, missingOptionalPackages, parseLockfile } from "./check/lockfile.js";

/** `npm run lockfile`, after a dependency was added: puts in the packages for other platforms that npm left out. */
const path = fileURLToPath(new URL("../package-lock.json", import.meta.url));
const before = parseLockfile(readFileSync(path, "utf8"));
const missing = missingOptionalPackages(before);
if (missing.length > 0) writeFileSync(path, `${JSON.stringify(completeLockfile(before), null, 2)}\n`);
console.log(`lockfile: ${missing.length} packages for other platforms put in`);
