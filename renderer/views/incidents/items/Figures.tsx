import type { RunFigures } from "../../../../shared/model/incident.js";
import { formatCost, formatCounted, formatDuration, formatShortDateTime } from "../../../lib/format.js";
import { usePreferences } from "../../../state/preferences.js";
import styles from "./items.module.css";

/** What a run took, in one line. */
export function Figures({ run }: { readonly run: RunFigures }) {
  const zone = usePreferences((preferences) => preferences.zone);
  return (
    <p className={styles.facts}>
      {run.startMs === null ? null : `${formatShortDateTime(run.startMs, zone)} · `}
      {run.durationMs === null ? null : `${formatDuration(run.durationMs * 1e6)} · `}
      {formatCounted(run.spans, "span")}
      {run.tokens === null ? null : ` · ${formatCounted(run.tokens, "token")}`}
      {run.costUsd === null ? null : ` · ${formatCost(run.costUsd)}`}
      {run.errors === 0 ? null : (
        <>
          {" · "}
          <span className={styles.error}>{formatCounted(run.errors, "error")}</span>
        </>
      )}
    </p>
  );
}
