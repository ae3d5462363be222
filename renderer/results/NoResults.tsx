import { runCommand } from "../state/commands.js";
import { Button } from "../ui/Button.js";
import { EmptyState } from "../ui/EmptyState.js";
import styles from "./ResultsView.module.css";
import type { ResultUnit } from "./units.js";

/** What a list shows while the workspace has none of its rows. */
export function NoResults({ unit, anyTraces }: { readonly unit: ResultUnit; readonly anyTraces: boolean }) {
  return (
    <div className={styles.view}>
      <div className={styles.center}>
        {anyTraces ? (
          <EmptyState
            title="Nothing was said in these traces"
            hint="No trace names a session, and none records a message of a model or an agent."
          />
        ) : (
          <EmptyState
            title={`This workspace holds no ${unit} yet`}
            hint="Open a trace dump, or the sample to see what Skein shows."
            actions={
              <>
                <Button look="primary" onClick={() => runCommand("open-files")}>
                  Open files
                </Button>
                <Button onClick={() => runCommand("open-sample")}>Open the sample</Button>
              </>
            }
          />
        )}
      </div>
    </div>
  );
}
