import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Place, type Ran } from "./skein.js";

/** The code of what a command with `--json` said on its standard error. */
export const codeOf = (ran: Ran): string => (JSON.parse(ran.stderr) as { error: { code: string } }).error.code;

/**
 * What holds for each command that writes a file: where it can't, nothing is left of it, and the old file stays. `argumentsFor`: the words of
 * the command that writes a file of that name, more than 2 MB of it.
 */
export function itLeavesNoHalfFile(
  place: () => Place,
  ending: string,
  argumentsFor: (file: string, ...more: string[]) => string[],
): void {
  it("to a place that can't be written leaves nothing", async () => {
    const ran = await place().run(argumentsFor(`nowhere/out${ending}`));
    expect([ran.code, codeOf(ran)]).toEqual([1, "UNREADABLE"]);
    expect(existsSync(place().pathOf("nowhere"))).toBe(false);
  });

  it("on a full disk leaves the old file and no half one", async () => {
    const name = `full${ending}`;
    writeFileSync(place().pathOf(name), "old");
    const ran = await place().run(argumentsFor(name, "--force"), { maxFileBytes: 2_000_000 });
    expect([ran.code, codeOf(ran)]).toEqual([1, "DISK_FULL"]);
    expect(readFileSync(place().pathOf(name), "utf8")).toBe("old");
    expect(place().besides("full")).toEqual([name]);
    expect(existsSync(place().pathOf("full-pictures"))).toBe(false);
    expect(
      place()
        .besides("base.skein")
        .filter((file) => file.includes(".tmp-")),
    ).toEqual([]);
  });
}
