import { randomUUID } from "node:crypto";
import { openEngine } from "../handlers/registry.js";
import { madeFields, madeItem, noteBody } from "./made-incidents.js";

/**
 * A process that adds to an incident and moves what it added, without end, to be killed: `collecting-process.ts WORKSPACE`. Tells of
 * each item that was taken, with a line on its standard output.
 */
const [workspacePath = ""] = process.argv.slice(2);
const engine = await openEngine({
  workspacePath,
  temporary: false,
  untitled: false,
  samplePath: "",
  workerPath: "",
  helperPath: "",
  resolveFile: (path) => ({ kind: "path", path, name: path }),
});
const { signal } = new AbortController();
const incidentId = randomUUID();
const apply = (change: Parameters<(typeof engine.handlers)["change.apply"]>[0]["change"]): Promise<unknown> =>
  engine.handlers["change.apply"]({ change }, { signal });

await apply({ command: "incident.add", id: incidentId, ...madeFields(), items: [] });
let first: string | null = null;
for (;;) {
  const item = madeItem(noteBody("x".repeat(20_000)));
  await apply({ command: "item.add", incidentId, items: [item], before: null });
  process.stdout.write(`item ${item.id}\n`);
  if (first !== null) await apply({ command: "item.move", id: item.id, before: first });
  first = item.id;
}
