import type { Handlers } from "../../../shared/contract/handlers.js";
import { MOST_PREVIEWED, type redactionContract } from "../../../shared/contract/redaction.js";
import { REDACTION_RULES } from "../../../shared/model/redaction.js";
import { readRedaction } from "../db/redaction-setting.js";
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
      const counts = redactor.counts();
      return {
        text: redacted,
        counts: REDACTION_RULES.flatMap((rule) => (counts[rule] === undefined ? [] : [{ rule, ...counts[rule] }])),
        replacements,
      };
    },
  };
}
