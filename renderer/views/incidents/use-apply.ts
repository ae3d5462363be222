import { useCallback } from "react";
import type { ChangeCommand } from "../../../shared/contract/changes.js";
import { failureOf, useEngine } from "../../data/engine.js";
import { showAlert } from "../../state/alerts.js";
import { runCommand } from "../../state/commands.js";
import { addSent, setFailure } from "./saving.js";

/** Makes a change; `done` is said where it needs to be, with a way to take it back. False where it failed, which is said too. */
export type Apply = (change: ChangeCommand, done?: string) => Promise<boolean>;

export function useApply(): Apply {
  const { client } = useEngine();
  return useCallback(
    async (change, done) => {
      addSent(1);
      try {
        await client.call("change.apply", { change });
        setFailure(null);
        if (done !== undefined)
          showAlert({ tone: "notice", title: done, action: { label: "Undo", run: () => runCommand("undo") } });
        return true;
      } catch (error) {
        const failure = failureOf(error);
        setFailure(failure);
        showAlert({ tone: "error", title: "The incident could not be changed", ...failure });
        return false;
      } finally {
        addSent(-1);
      }
    },
    [client],
  );
}
