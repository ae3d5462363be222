import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { listSources } from "./imports.js";
import { compareRatchet, countRatchet } from "./ratchet.js";

/** Compares the counts with ratchet.json. `--lower` writes limits that went down; none is ever raised by this script. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const limitsFile = join(root, "scripts/check/ratchet.json");
const limitsSchema = z.object({ any: z.int(), suppressions: z.int(), longFiles: z.record(z.string(), z.int()) });

const files = listSources(root, ["shared", "electron", "renderer", "e2e", "scripts"]);
const counts = countRatchet(new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")])));
const { worse, lower } = compareRatchet(counts, limitsSchema.parse(JSON.parse(readFileSync(limitsFile, "utf8"))));

const mayLower = process.argv.includes("--lower") && worse.length === 0;
if (mayLower) writeFileSync(limitsFile, `${JSON.stringify(counts, null, 2)}\n`);
for (const problem of worse) console.error(problem);
for (const problem of mayLower ? [] : lower) console.error(`${problem}: run npm run check:ratchet -- --lower`);
console.log(
  `ratchet: ${counts.any} any, ${counts.suppressions} silenced, ${Object.keys(counts.longFiles).length} long files`,
);
process.exitCode = worse.length === 0 && (mayLower || lower.length === 0) ? 0 : 1;
