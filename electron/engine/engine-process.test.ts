import { execFile, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createClient, type Client } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import type { FileRef } from "../../shared/contract/files.js";
import { echoContract, type EchoContract } from "../../shared/testing/echo-contract.js";
import { EngineHost } from "../transport/engine-host.js";
import type { OpenOptions } from "../transport/engine-protocol.js";
import { forkEngine } from "../transport/server/fork-engine.js";
import { buildEchoEngine } from "./testing/build-echo-engine.js";

let folder: string;
let enginePath: string;
beforeAll(async () => {
  ({ folder, enginePath } = await buildEchoEngine());
});
afterAll(() => rm(folder, { recursive: true }));

const running: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) await each.close();
});

const optionsFor = (workspacePath: string): OpenOptions => ({
  workspacePath,
  temporary: false,
  untitled: false,
  samplePath: "",
  workerPath: "",
  helperPath: "",
});

function start(
  workspacePath = "echo.skein",
  resolveFile: (token: string) => Promise<FileRef> = () => Promise.reject(new AppError("NOT_FOUND", "No such token.")),
): { host: EngineHost; client: Client<EchoContract> } {
  const host = new EngineHost(optionsFor(workspacePath), {
    spawn: () => forkEngine(enginePath),
    resolveFile,
    log: () => {},
  });
  const client = createClient(echoContract, async () => {
    const { status, error } = await host.settled();
    if (status === "gone") throw error === undefined ? new AppError("DISCONNECTED", "Closed.") : AppError.from(error);
    return host.openChannel();
  });
  running.push(client, host);
  return { host, client };
}

async function failureOf(attempt: Promise<unknown>): Promise<AppError> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

/** A process that has ended stays in the system's table until its new parent looks. */
const isZombie = (pid: number): boolean => {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && readFileSync(stat, "utf8").includes(") Z ");
};
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
};
async function gone(pid: number): Promise<void> {
  await vi.waitFor(() => expect(isAlive(pid), `process ${pid} lives on`).toBe(false), {
    timeout: 15_000,
    interval: 20,
  });
}
const kill = (host: EngineHost): void => void process.kill(host.pid ?? 0, "SIGKILL");

