import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";

const MEGABYTE = 1e6;

/** `skein compact`: writes the workspace's file anew, without the space of what is gone; with `--json` `{bytesBefore, bytesAfter}`. */
export function compact(options: CommonOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    for await (const step of client.subscribe("workspace.compact", {}, signal)) {
      if (step.type === "progress") {
        output.progress(`${step.phase}, ${Math.round(step.share * 100)} %`);
        continue;
      }
      const { bytesBefore, bytesAfter } = step;
      output.progressEnd();
      output.answer({ bytesBefore, bytesAfter }, () => `${inWords(bytesBefore)} before, ${inWords(bytesAfter)} now`);
    }
    return 0;
  });
}

function inWords(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
