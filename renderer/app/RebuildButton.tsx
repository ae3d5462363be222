import { failureOf, useEngineCommand } from "../data/engine.js";
import { showAlert } from "../state/alerts.js";
import { Button } from "../ui/Button.js";

/** Makes a damaged workspace again from the log of its changes. The damaged file is kept. */
export function RebuildButton() {
  const rebuild = useEngineCommand("workspace.rebuild");
  const run = () =>
    rebuild.mutate(
      {},
      {
        onSuccess: ({ keptAs }) =>
          showAlert({
            tone: "notice",
            stays: true,
            title: "The workspace is made again",
            message: `Notes, incidents and settings are back. Import files that are missing again. What was damaged is kept beside it as ${keptAs}.`,
          }),
        onError: (error) => showAlert({ tone: "error", title: "That did not work", ...failureOf(error) }),
      },
    );
  return (
    <Button look="primary" disabled={rebuild.isPending || rebuild.isSuccess} onClick={run}>
      Rebuild the workspace
    </Button>
  );
}