describe("an engine in a process of its own", () => {
  it("answers, big answers too", async () => {
    const { client } = start();
    expect(await client.call("echo.value", { value: Float64Array.of(1, 2) })).toEqual({ value: Float64Array.of(1, 2) });
    const { offsetNs } = await client.call("echo.columns", { rows: 4_000_000 });
    expect(offsetNs[3_999_999]).toBe(3_999_999 * 1.5);
  });

  it("that is killed is back soon: queries are answered, commands and streams say RESTARTED", async () => {
    const { host, client } = start();
    await client.call("echo.value", { value: 1 });
    const states: string[] = [];
    host.onState(({ status }) => states.push(status));
    const query = client.call("echo.wait", { ms: 200 });
    const command = failureOf(client.call("echo.write", { ms: 60_000 }));
    const stream = failureOf(
      (async () => {
        for await (const _item of client.subscribe("echo.count", { upTo: null })) continue;
      })(),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = host.pid;
    kill(host);
    expect((await command).code).toBe("RESTARTED");
    expect((await stream).code).toBe("RESTARTED");
    expect(await query).toEqual({ waited: true });
    expect(states).toEqual(["restarting", "ready"]);
    expect(host.pid).not.toBe(before);
  });

  it("that dies at its start three times is given up, with a reason, and can be tried again", async () => {
    const { host, client } = start("crash.skein");
    expect(await host.settled()).toMatchObject({ status: "gone", error: { code: "INTERNAL" } });
    expect((await failureOf(client.call("echo.value", { value: 1 }))).message).toContain("3 times in a row");
    host.retry();
    expect(host.state.status).toBe("restarting");
  });

  it("that can't open its workspace stays and answers with why", async () => {
    const { host, client } = start("locked.skein");
    expect(await host.settled()).toMatchObject({ status: "ready", error: { code: "WORKSPACE_LOCKED" } });
    const error = await failureOf(client.call("echo.value", { value: 1 }));
    expect(error.toData()).toEqual({
      code: "WORKSPACE_LOCKED",
      message: "The workspace is open elsewhere.",
      hint: "Close it there.",
    });
  });

  it("opens another workspace when the host is told to, and the old one again where that fails", async () => {
    const { host, client } = start("locked.skein");
    await host.settled();
    await host.reopen(() => Promise.resolve(optionsFor("other.skein")));
    expect(await client.call("echo.value", { value: 1 })).toEqual({ value: 1 });
    const failed = host.reopen(() => Promise.reject(new Error("disk full")));
    await expect(failed).rejects.toThrow("disk full");
    expect(await client.call("echo.value", { value: 2 })).toEqual({ value: 2 });
  });

  it("reads files that its parent streams, as fast as it takes them", async () => {
    let sent = 0;
    let ended = false;
    async function* bytes(): AsyncGenerator<Uint8Array> {
      try {
        for (let chunk = 0; chunk < 40; chunk++) {
          sent++;
          yield new Uint8Array(1_500_000).fill(1);
        }
      } finally {
        ended = true;
      }
    }
    const { client } = start("echo.skein", (token) =>
      token === "big"
        ? Promise.resolve({ kind: "stream", name: "big", bytes: null, stream: bytes() })
        : Promise.reject(new AppError("NOT_FOUND", "No such token.")),
    );
    let last;
    for await (const item of client.subscribe("echo.file", { token: "big" })) last = item;
    expect(last).toEqual({ bytes: 60_000_000, sum: 60_000_000 % 65_521, done: true });

    sent = 0;
    ended = false;
    for await (const _item of client.subscribe("echo.file", { token: "big" })) break;
    await expect.poll(() => ended).toBe(true);
    expect(sent).toBeLessThan(40);

    const missing = (async () => {
      for await (const _item of client.subscribe("echo.file", { token: "other" })) continue;
    })();
    expect((await failureOf(missing)).code).toBe("NOT_FOUND");
  });

  it("is closed in good order, and the hard way where it is stuck", async () => {
    for (const workspace of ["echo.skein", "stuck.skein"]) {
      const { host } = start(workspace);
      await host.settled();
      const pid = host.pid ?? 0;
      await host.close();
      expect(isAlive(pid), workspace).toBe(false);
    }
  });

  it("ends soon when its parent is killed, stuck or not", async () => {
    for (const workspace of ["echo.skein", "stuck.skein"]) {
      const parentPath = path.join(folder, "parent.mjs");
      await writeFile(
        parentPath,
        `import { fork } from "node:child_process";
        const child = fork(${JSON.stringify(enginePath)}, { serialization: "advanced", stdio: ["ignore", 2, 2, "ipc"] });
        child.on("message", (message) => message.type === "ready" && console.log(child.pid));
        child.send({ type: "open", options: ${JSON.stringify(optionsFor(workspace))} });`,
      );
      const parent = spawn(process.execPath, [parentPath], { stdio: ["ignore", "pipe", "inherit"] });
      const pid = await new Promise<number>((resolve) => {
        parent.stdout.once("data", (text: Buffer) => resolve(Number(text.toString())));
      });
      parent.kill("SIGKILL");
      await gone(pid);
    }
  });

  it("ends on SIGTERM", async () => {
    const { host } = start();
    await host.settled();
    const pid = host.pid ?? 0;
    process.kill(pid, "SIGTERM");
    await gone(pid);
  });

  it("cannot be run by hand", async () => {
    const message = await new Promise<string>((resolve) => {
      execFile(process.execPath, [enginePath], (_error, _stdout, stderr) => resolve(stderr));
    });
    expect(message).toContain("started by Skein itself");
  });
});
