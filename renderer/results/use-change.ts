import { useCallback } from "react";
import type { ChangeCommand } from "../../shared/contract/changes.js";
import { failureOf, useEngine } from "../data/engine.js";
import { showAlert } from "../state/alerts.js";
import { runCommand } from "../state/commands.js";

/** Makes a change of the user's, says so, and offers to take it back. */
export function useChange(): (change: ChangeCommand, done: string) => void {
  const { client } = useEngine();
  return useCallback(
    (change, done) => {
      client.call("change.apply", { change }).then(
        () => showAlert({ tone: "notice", title: done, action: { label: "Undo", run: () => runCommand("undo") } }),
        (error: unknown) => showAlert({ tone: "error", title: "The change could not be made", ...failureOf(error) }),
      );
    },
    [client],
  );
}
