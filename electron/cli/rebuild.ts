import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "../../shared/contract/errors.js";
import { changesPath, setDamagedAside } from "../engine/db/rebuild.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";

type RebuildOptions = CommonOptions & { readonly force?: boolean };

const COUNTS = `SELECT (SELECT count(*) FROM annotation), (SELECT count(*) FROM incident), (SELECT count(*) FROM source)`;

/**
 * `skein rebuild`: puts a damaged workspace aside and makes it again from the log of its changes; with `--json`
 * `{keptAs, annotations, incidents, sources}`. With `--force` also one that can be opened.
 */
export async function rebuild(options: RebuildOptions, output: Output): Promise<number> {
  const { workspace } = options;
  if (workspace === undefined) {
    throw new AppError("INVALID_INPUT", "No workspace was named.", { hint: "Add --workspace FILE." });
  }
  const path = resolve(workspace);
  const keptAs = setDamagedAside(path, await damageOf(options, path));
  return withEngine(options, async (client, signal) => {
    const { rows } = await client.call("sql.run", { sql: COUNTS, limit: 1 }, signal);
    const [annotations = 0, incidents = 0, sources = 0] = (rows[0] ?? []).map(Number);
    output.answer({ keptAs, annotations, incidents, sources }, () =>
      [
        `The damaged file is kept as ${keptAs}.`,
        `${annotations} notes, labels and judgements and ${incidents} incidents are back.`,
        sources === 0
          ? `Import the files again: skein import FILE... --workspace ${workspace}`
          : `${sources} imported files are still there.`,
      ].join("\n"),
    );
    return 0;
  });
}

/** What is wrong with a workspace. Throws where it is not damage, or where there is nothing to make it from. */
async function damageOf(options: RebuildOptions, path: string): Promise<AppError> {
  try {
    await withEngine({ ...options, mustExist: true }, () => Promise.resolve());
  } catch (error) {
    if (error instanceof AppError && error.remedy === "rebuild") return error;
    throw error;
  }
  const hint = "--force puts it aside and makes it again all the same.";
  if (options.force !== true) throw new AppError("INVALID_INPUT", "The workspace can be opened.", { hint });
  if (existsSync(changesPath(path))) return new AppError("WORKSPACE_DAMAGED", "It was put aside on demand.");
  throw new AppError("NOT_FOUND", `There is no ${changesPath(path)}, from which it could be made again.`);
}
