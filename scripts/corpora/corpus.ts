import { once } from "node:events";
import type { Writable } from "node:stream";
import { Random } from "../random.js";
import { big } from "./big.js";
import { history } from "./history.js";
import { oneTrace } from "./one-trace.js";
import { retrievals } from "./retrievals.js";
import { small } from "./small.js";
import { vectors } from "./vectors.js";
import { WordPool } from "./words.js";

const CORPORA = { small, big, history, vectors, retrievals, "one-trace": oneTrace } as const;
export type CorpusKind = keyof typeof CORPORA;
export const CORPUS_KINDS = Object.keys(CORPORA) as CorpusKind[];

const CHUNK_CHARACTERS = 1 << 20;

export interface CorpusFigures {
  readonly bytes: number;
  readonly lines: number;
}

export function isCorpusKind(word: string): word is CorpusKind {
  return Object.hasOwn(CORPORA, word);
}

/** The lines of a corpus, without end; each ends with a newline. The same seed gives the same lines. */
export function corpusLines(kind: CorpusKind, seed = 1): Generator<string> {
  const random = new Random(`${kind} ${seed}`);
  return CORPORA[kind](random, new WordPool(random));
}

/**
 * Writes whole lines until `bytes` are reached, waiting where the reader is slower. Holds about 1 MB, whatever the size.
 * Does not end the stream.
 */
export async function writeCorpus(kind: CorpusKind, bytes: number, to: Writable, seed = 1): Promise<CorpusFigures> {
  let written = 0;
  let lines = 0;
  let chunk = "";
  for (const line of corpusLines(kind, seed)) {
    chunk += line;
    lines += 1;
    // Characters are at most as many as bytes, so what is not yet encoded can be judged by its length.
    const done = written + chunk.length >= bytes;
    if (!done && chunk.length < CHUNK_CHARACTERS) continue;
    const encoded = Buffer.from(chunk);
    chunk = "";
    written += encoded.length;
    if (!to.write(encoded)) await once(to, "drain");
    if (done) break;
  }
  return { bytes: written, lines };
}
