import type { Redacted, RedactionOptions } from "../../../shared/model/redaction.js";
import { inStretches } from "../handlers/in-stretches.js";
import { countsOf, placesOf } from "../redaction/counted.js";
import { createRedactor, type Redactor } from "../redaction/redactor.js";
import { scan } from "../redaction/scan.js";
import type { ExportedSpan } from "./read-spans.js";

/** Takes out of lines of JSON what must not leave, and looks again at what is written. */
export interface RedactedLines {
  /** One line of JSON and the break after it. */
  line(line: string): Promise<string>;
  /** Looks through whole lines that are written. */
  check(written: string): Promise<void>;
  done(): Redacted;
}

/** Who writes the lines says when it is enough: between two of them. */
const NEVER = new AbortController().signal;

/** By what the user wants taken out of what leaves the workspace. `redactor`: made of the options. */
export function redactedLines(options: RedactionOptions, redactor: Redactor = createRedactor(options)): RedactedLines {
  let leftovers = 0;
  return {
    line: (line) => redactLine(redactor, line),
    check: async (written) => {
      leftovers += (await scan([written], options)).total;
    },
    done: () => {
      const counts = countsOf(redactor);
      return { places: placesOf(counts), counts, dropped: redactor.dropped(), leftovers };
    },
  };
}

/** One line of JSON and the break after it: its numbers keep their digits. Other calls are let through meanwhile. */
export async function redactLine(redactor: Redactor, line: string): Promise<string> {
  return `${await inStretches(redactor.textInSteps(line.trimEnd()), NEVER)}\n`;
}

/**
 * A span as it may leave with redaction. What is said of words of a text names that text by the hash of what it was, by which a guess
 * could be checked: the span is named instead.
 */
export function withoutHashes(span: ExportedSpan): ExportedSpan {
  return { ...span, annotations: span.annotations.map((one) => ({ ...one, textHash: null, textOffset: null })) };
}
