import { useRef, useState } from "react";
import { useReadOnly } from "../../annotations/author.js";
import { useEngineQuery } from "../../data/engine.js";
import { useCommand } from "../../state/commands.js";
import { navigate } from "../../state/navigation.js";
import { incidentsRoute } from "../../state/route.js";
import { Button } from "../../ui/Button.js";
import { EditableMarkdown } from "../../ui/EditableMarkdown.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Skeleton } from "../../ui/Skeleton.js";
import { DraftDialog } from "./draft/DraftDialog.js";
import { Evidence } from "./Evidence.js";
import { IncidentFieldsForm } from "./IncidentFieldsForm.js";
import styles from "./incidents.module.css";
import { useApply } from "./use-apply.js";
import { useKeptText } from "./use-kept-text.js";
import { MOST_TEXT } from "./words.js";
import type { IncidentHead } from "../../../shared/contract/incidents.js";

interface IncidentEditorProps {
  readonly incidentId: string;
  /** The selected piece of evidence. */
  readonly item: string | undefined;
  /** It was made just now: its title is there to be typed over. */
  readonly isNew: boolean;
  /** The list knows it. */
  readonly listed: boolean;
  /** Opens the report; undefined where it stands beside. */
  readonly onReport: (() => void) | undefined;
}

/** One incident: what it is, what happened in words, and the evidence in the order of the report. Everything is kept as it is typed. */
export function IncidentEditor({ incidentId, item, isNew, listed, onReport }: IncidentEditorProps) {
  const scroller = useRef<HTMLElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const got = useEngineQuery("incident.get", { id: incidentId }, { keepPrevious: true });
  const apply = useApply();
  const [drafting, setDrafting] = useState(false);
  useCommand("incident-draft", () => setDrafting(true), { active: got.data !== undefined });

  if (got.isError && (got.data === undefined || !listed)) {
    return (
      <section className={styles.editor} aria-label="Incident">
        {got.error.code === "NOT_FOUND" || got.error.code === "INVALID_INPUT" ? (
          <EmptyState
            title="This incident is not in the workspace"
            hint="It was removed, or the link is from another workspace. Undo brings back what was removed last."
            actions={<Button onClick={() => navigate(incidentsRoute())}>Show the incidents</Button>}
          />
        ) : (
          <ErrorPanel
            title="The incident could not be read"
            failure={got.error.toData()}
            onRetry={() => void got.refetch()}
          />
        )}
      </section>
    );
  }
  const remove = async () => {
    const title = got.data?.incident.title ?? "";
    if (await apply({ command: "incident.remove", id: incidentId }, `Removed “${title}”`)) {
      navigate(incidentsRoute(), { replace: true });
    }
  };
  return (
    <section className={styles.editor} aria-label="Incident" ref={scroller}>
      <div className={styles.column}>
        {got.data === undefined ? (
          <Skeleton label="Loading the incident" rows={8} rowHeightPx={44} />
        ) : (
          <>
            <div ref={head}>
              <IncidentFieldsForm
                incident={got.data.incident}
                isNew={isNew}
                onReport={onReport}
                onDraft={() => setDrafting(true)}
                onRemove={() => void remove()}
              />
              <Summary incident={got.data.incident} />
            </div>
            <Evidence
              incidentId={incidentId}
              items={got.data.items}
              selected={item}
              scroller={scroller}
              above={head}
              onDraft={() => setDrafting(true)}
            />
          </>
        )}
      </div>
      {drafting && got.data !== undefined ? (
        <DraftDialog incident={got.data.incident} onClose={() => setDrafting(false)} />
      ) : null}
    </section>
  );
}

function Summary({ incident }: { readonly incident: IncidentHead }) {
  const apply = useApply();
  const readOnly = useReadOnly();
  const field = useKeptText(incident.summary, (summary) =>
    apply({ command: "incident.edit", id: incident.id, fields: { summary } }),
  );
  return (
    <div className={styles.summary}>
      <EditableMarkdown
        label="Summary"
        {...field}
        readOnly={readOnly}
        maxLength={MOST_TEXT.summary}
        placeholder="What happened, whom it reached, and what is known of the cause? Markdown works."
      />
    </div>
  );
}
