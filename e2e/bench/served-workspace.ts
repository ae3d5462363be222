import { spawn } from "node:child_process";
import { createClient } from "../../shared/contract/client.js";
import type { Client } from "../../shared/contract/client.js";
import { contract } from "../../shared/contract/index.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import { connectAsPage, printedUrlIn } from "../fixtures/page-connection.js";
import { CLI, ROOT } from "./child.js";

const START_LIMIT_MS = 60_000;

/** The built server on a workspace that is there already, and a client of its engine. */
export interface ServedWorkspace {
  readonly url: string;
  readonly client: Client<SkeinContract>;
  stop(): Promise<void>;
}

/** @throws Error with what the server wrote, where it prints no URL */
export async function serveWorkspace(workspace: string): Promise<ServedWorkspace> {
  const child = spawn(process.execPath, [CLI, "serve", "--workspace", workspace, "--port", "0", "--no-open"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<void>((resolve) => void child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let log = "";
    const read = (text: string): void => {
      log += text;
      const found = printedUrlIn(log);
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("exit", () => reject(new Error(`the server ended: ${log}`)));
    setTimeout(() => reject(new Error(`the server printed no URL: ${log}`)), START_LIMIT_MS).unref();
  }).catch((error: unknown) => {
    child.kill("SIGKILL");
    throw error;
  });
  const client = createClient(contract, () => connectAsPage(url));
  return {
    url,
    client,
    async stop() {
      client.close();
      child.kill("SIGTERM");
      await exited;
    },
  };
}
