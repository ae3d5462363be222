import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";
import { table } from "./terminal-text.js";

/** `skein stats ['QUERY']`: the totals of the workspace, or of what a query selects. */
export function stats(query: string | undefined, options: CommonOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const zoneOffsetMinutes = -new Date().getTimezoneOffset();
    const answer = await client.call("search.stats", { query: query ?? "", zoneOffsetMinutes }, signal);
    output.answer(answer, () =>
      table(
        ["what", "total"],
        Object.entries(answer)
          .filter(([name]) => name !== "ms")
          .map(([name, value]) => [LABELS[name] ?? name, written(name, value)]),
      ),
    );
    return 0;
  });
}

const LABELS: Readonly<Record<string, string>> = {
  inputTokens: "input tokens",
  outputTokens: "output tokens",
  cost: "cost, $",
  startMs: "first start",
  endMs: "last end",
};

function written(name: string, value: number | null): string {
  if (value === null) return "";
  if (name.endsWith("Ms")) return new Date(value).toISOString();
  return name === "cost" ? value.toFixed(4) : String(value);
}
