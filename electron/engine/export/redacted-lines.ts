import type { Exported } from "../../../shared/contract/export.js";
import { readRedaction } from "../db/redaction-setting.js";
import type { Session } from "../db/session.js";
import { createRedactor } from "../redaction/redactor.js";
import { scan } from "../redaction/scan.js";

/** Takes out of lines of JSON what must not leave, and looks again at what is written. */
export interface RedactedLines {
  /** One line of JSON and the break after it. */
  line(line: string): string;
  /** Looks through whole lines that are written. */
  check(written: string): Promise<void>;
  done(): NonNullable<Exported["redacted"]>;
}

/** By what the user wants taken out of what leaves the workspace. */
export async function redactedLines(session: Session): Promise<RedactedLines> {
  const options = await readRedaction(session);
  const redactor = createRedactor(options);
  let leftovers = 0;
  return {
    // As a text its numbers keep their digits; only as a value can attributes be left out of it.
    line: (line) =>
      options.dropKeys.length === 0
        ? `${redactor.text(line.trimEnd())}\n`
        : `${JSON.stringify(redactor.value(JSON.parse(line)))}\n`,
    check: async (written) => {
      leftovers += (await scan([written], options)).total;
    },
    done: () => ({
      places: Object.values(redactor.counts()).reduce((sum, { places }) => sum + places, 0),
      leftovers,
    }),
  };
}
