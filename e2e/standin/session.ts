import { LISTED, onlyListed } from "./allow-list.js";
import { protocol } from "./schemes.js";

/** Handlers are kept but not asked: headless Chromium denies every permission by itself. */
export const session = {
  defaultSession: onlyListed(
    "session.defaultSession",
    {
      setPermissionRequestHandler(_handler: unknown): void {},
      setPermissionCheckHandler(_handler: unknown): void {},
      protocol,
    },
    LISTED.session,
  ),
};
