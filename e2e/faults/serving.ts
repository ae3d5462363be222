import { readFileSync } from "node:fs";
import { type Client, createClient } from "../../shared/contract/client.js";
import { contract, type SkeinContract } from "../../shared/contract/index.js";
import type { SpanId, TraceId } from "../../shared/model/ids.js";
import { enginePidsOf } from "../fixtures/engine-processes.js";
import { connectAsPage, printedUrlIn } from "../fixtures/page-connection.js";
import { type Place, type Ran, type RunOptions, until } from "./skein.js";

/** `skein serve` of the build, and a client of its engine, as a page is one. */
export interface Serving {
  readonly client: Client<SkeinContract>;
  readonly pid: number;
  readonly log: () => string;
  /** Of the engine's process that runs now. */
  enginePid(): number | undefined;
  /** Ends it in good order. */
  stop(): Promise<Ran>;
}

/** @throws Error with what the server wrote, where it prints no URL */
export async function serve(place: Place, args: readonly string[], options: RunOptions = {}): Promise<Serving> {
  const { child, ended } = place.start(["serve", "--no-open", ...args], options);
  let log = "";
  child.stdout?.on("data", (text: string) => (log += text));
  child.stderr?.on("data", (text: string) => (log += text));
  await until("the server prints its URL", () => printedUrlIn(log) !== undefined || child.exitCode !== null);
  const url = printedUrlIn(log);
  if (url === undefined || child.pid === undefined) throw new Error(`no URL was printed: ${log}`);
  const { pid } = child;
  const client = createClient(contract, () => connectAsPage(url));
  return {
    client,
    pid,
    log: () => log,
    enginePid: () => enginePidsOf(pid)[0],
    async stop() {
      client.close();
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** A note on the first span of the workspace. */
export async function addNote({ client }: Serving, text: string): Promise<void> {
  const list = await client.call("trace.list", { limit: 1 });
  const traceId = list.traceId[0] as TraceId;
  const spans = await client.call("trace.spans", { traceId });
  const spanId = spans.spanId[0] as SpanId;
  await client.call("change.apply", {
    change: {
      command: "annotation.set",
      put: [
        { id: crypto.randomUUID(), about: { target: "span", traceId, spanId }, said: { kind: "note", text }, by: "" },
      ],
      remove: [],
    },
  });
}

/** Still there, and no zombie that nobody has looked at yet. */
export function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}
