import { exportInput, type Exported } from "../../../shared/contract/export.js";
import { sqlExportInput } from "../../../shared/contract/sql.js";
import { calm, type TestEngine } from "./test-engine.js";

interface Written<D> {
  readonly bytes: Buffer;
  readonly text: string;
  readonly done: D;
}

/** What `export.run` gives, in one piece. */
export function exportOf(
  engine: TestEngine,
  input: object = {},
  signal: AbortSignal = calm.signal,
): Promise<Written<Exported>> {
  const asked = exportInput.parse({ format: "otlp", ...input });
  return collect(engine.handlers["export.run"](asked, { signal }));
}

/** What `sql.export` gives, in one piece. */
export function exportSqlOf(engine: TestEngine, input: object) {
  return collect(engine.handlers["sql.export"](sqlExportInput.parse(input), calm));
}

type Done<P> = Extract<P, { type: "done" }>;

async function collect<P extends { readonly type: string }>(pieces: AsyncIterable<P>): Promise<Written<Done<P>>> {
  const bytes: Uint8Array[] = [];
  let done: Done<P> | null = null;
  for await (const piece of pieces) {
    if ("bytes" in piece && piece.bytes instanceof Uint8Array) bytes.push(piece.bytes);
    else if (piece.type === "done") done = piece as Done<P>;
  }
  if (done === null) throw new Error("The export did not end.");
  const all = Buffer.concat(bytes);
  return { bytes: all, text: all.toString("utf8"), done };
}
