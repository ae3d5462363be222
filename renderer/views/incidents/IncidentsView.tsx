import { useRef, useState } from "react";
import { useReadOnly } from "../../annotations/author.js";
import { useEngineQuery } from "../../data/engine.js";
import { useElementWidth } from "../../lib/use-element-width.js";
import { useCommand } from "../../state/commands.js";
import { navigate, useRoute } from "../../state/navigation.js";
import { incidentsRoute, type IncidentsRoute } from "../../state/route.js";
import { Button } from "../../ui/Button.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Kbd } from "../../ui/Kbd.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { findIncidents } from "./find-incidents.js";
import { IncidentEditor } from "./IncidentEditor.js";
import { IncidentList } from "./IncidentList.js";
import styles from "./incidents.module.css";
import { newIncident } from "./new-incident.js";
import { ReportPanel } from "./report/ReportPanel.js";
import { useApply } from "./use-apply.js";

/** With less room the report panel lies over the evidence, and is opened by a button. */
const WIDE_PX = 1160;

/** What went wrong, collected: the incidents, one of them open, and the report that comes of it. */
export function IncidentsView() {
  const present = useRoute();
  const route: IncidentsRoute = present.page === "incidents" ? present : incidentsRoute();
  const list = useEngineQuery("incident.list", {}, { keepPrevious: true });
  const apply = useApply();
  const readOnly = useReadOnly();
  const view = useRef<HTMLDivElement>(null);
  const width = useElementWidth(view);
  const wide = width >= WIDE_PX;
  const [reporting, setReporting] = useState(false);
  // The title of one that was just made is to be typed over.
  const [made, setMade] = useState<string | null>(null);

  const create = async () => {
    const change = newIncident();
    if (!(await apply(change))) return;
    setMade(change.id);
    navigate(incidentsRoute(change.id));
  };
  useCommand("new-incident", () => void create(), {
    unavailable: readOnly ? "the workspace is open for reading only" : null,
  });

  const all = list.data;
  const found = findIncidents(all ?? [], route.q);
  const selected = route.incidentId ?? found[0]?.id;
  if (all === undefined) {
    return (
      <div className={styles.view} ref={view}>
        <section className={styles.state} aria-label="Incidents">
          {list.isError ? (
            <ErrorPanel
              title="The incidents could not be read"
              failure={list.error.toData()}
              onRetry={() => void list.refetch()}
            />
          ) : (
            <Skeleton label="Loading the incidents" rows={6} rowHeightPx={54} twoLines />
          )}
        </section>
      </div>
    );
  }
  return (
    <div className={styles.view} ref={view}>
      <IncidentList
        incidents={found}
        total={all.length}
        query={route.q}
        selected={selected}
        onNew={readOnly ? undefined : () => void create()}
      />
      {selected === undefined ? (
        <section className={styles.editor} aria-label="Incident">
          <NoIncident searched={all.length > 0} onNew={readOnly ? undefined : () => void create()} />
        </section>
      ) : (
        <IncidentEditor
          key={selected}
          incidentId={selected}
          item={route.item}
          isNew={selected === made}
          listed={all.some(({ id }) => id === selected)}
          onReport={wide ? undefined : () => setReporting(true)}
        />
      )}
      {selected === undefined || (!wide && !reporting) || width === 0 ? null : (
        <div className={wide ? styles.report : styles.reportOver}>
          <ReportPanel key={selected} incidentId={selected} {...(wide ? {} : { onClose: () => setReporting(false) })} />
        </div>
      )}
    </div>
  );
}

function NoIncident({ searched, onNew }: { readonly searched: boolean; readonly onNew: (() => void) | undefined }) {
  if (searched) return <EmptyState title="No incident holds these words" hint="Clear the search to see all of them." />;
  return (
    <EmptyState
      title="No incidents yet"
      hint={
        <>
          An incident collects what shows that something went wrong: spans, pictures, searches, notes. It becomes a
          report that you hand over. Press <Kbd chord="i" /> in any view to add what is selected there, or begin here.
        </>
      }
      actions={
        <Button look="primary" icon="plus" disabled={onNew === undefined} onClick={onNew}>
          New incident
        </Button>
      }
    />
  );
}
