import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { AppError } from "../../../shared/contract/errors.js";
import type { Database } from "../db/database.js";

export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw new AppError("NOT_FOUND", `There is no file ${path}.`, { hint: "Check the path.", cause: error });
  }
}

/** The format of a file that is stored already, by its content; null when it is not. */
export async function isKnown(path: string, bytes: number, database: Database): Promise<string | null> {
  const same = await database.read((session) =>
    session.rows<{ sha256: string; format: string }>("SELECT sha256, format FROM source WHERE bytes = $1::BIGINT", [
      bytes,
    ]),
  );
  if (same.length === 0) return null;
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new AppError("UNREADABLE", `The file ${path} can't be read.`, {
      hint: "Check its permissions.",
      cause: error,
    });
  }
  const digest = hash.digest("hex");
  return same.find((source) => source.sha256 === digest)?.format ?? null;
}
