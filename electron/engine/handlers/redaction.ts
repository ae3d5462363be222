import type { Handlers } from "../../../shared/contract/handlers.js";
import { MOST_PREVIEWED, type redactionContract } from "../../../shared/contract/redaction.js";
import { readRedaction } from "../db/redaction-setting.js";
import { previewExport } from "../export/preview.js";
import { countsOf } from "../redaction/counted.js";
import { createRedactor, type Replacement } from "../redaction/redactor.js";
import type { Workspace } from "./open-workspace.js";

export function redactionHandlers({ database }: Workspace): Handlers<typeof redactionContract> {
  return {
    "redaction.options": (_input, { signal }) => database.read(readRedaction, signal),
    "redaction.preview": async ({ text, options }, { signal }) => {
      const replacements: Replacement[] = [];
      const redactor = createRedactor(options ?? (await database.read(readRedaction, signal)), (replacement) => {
        if (replacements.length < MOST_PREVIEWED) replacements.push(replacement);
      });
      const redacted = redactor.text(text);
      return { text: redacted, counts: countsOf(redactor), replacements };
    },
    "redaction.export": (input, { signal }) =>
      database.read((session) => previewExport(session, input, signal), signal),
  };
}
