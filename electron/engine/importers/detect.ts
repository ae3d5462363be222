import { AppError } from "../../../shared/contract/errors.js";
import type { Importer, Sample } from "./importer.js";
import { importers } from "./registry.js";

const SAMPLE_BYTES = 65_536;

/**
 * Finds the importer of a file by its content. Throws EMPTY_FILE and UNKNOWN_FORMAT. `held` are the bytes that were
 * read for it.
 */
export async function detectFormat(
  fileName: string,
  chunks: AsyncGenerator<Buffer>,
): Promise<{ importer: Importer; held: readonly Buffer[] }> {
  const held: Buffer[] = [];
  let size = 0;
  while (size < SAMPLE_BYTES) {
    const next = await chunks.next();
    if (next.done === true) break;
    held.push(next.value);
    size += next.value.length;
  }
  if (size === 0) {
    throw new AppError("EMPTY_FILE", "The file is empty.", { hint: "The program that wrote it may have failed." });
  }
  const sample = makeSample(fileName, Buffer.concat(held).subarray(0, SAMPLE_BYTES));
  if (sample.text.trim() === "") {
    throw new AppError("EMPTY_FILE", "The file holds nothing but blank space.", {
      hint: "The program that wrote it may have failed.",
    });
  }
  const best = importers
    .map((importer) => ({ importer, confidence: importer.detect(sample) }))
    .reduce((a, b) => (b.confidence > a.confidence ? b : a));
  if (best.confidence === 0) throw unknownFormat(sample);
  return { importer: best.importer, held };
}

/** What detection sees of a file. */
export function makeSample(fileName: string, bytes: Uint8Array): Sample {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  return { fileName, bytes, text, first: firstValue(text) };
}

function firstValue(text: string): unknown {
  for (const candidate of [text, text.split("\n", 1)[0] ?? ""]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      // Not whole in the sample.
    }
  }
  return undefined;
}

function unknownFormat(sample: Sample): AppError {
  const known = importers.map((importer) => importer.label).join(", ");
  const binary = sample.bytes.subarray(0, 4096).includes(0);
  const looksJson = /^[\s\ufeff]*[{[]/.test(sample.text);
  const what = binary
    ? "It is a binary file of a kind that Skein does not know."
    : looksJson
      ? "It is JSON, but of no trace format that Skein knows."
      : "It is text, but no trace file that Skein knows.";
  return new AppError("UNKNOWN_FORMAT", what, { hint: `Skein reads: ${known}.` });
}
