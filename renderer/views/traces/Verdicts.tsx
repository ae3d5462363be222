import type { TraceVerdict } from "../../../shared/contract/traces.js";
import cells from "../../results/row-cells.module.css";
import { Icon } from "../../ui/Icon.js";
import styles from "./columns.module.css";

/** What was said of a run by guardrails, evaluators, files and people: the bad ones by name, else how many there are. */
export function Verdicts({ verdicts }: { readonly verdicts: readonly TraceVerdict[] }) {
  if (verdicts.length === 0) return null;
  const bad = [...new Set(verdicts.filter(({ says }) => says === "bad").map(({ name }) => name))];
  const count = verdicts.reduce((sum, verdict) => sum + verdict.count, 0);
  const all = verdicts.map(lineOf).join("\n");
  if (bad.length === 0) {
    return (
      <div className={cells.names} title={all}>
        {verdicts.every(({ says }) => says === "good") ? `${count} good` : `${count} given`}
      </div>
    );
  }
  return (
    <div className={styles.verdicts} title={all}>
      <Icon name="shield-x" size={12} className={styles.failed} />
      <span className={cells.names}>{bad.join(", ")}</span>
    </div>
  );
}

function lineOf({ name, label, count }: TraceVerdict): string {
  return `${name}${label === null ? "" : `: ${label}`}${count === 1 ? "" : ` (${count})`}`;
}
