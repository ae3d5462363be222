import { AppError } from "../../../shared/contract/errors.js";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { openEngine } from "../handlers/registry.js";
import { noteOn } from "./said.js";

/**
 * A process that imports a file and writes notes meanwhile, to be killed: `importing-process.ts WORKSPACE FILE`. Tells
 * of each note that was taken, and what becomes of the import, with lines on its standard output.
 */
const [workspacePath = "", file = ""] = process.argv.slice(2);
const engine = await openEngine({
  workspacePath,
  temporary: false,
  untitled: false,
  samplePath: "",
  workerPath: "",
  helperPath: "",
  resolveFile: (path) => ({ kind: "path", path, name: "killed.jsonl" }),
});
const { signal } = new AbortController();
const key = { traceId: "0".repeat(31) + "1", spanId: "0".repeat(15) + "1" } as { traceId: TraceId; spanId: SpanId };
let done = false;

async function writeNotes(): Promise<void> {
  while (!done) {
    const change = noteOn(key, "meanwhile");
    await engine.handlers["change.apply"]({ change }, { signal });
    if (change.command === "annotation.set") process.stdout.write(`note ${change.put[0]?.id ?? ""}\n`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const notes = writeNotes();
try {
  for await (const event of engine.handlers["import.run"]({ files: [file] }, { signal })) {
    process.stdout.write(`${event.type}\n`);
  }
} catch (error) {
  process.stdout.write(`failed ${error instanceof AppError ? error.code : String(error)}\n`);
}
done = true;
await notes;
await engine.close();
