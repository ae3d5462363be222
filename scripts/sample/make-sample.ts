import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSample } from "./sample.js";

const SAMPLE_PATH = resolve(dirname(fileURLToPath(import.meta.url)), "../../out/sample/skein-sample.jsonl");

const { bytes, spans, lines } = buildSample();
await mkdir(dirname(SAMPLE_PATH), { recursive: true });
// Written beside and moved, so that a reader never sees half a file.
const unfinished = `${SAMPLE_PATH}.${process.pid}.part`;
await writeFile(unfinished, bytes);
await rename(unfinished, SAMPLE_PATH);
const traces = new Set(spans.map(({ span }) => span.spanContext().traceId)).size;
process.stdout.write(
  `sample: ${spans.length} spans of ${traces} runs on ${lines} lines, ${(bytes.length / 1e6).toFixed(2)} MB\n`,
);
