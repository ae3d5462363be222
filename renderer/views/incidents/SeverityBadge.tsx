import { severityCode, type Severity } from "../../../shared/model/incident.js";
import { classes } from "../../lib/classes.js";
import styles from "./incidents.module.css";
import { SEVERITY_WORDS } from "./words.js";

/** How grave an incident is: by weight, for red means a failed span. */
export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  return (
    <span
      className={classes(styles.badge, (severity === "critical" || severity === "high") && styles.grave)}
      title={`Severity: ${SEVERITY_WORDS[severity].toLowerCase()}`}
    >
      {severityCode(severity)}
    </span>
  );
}
