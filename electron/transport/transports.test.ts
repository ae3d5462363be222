import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { MessageChannel } from "node:worker_threads";
import { WebSocket } from "ws";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createClient, type Client } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import type { Router } from "../../shared/contract/handlers.js";
import { portWire } from "../../shared/contract/port-wire.js";
import { openSocketWire } from "../../shared/contract/socket-wire.js";
import { echoContract, type EchoContract } from "../../shared/testing/echo-contract.js";
import { createEchoHandlers } from "../../shared/testing/echo-handlers.js";
import { createRouter } from "../engine/router.js";
import { inProcessConnect } from "./in-process.js";
import { startServer, type RunningServer } from "./server/server.js";
import { Uploads } from "./server/uploads.js";
import { serveWire } from "./session.js";

const logged: string[] = [];
const newRouter = (): Router =>
  createRouter(echoContract, createEchoHandlers(), { debug: () => {}, error: (line) => logged.push(line) });

/** Each transport with a client and engine of its own. */
const TRANSPORTS = ["in one process", "MessagePort", "WebSocket"] as const;
const clients = {} as Record<(typeof TRANSPORTS)[number], Client<EchoContract>>;
let server: RunningServer;
let appRoot: string;

beforeAll(async () => {
  appRoot = await mkdtemp(path.join(tmpdir(), "skein-app-"));
  await writeFile(path.join(appRoot, "index.html"), "<!doctype html>");
  const router = newRouter();
  server = await startServer({
    port: 0,
    allowedHosts: [],
    appRoot,
    openWire: () => inProcessConnect(router)(new AbortController().signal),
    makeUploads: (tell) => new Uploads(tell),
  });
  clients["in one process"] = createClient(echoContract, inProcessConnect(newRouter()));
  clients.MessagePort = createClient(echoContract, () => {
    const { port1, port2 } = new MessageChannel();
    serveWire(newRouter(), portWire(port2));
    return Promise.resolve(portWire(port1));
  });
  clients.WebSocket = createClient(echoContract, connectAsBrowser);
});

afterAll(async () => {
  for (const client of Object.values(clients)) client.close();
  await server.close();
  await rm(appRoot, { recursive: true });
});

