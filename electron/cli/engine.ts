import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { type Client, createClient } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import type { FileRef } from "../../shared/contract/files.js";
import { contract, type SkeinContract } from "../../shared/contract/index.js";
import { stderrLog } from "../engine/log.js";
import { createRouter } from "../engine/router.js";
import { inProcessConnect } from "../transport/in-process.js";
import { findBuild } from "./build-paths.js";
import type { CommonOptions } from "./common-options.js";
import { Output } from "./output.js";

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface EngineChoice extends Omit<CommonOptions, "workspace"> {
  /** Left out: a temporary workspace that is deleted at the end. */
  readonly workspace?: string | undefined;
  /** For commands that only read: a mistyped name must not make an empty workspace. */
  readonly mustExist?: boolean;
}

/**
 * Runs a command with an engine in this process, and closes it whatever happens. A first Ctrl-C rolls back what runs and
 * fails the command with CANCELLED; a second one ends the process at once. No temporary workspace is left either way.
 */
export async function withEngine<T>(
  choice: EngineChoice,
  work: (client: Client<SkeinContract>, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const build = findBuild();
  if (choice.mustExist === true || choice.readOnly === true) checkExists(choice.workspace);
  const folder = choice.workspace === undefined ? mkdtempSync(join(tmpdir(), "skein-")) : null;
  const removeFolder = (): void => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  };
  let usesInput = false;
  /** On the command line a token is a path, or `-` for standard input. */
  const resolveFile = (token: string): FileRef => {
    if (token !== "-") return { kind: "path", path: resolve(token), name: basename(resolve(token)) };
    usesInput = true;
    return { kind: "stream", name: "standard input", bytes: null, stream: process.stdin };
  };
  const controller = new AbortController();
  const stop = (): void => {
    if (!controller.signal.aborted) return controller.abort();
    // The store survives a hard end; an ordinary exit would wait for a query that does not stop.
    removeFolder();
    process.kill(process.pid, "SIGKILL");
  };
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  process.on("exit", removeFolder);
  try {
    // Not before it is needed: a server leaves the engine to another process.
    const { openEngine } = await import("../engine/handlers/registry.js");
    const engine = await openEngine({
      workspacePath: folder === null ? resolve(choice.workspace ?? "") : join(folder, "temporary.skein"),
      temporary: folder !== null,
      untitled: false,
      samplePath: build.sample,
      workerPath: build.worker,
      helperPath: build.helper,
      readOnly: choice.readOnly === true && folder === null,
      resolveFile,
      onUpgraded: ({ copyPath }) => new Output(choice.json === true).note(upgradedInWords(copyPath)),
    });
    const client = createClient(contract, inProcessConnect(createRouter(contract, engine.handlers, stderrLog("cli"))));
    try {
      return await work(client, controller.signal);
    } finally {
      client.close();
      await engine.close();
    }
  } finally {
    removeFolder();
    process.off("exit", removeFolder);
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
    // A writer that is still there would keep this process waiting.
    if (usesInput) process.stdin.destroy();
  }
}

/** What people are told of a workspace of an older Skein. */
export function upgradedInWords(copyPath: string): string {
  return `The workspace was of an older Skein and was brought up. As it was before it is kept in ${copyPath}.`;
}

function checkExists(workspace: string | undefined): void {
  if (workspace === undefined || existsSync(workspace)) return;
  throw new AppError("NOT_FOUND", `There is no workspace ${resolve(workspace)}.`, {
    hint: "Check the path, or make it with `skein import FILE --workspace FILE`.",
  });
}
