import type { IncidentHead } from "../../../shared/contract/incidents.js";
import { classes } from "../../lib/classes.js";
import { formatCounted } from "../../lib/format.js";
import { linkTo, navigate } from "../../state/navigation.js";
import { incidentsRoute } from "../../state/route.js";
import { IconButton } from "../../ui/IconButton.js";
import { Icon } from "../../ui/Icon.js";
import text from "../../ui/text.module.css";
import styles from "./incidents.module.css";
import { SeverityBadge } from "./SeverityBadge.js";
import { STATUS_WORDS } from "./words.js";

interface IncidentListProps {
  readonly incidents: readonly IncidentHead[];
  /** How many there are beside those that the search found. */
  readonly total: number;
  readonly query: string;
  readonly selected: string | undefined;
  /** Undefined where nothing can be changed. */
  readonly onNew: (() => void) | undefined;
}

/** All incidents, those that are still open first; words in the search box narrow it. */
export function IncidentList({ incidents, total, query, selected, onNew }: IncidentListProps) {
  return (
    <nav className={styles.list} aria-label="Incidents">
      <div className={styles.listHead}>
        <h1>Incidents</h1>
        <span className={text.tertiary}>{query === "" ? total : `${incidents.length} of ${total}`}</span>
        <span className={text.space} />
        <IconButton icon="plus" label="New incident" disabled={onNew === undefined} onClick={onNew} />
      </div>
      <ul className={styles.rows}>
        {incidents.map((incident) => (
          <li key={incident.id}>
            <a
              {...linkTo(incidentsRoute(incident.id, { q: query }))}
              {...(incident.id === selected ? { "aria-current": "true" as const } : {})}
              className={classes(
                styles.row,
                incident.id === selected && styles.selected,
                incident.status === "resolved" && styles.resolved,
              )}
            >
              <SeverityBadge severity={incident.severity} />
              <span className={styles.rowText}>
                <span className={styles.rowTitle} dir="auto">
                  {incident.title}
                </span>
                <span className={styles.rowNote}>
                  {STATUS_WORDS[incident.status]}, {formatCounted(incident.items, "item")}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
      {query === "" ? null : (
        <div className={styles.listFoot}>
          {incidents.length === 0 ? <p>No incident holds these words.</p> : null}
          <button type="button" className={styles.link} onClick={() => navigate(incidentsRoute(selected))}>
            Show all {total}
          </button>
          <p className={styles.hint}>
            <Icon name="info" size={12} /> Words narrow this list. A field, as <code>agent:planner</code>, and Enter
            search the traces.
          </p>
        </div>
      )}
    </nav>
  );
}