/** What the page does: token for cookie and session, then the socket. */
async function connectAsBrowser(): ReturnType<typeof openSocketWire> {
  const { origin, hash } = new URL(server.url);
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

/** Does the same with each transport and requires the same outcome. */
async function sameEverywhere<T>(act: (client: Client<EchoContract>) => Promise<T>): Promise<T> {
  const outcomes: T[] = [];
  for (const transport of TRANSPORTS) outcomes.push(await act(clients[transport]));
  for (const outcome of outcomes) {
    // Not toEqual alone: it takes half a minute for 50 MB.
    if (!isDeepStrictEqual(outcome, outcomes[0])) expect(outcome).toEqual(outcomes[0]);
  }
  return outcomes[0]!;
}

async function failureOf(attempt: Promise<unknown>): Promise<AppError> {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  await vi.waitFor(async () => expect(await condition()).toBe(true), { timeout: 15_000, interval: 10 });
}

describe("the same call over every transport", () => {
  it("answers the same, typed arrays in place", async () => {
    const value = {
      "": [1, "two", null, { deep: Float64Array.of(Number.NaN, -0, 3) }],
      ids: Uint32Array.of(0xffffffff),
    };
    expect(await sameEverywhere((client) => client.call("echo.value", { value }))).toEqual({ value });
  });

  it("fails the same: as the engine said, with its hint and its place", async () => {
    const said = await sameEverywhere(async (client) =>
      (await failureOf(client.call("echo.fail", { how: "expected" }))).toData(),
    );
    expect(said).toEqual({ code: "QUERY_SYNTAX", message: "A word is missing.", hint: "Add it.", column: 7 });
  });

  it("fails without a word of what is inside when a handler breaks; the log has it", async () => {
    for (const how of ["unexpected", "unsendable"] as const) {
      const said = await sameEverywhere(async (client) =>
        (await failureOf(client.call("echo.fail", { how }))).toData(),
      );
      expect(said.code).toBe("INTERNAL");
      expect(JSON.stringify(said)).not.toContain("secret");
    }
    expect(logged.join("\n")).toContain("secret detail");
  });

  it("refuses what the contract does not allow", async () => {
    const bad = await sameEverywhere(async (client) =>
      (await failureOf(client.call("echo.columns", { rows: -1 }))).toData(),
    );
    expect(bad.code).toBe("INVALID_INPUT");
    expect(bad.message).toContain("rows");
  });

  it("refuses a call of more than 4 MB before it is sent", async () => {
    const big = await sameEverywhere(async (client) =>
      (await failureOf(client.call("echo.value", { value: "x".repeat(5_000_000) }))).toData(),
    );
    expect(big.code).toBe("TOO_LARGE");
  });

  it("brings 50 MB of columns whole", async () => {
    const rows = 4_000_000;
    const answer = await sameEverywhere((client) => client.call("echo.columns", { rows }));
    expect(answer.offsetNs.byteLength + answer.kind.byteLength + answer.flag.byteLength).toBeGreaterThan(50_000_000);
    expect(answer.offsetNs[rows - 1]).toBe((rows - 1) * 1.5);
    expect(answer.name).toHaveLength(1000);
  });

  it("answers a small call while a big one is under way", async () => {
    for (const transport of TRANSPORTS) {
      const client = clients[transport];
      const order: string[] = [];
      const big = client.call("echo.columns", { rows: 2_000_000 }).then(() => order.push("big"));
      const small = client.call("echo.value", { value: 1 }).then(() => order.push("small"));
      await Promise.all([big, small]);
      expect(order, transport).toEqual(["small", "big"]);
    }
  });

  it("streams to the end, big items too", async () => {
    const seen = await sameEverywhere(async (client) => {
      const items: unknown[] = [];
      for await (const { n, ballast } of client.subscribe("echo.count", { upTo: 5, bytes: 3_000_000 })) {
        items.push([n, ballast.length, ballast[2_999_999]]);
      }
      return items;
    });
    expect(seen).toEqual([0, 1, 2, 3, 4].map((n) => [n, 3_000_000, n]));
  });

  it("streams up to an error and throws it", async () => {
    await sameEverywhere(async (client) => {
      const seen: number[] = [];
      const reading = (async () => {
        for await (const { n } of client.subscribe("echo.count", { upTo: 9, failAt: 2 })) seen.push(n);
      })();
      expect((await failureOf(reading)).code).toBe("CORRUPT_FILE");
      expect(seen).toEqual([0, 1]);
      return seen;
    });
  });

  it("stops the handler when the consumer stops reading, and ends it when the consumer leaves", async () => {
    for (const transport of TRANSPORTS) {
      const client = clients[transport];
      const before = await client.call("echo.state", {});
      for await (const { n } of client.subscribe("echo.count", { upTo: null })) {
        if (n < 2) continue;
        // Busy with the third item: the engine may be ahead by the credits and no more.
        await new Promise((resolve) => setTimeout(resolve, 100));
        const { produced } = await client.call("echo.state", {});
        expect(produced - before.produced, transport).toBeLessThan(16);
        break;
      }
      await until(async () => (await client.call("echo.state", {})).stopped === before.stopped + 1);
    }
  });

  it("is cancelled at once here and soon in the engine", async () => {
    for (const transport of TRANSPORTS) {
      const client = clients[transport];
      const before = await client.call("echo.state", {});
      const controller = new AbortController();
      const waiting = failureOf(client.call("echo.wait", { ms: 60_000 }, controller.signal));
      await until(async () => (await client.call("echo.state", {})).asked === before.asked + 1);
      controller.abort();
      expect((await waiting).code, transport).toBe("CANCELLED");
      await until(async () => (await client.call("echo.state", {})).cancelled === before.cancelled + 1);
    }
  });

  it("that was cancelled before is never sent", async () => {
    const said = await sameEverywhere(async (client) => {
      const before = await client.call("echo.state", {});
      const error = await failureOf(client.call("echo.wait", { ms: 1 }, AbortSignal.abort()));
      expect((await client.call("echo.state", {})).asked).toBe(before.asked);
      return error.code;
    });
    expect(said).toBe("CANCELLED");
  });

  it("ends a stream that is aborted between two items", async () => {
    for (const transport of TRANSPORTS) {
      const client = clients[transport];
      const controller = new AbortController();
      const seen: number[] = [];
      const reading = (async () => {
        for await (const { n } of client.subscribe("echo.count", { upTo: null }, controller.signal)) {
          seen.push(n);
          if (n === 3) controller.abort();
        }
      })();
      expect((await failureOf(reading)).code, transport).toBe("CANCELLED");
      expect(seen).toEqual([0, 1, 2, 3]);
    }
  });
});
