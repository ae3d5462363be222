import { resolve } from "node:path";
import { AppError } from "../../shared/contract/errors.js";
import type { CommonOptions } from "./common-options.js";
import { serve } from "./serve.js";

interface ServeFlags extends CommonOptions {
  readonly port?: number;
  readonly open: boolean;
  readonly allowedHost?: readonly string[];
  readonly root?: string;
}

/** `skein serve [FILE...]`: prints the URL and runs until it is interrupted. */
export async function serveCommand(files: readonly string[], flags: ServeFlags): Promise<number> {
  const serving = await serve({
    ...splitFiles(files, flags.workspace),
    ...(flags.port === undefined ? {} : { port: flags.port }),
    readOnly: flags.readOnly === true,
    open: flags.open,
    allowedHosts: flags.allowedHost ?? [],
    ...(flags.root === undefined ? {} : { root: resolve(flags.root) }),
  });
  await serving.done;
  return 0;
}

/** Files to import, and the workspace to open: the one of `--workspace`, else the one among the files. Throws INVALID_INPUT. */
export function splitFiles(
  files: readonly string[],
  workspace: string | undefined,
): { files: string[]; workspace?: string } {
  const isWorkspace = (file: string): boolean => file.toLowerCase().endsWith(".skein");
  const [chosen, ...others] = [...(workspace === undefined ? [] : [workspace]), ...files.filter(isWorkspace)];
  if (others.length > 0) {
    throw new AppError("INVALID_INPUT", "Only one workspace can be open at a time.", {
      hint: `Leave out ${others.join(", ")}.`,
    });
  }
  return {
    files: files.filter((file) => !isWorkspace(file)).map((file) => resolve(file)),
    ...(chosen === undefined ? {} : { workspace: resolve(chosen) }),
  };
}
