import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient, type Client } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import { contract, type SkeinContract } from "../../shared/contract/index.js";
import type { Wire } from "../../shared/contract/wire.js";
import { EngineHost } from "../transport/engine-host.js";
import { FileTokens } from "../transport/server/file-tokens.js";
import { forkEngine } from "../transport/server/fork-engine.js";
import { startServer, type RunningServer } from "../transport/server/server.js";
import { Uploads } from "../transport/server/uploads.js";
import { findBuild } from "./build-paths.js";
import { upgradedInWords } from "./engine.js";
import { openBrowser } from "./open-browser.js";
import { sentences } from "./output.js";
import { printable } from "./terminal-text.js";

export interface ServeOptions {
  /** Files and folders to import first. */
  readonly files: readonly string[];
  /** Left out: a temporary workspace that is deleted at the end. */
  readonly workspace?: string;
  /** The workspace is left as it is. */
  readonly readOnly: boolean;
  /** Left out: the system chooses. */
  readonly port?: number;
  /** Opens a browser where there is a display. */
  readonly open: boolean;
  /** Values of Host beside the loopback names, such as `localhost:9000` of an SSH forward. */
  readonly allowedHosts: readonly string[];
  /** A folder whose files pages may name. */
  readonly root?: string;
}

export interface Serving {
  readonly url: string;
  /** Resolves when the server has ended, by a signal or by `close`. */
  readonly done: Promise<void>;
  close(): Promise<void>;
}

/**
 * Serves the app to a browser and prints its address. The engine runs in a child process that is kept up; a crash of it is
 * seen by pages as a short pause. Rejects with `AppError` where the port is taken or nothing is built. Missing files are
 * told on stderr and do not stop the server.
 */
export async function serve(options: ServeOptions): Promise<Serving> {
  const paths = findBuild();
  if (!existsSync(path.join(paths.renderer, "index.html"))) {
    throw new AppError("NOT_FOUND", "The built app was not found.", { hint: "Run `npm run build`." });
  }
  if (options.readOnly) checkReadable(options);
  const temporary = options.workspace === undefined ? await mkdtemp(path.join(tmpdir(), "skein-")) : null;
  let uploads: Uploads | undefined;
  const files = new FileTokens(() => {
    if (uploads === undefined) throw new AppError("NOT_FOUND", "The server is being started.");
    return uploads;
  }, options.root);
  const host = new EngineHost(
    {
      workspacePath: path.resolve(options.workspace ?? path.join(temporary ?? "", "temporary.skein")),
      temporary: temporary !== null,
      untitled: temporary !== null,
      readOnly: options.readOnly,
      samplePath: paths.sample,
      workerPath: paths.worker,
      helperPath: paths.helper,
    },
    {
      spawn: () => forkEngine(paths.engine),
      resolveFile: (token) => files.resolve(token),
      log: tell,
    },
  );
  const openWire = async (): Promise<Wire> => {
    await host.settled();
    return host.openChannel();
  };

  let server: RunningServer;
  try {
    server = await startServer({
      port: options.port ?? 0,
      allowedHosts: options.allowedHosts,
      appRoot: paths.renderer,
      openWire,
      makeUploads: (tell) => (uploads = new Uploads(tell)),
    });
  } catch (error) {
    await host.close();
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
    throw error;
  }

  let finish: () => void;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= (async () => {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
      await Promise.all([server.close(), host.close()]);
      if (temporary !== null) await rm(temporary, { recursive: true, force: true });
      finish();
    })());
  const onSignal = (): void => void close();
  process.once("SIGINT", onSignal);
  process.once("SIGTERM", onSignal);

  console.log(`Skein serves at ${server.url}`);
  if (options.open) openBrowser(server.url);
  void host.settled().then(({ error }) => {
    if (error !== undefined) tell(sentences(error.message, error.hint));
    else void tellOpening(createClient(contract, openWire));
  });
  if (options.files.length > 0) void importFirst(createClient(contract, openWire), files, options.files);
  return { url: server.url, done, close };
}

/** Throws INVALID_INPUT where there is nothing to read, or something to write. */
function checkReadable({ workspace, files }: ServeOptions): void {
  if (workspace === undefined || !existsSync(workspace)) {
    throw new AppError("INVALID_INPUT", "There is no workspace to read.", { hint: "Name one that is there." });
  }
  if (files.length === 0) return;
  throw new AppError("INVALID_INPUT", "Nothing can be imported into a workspace that is only read.", {
    hint: "Leave out the files, or --read-only.",
  });
}

/** Says what is special about the workspace. */
async function tellOpening(client: Client<SkeinContract>): Promise<void> {
  const info = await client.call("workspace.info", {}).catch(() => null);
  client.close();
  if (info === null) return;
  const { upgraded, readOnly } = info;
  if (upgraded !== null) tell(upgradedInWords(path.join(path.dirname(info.path ?? ""), upgraded.copy)));
  if (readOnly === "file") tell("The workspace's file may not be written to: it is only read.");
  if (readOnly === "folder") tell("The workspace's folder may not be written to: it is only read.");
}

/** Imports what the command line named, telling each file's fate on stderr; pages see the list grow. */
async function importFirst(client: Client<SkeinContract>, files: FileTokens, paths: readonly string[]): Promise<void> {
  try {
    for await (const step of client.subscribe("import.run", { files: paths.map((file) => files.mint(file)) })) {
      if (step.type !== "file") continue;
      const { name, status, stored, traces, error } = step.result;
      const why = error === undefined ? "" : ` ${sentences(error.message, error.hint)}`;
      tell(`${name}: ${status}, ${stored} spans of ${traces} traces stored.${why}`);
    }
  } catch (error) {
    const { message, hint } = error instanceof AppError ? error : new AppError("INTERNAL", String(error));
    tell(`The import stopped: ${sentences(message, hint)}`);
  } finally {
    client.close();
  }
}

function tell(line: string): void {
  process.stderr.write(`skein: ${printable(line)}\n`);
}
