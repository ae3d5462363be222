import { describe, expect, it } from "vitest";
import { wirePair } from "./in-process.js";
import { serveWire } from "./session.js";
import { createRouter } from "../engine/router.js";
import { echoContract, type EchoContract } from "../../shared/testing/echo-contract.js";
import { createEchoHandlers } from "../../shared/testing/echo-handlers.js";
import { createClient, type Client } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import type { Wire } from "../../shared/contract/wire.js";

/** An engine that can be lost and comes back, as often as one likes. */
function restartable(): {
  client: Client<EchoContract>;
  crash: () => void;
  giveUp: () => void;
  starts: () => number;
  hold: () => () => void;
} {
  const router = createRouter(echoContract, createEchoHandlers(), { debug: () => {}, error: () => {} });
  let far: Wire | undefined;
  let starts = 0;
  let gone = false;
  let held: Promise<void> = Promise.resolve();
  const client = createClient(echoContract, async () => {
    await held;
    if (gone) throw new AppError("INTERNAL", "The engine stopped 3 times in a row.");
    const [near, engineSide] = wirePair();
    far = engineSide;
    starts++;
    serveWire(router, engineSide);
    return near;
  });
  return {
    client,
    crash: () => far?.close(),
    giveUp() {
      gone = true;
      far?.close();
    },
    starts: () => starts,
    hold() {
      let release = (): void => {};
      held = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  };
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
async function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => "no error",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

describe("when the engine is lost", () => {
  it("a query is asked again by itself, once", async () => {
    const { client, crash, starts } = restartable();
    const waiting = client.call("echo.wait", { ms: 100 });
    await soon();
    crash();
    expect(await waiting).toEqual({ waited: true });
    expect(starts()).toBe(2);

    const unlucky = codeOf(client.call("echo.wait", { ms: 60_000 }));
    await soon();
    crash();
    await soon();
    crash();
    expect(await unlucky).toBe("RESTARTED");
    client.close();
  });

  it("a command fails and is never sent twice", async () => {
    const { client, crash } = restartable();
    const order = codeOf(client.call("echo.write", { ms: 60_000 }));
    await soon();
    crash();
    expect(await order).toBe("RESTARTED");
    expect(await client.call("echo.write", {})).toEqual({ writes: 2 });
    client.close();
  });

  it("a command that was not sent yet waits for the engine", async () => {
    const { client, hold, crash } = restartable();
    await client.call("echo.value", { value: 1 });
    const release = hold();
    crash();
    await soon();
    const order = client.call("echo.write", {});
    release();
    expect(await order).toEqual({ writes: 1 });
    client.close();
  });

  it("a stream ends with RESTARTED after what had come", async () => {
    const { client, crash } = restartable();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { n } of client.subscribe("echo.count", { upTo: null })) {
        seen.push(n);
        if (n === 4) crash();
      }
    })();
    expect(await codeOf(reading)).toBe("RESTARTED");
    expect(seen.slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
    client.close();
  });

  it("listeners hear of it, and of the return", async () => {
    const { client, crash } = restartable();
    const heard: string[] = [];
    client.connection.subscribe(() => heard.push(client.connection.get().status));
    expect(client.connection.get().status).toBe("connecting");
    await client.call("echo.value", { value: 1 });
    crash();
    await soon();
    expect(heard).toEqual(["connected", "restarting", "connected"]);
    client.close();
  });

  it("for good, calls fail with the reason until somebody tries again", async () => {
    const { client, giveUp } = restartable();
    const waiting = codeOf(client.call("echo.wait", { ms: 60_000 }));
    await soon();
    giveUp();
    expect(await waiting).toBe("INTERNAL");
    expect(client.connection.get()).toMatchObject({ status: "gone", error: { code: "INTERNAL" } });
    expect(await codeOf(client.call("echo.value", { value: 1 }))).toBe("INTERNAL");
    client.close();
  });
});

describe("a client that is closed", () => {
  it("fails what is pending and what comes after", async () => {
    const { client } = restartable();
    const waiting = codeOf(client.call("echo.wait", { ms: 60_000 }));
    await soon();
    client.close();
    expect(await waiting).toBe("DISCONNECTED");
    expect(await codeOf(client.call("echo.value", { value: 1 }))).toBe("DISCONNECTED");
  });
});

describe("an answer that breaks the contract", () => {
  it("is refused here and never reaches a view", async () => {
    const handlers = {
      ...createEchoHandlers(),
      "echo.wait": () => Promise.resolve({ waited: false as unknown as true }),
    };
    const router = createRouter(echoContract, handlers, { debug: () => {}, error: () => {} });
    const client = createClient(echoContract, () => {
      const [near, far] = wirePair();
      serveWire(router, far);
      return Promise.resolve(near);
    });
    expect(await codeOf(client.call("echo.wait", { ms: 0 }))).toBe("INTERNAL");
    client.close();
  });
});

describe("a peer that breaks the protocol", () => {
  it.each([
    ["bytes that are no frame", Uint8Array.of(1, 2, 3)],
    ["a frame of another version", new Uint8Array(32)],
  ])("is cut off by the engine: %s", async (_what, bytes) => {
    const [near, far] = wirePair();
    serveWire(createRouter(echoContract, createEchoHandlers(), { debug: () => {}, error: () => {} }), far);
    const ended = new Promise((resolve) => near.onEnd(resolve));
    near.send(bytes);
    expect(await ended).toEqual({ reason: "restarting" });
  });
});
