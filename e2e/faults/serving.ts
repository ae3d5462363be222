import { readdirSync, readFileSync } from "node:fs";
import { WebSocket } from "ws";
import { type Client, createClient } from "../../shared/contract/client.js";
import { contract, type SkeinContract } from "../../shared/contract/index.js";
import { openSocketWire } from "../../shared/contract/socket-wire.js";
import type { SpanId, TraceId } from "../../shared/model/ids.js";
import type { Wire } from "../../shared/contract/wire.js";
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
  const urlOf = (): string | undefined => /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(log)?.[0];
  await until("the server prints its URL", () => urlOf() !== undefined || child.exitCode !== null);
  const url = urlOf();
  if (url === undefined || child.pid === undefined) throw new Error(`no URL was printed: ${log}`);
  const { pid } = child;
  const client = createClient(contract, () => connect(url));
  return {
    client,
    pid,
    log: () => log,
    enginePid: () => childrenOf(pid).find(isEngine),
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
    change: { command: "note.add", id: crypto.randomUUID(), traceId, spanId, text },
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

/** What a page does: the printed token for a cookie and a session, then the socket. */
async function connect(url: string): Promise<Wire> {
  const { origin, hash } = new URL(url);
  const answer = await fetch(`${origin}/session`, {
    method: "POST",
    headers: { origin },
    body: JSON.stringify({ token: hash.slice("#t=".length) }),
  });
  const { session } = (await answer.json()) as { session: string };
  const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
  const socket = new WebSocket(`${origin.replace("http", "ws")}/wire`, { headers: { origin, cookie } });
  return openSocketWire(socket, session);
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
        return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent;
      } catch {
        return false;
      }
    });
}

function isEngine(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("engine.js");
  } catch {
    return false;
  }
}
