import { readRedaction } from "../db/redaction-setting.js";
import type { ChangeKind } from "./change.js";

export const redactionSet: ChangeKind<"redaction.set"> = {
  command: "redaction.set",
  label: "what is redacted",
  inverse: async (session) => ({ command: "redaction.set", options: await readRedaction(session) }),
  apply: async (session, { options }) => {
    await session.run("DELETE FROM redaction_setting");
    await session.run("INSERT INTO redaction_setting VALUES ($1)", [JSON.stringify(options)]);
  },
};
