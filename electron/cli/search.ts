import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";
import { table } from "./terminal-text.js";

export const SEARCH_VIEWS = ["spans", "traces", "conversations"] as const;

interface SearchOptions extends CommonOptions {
  readonly in: (typeof SEARCH_VIEWS)[number];
  readonly limit: number;
}

/** `skein search 'QUERY' [--in spans|traces|conversations] [--limit N]`. */
export function search(query: string, options: SearchOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const zoneOffsetMinutes = -new Date().getTimezoneOffset();
    const asked = { query, in: options.in, limit: options.limit, zoneOffsetMinutes };
    const answer = await client.call("search.run", asked, signal);
    output.answer(answer, () =>
      [
        table(
          ["trace", "span", "kind", "name", "said by", "words"],
          answer.hits.map((hit) => [hit.traceId, hit.spanId, hit.kind, hit.name, hit.part, hit.excerpt]),
        ),
        `${answer.total} ${options.in}, ${answer.texts} texts, ${answer.ms.toFixed(0)} ms`,
      ].join("\n"),
    );
    return 0;
  });
}
