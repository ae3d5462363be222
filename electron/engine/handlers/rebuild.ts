import type { AppError } from "../../../shared/contract/errors.js";
import type { Handlers } from "../../../shared/contract/handlers.js";
import type { workspaceContract } from "../../../shared/contract/workspace.js";
import { setDamagedAside } from "../db/rebuild.js";

/** What can still be asked where a damaged workspace could not be opened. Afterwards the engine has to start again. */
export function helpWithDamage(
  { workspacePath }: { readonly workspacePath: string },
  error: AppError,
  startAgain: () => void,
): Partial<Handlers<typeof workspaceContract>> {
  if (error.remedy !== "rebuild") return {};
  return {
    "workspace.rebuild": () => {
      const keptAs = setDamagedAside(workspacePath, error);
      startAgain();
      return Promise.resolve({ keptAs });
    },
  };
}
