import { fork } from "node:child_process";
import type { FromEngine } from "../engine-protocol.js";
import type { EngineProcess } from "../engine-host.js";

/** DuckDB's calls each hold a thread of libuv's pool while they run; the default of 4 would stall files and timers. */
export const ENGINE_THREADPOOL_SIZE = "16";

/** Starts the built engine as a child process. What it prints goes to stderr. */
export function forkEngine(enginePath: string): EngineProcess {
  const child = fork(enginePath, {
    serialization: "advanced",
    env: { ...process.env, UV_THREADPOOL_SIZE: ENGINE_THREADPOOL_SIZE },
    execArgv: [],
    stdio: ["ignore", 2, 2, "ipc"],
  });
  // A message to an engine that just died; its exit says all there is to say.
  child.on("error", () => {});
  return {
    pid: child.pid,
    post(message) {
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => void child.on("message", (message) => listener(message as FromEngine)),
    onExit(listener) {
      child.once("exit", (code, signal) => listener(signal === null ? `code ${code}` : `signal ${signal}`));
    },
    kill: () => void child.kill("SIGKILL"),
  };
}
