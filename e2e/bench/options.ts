import { CORPUS_KINDS, isCorpusKind } from "../../scripts/corpora/corpus.js";
import type { CorpusKind } from "../../scripts/corpora/corpus.js";

export const PARTS = ["import", "search", "open", "stdin", "ui", "views", "retrieval"] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  readonly parts: readonly Part[];
  /** Of each corpus. */
  readonly megabytes: number;
  readonly kinds: readonly CorpusKind[];
  readonly rounds: number;
  readonly json: boolean;
}

export const USAGE = `usage: npm run bench -- [PART...] [--size MB] [--only CORPUS,...] [--rounds N] [--huge] [--json]
  PART    ${PARTS.join(", ")} (without one: import, search and open)
          ui and views need a browser, and retrieval for its map; import --huge sends 10 GB through standard input, for the bound on memory
  CORPUS  ${CORPUS_KINDS.join(", ")}
`;

const HUGE_MEGABYTES = 10_000;

/** Null where the words are not understood. */
export function parseOptions(words: readonly string[]): BenchOptions | null {
  const parts: Part[] = [];
  let megabytes = 64;
  let rounds = 3;
  let json = false;
  let huge = false;
  let kinds: readonly string[] = CORPUS_KINDS.filter((kind) => kind !== "one-trace" && kind !== "retrievals");
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const part = PARTS.find((known) => known === word);
    if (part !== undefined) parts.push(part);
    else if (word === "--json") json = true;
    else if (word === "--huge") huge = true;
    else if (word === "--size") megabytes = Number(words[++at]);
    else if (word === "--rounds") rounds = Number(words[++at]);
    else if (word === "--only") kinds = (words[++at] ?? "").split(",");
    else return null;
  }
  const known = kinds.filter((kind) => isCorpusKind(kind));
  if (!(megabytes > 0) || !(rounds >= 1) || known.length !== kinds.length) return null;
  if (huge) return { parts: ["stdin"], megabytes: HUGE_MEGABYTES, kinds: known, rounds, json };
  return { parts: parts.length === 0 ? ["import", "search", "open"] : parts, megabytes, kinds: known, rounds, json };
}
