import { useRef, useState } from "react";
import type { IncidentHead } from "../../../../shared/contract/incidents.js";
import { failureOf, useEngine, useEngineQuery } from "../../../data/engine.js";
import { zoneOffsetMinutes } from "../../../lib/format.js";
import type { QueryEditorHandle } from "../../../results/query/QueryEditor.js";
import { QueryField } from "../../../results/query/QueryField.js";
import { showAlert } from "../../../state/alerts.js";
import { usePreferences } from "../../../state/preferences.js";
import { Button } from "../../../ui/Button.js";
import { Dialog } from "../../../ui/Dialog.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import styles from "./draft.module.css";
import { useApply } from "../use-apply.js";
import { DraftParts } from "./DraftParts.js";
import { draftMarkdown, withDraft, type Draft } from "./draft-text.js";

interface DraftDialogProps {
  readonly incident: IncidentHead;
  readonly onClose: () => void;
}

const FIRST_QUERY = "status:error";
const NOTHING: ReadonlySet<string> = new Set();

/** What the data says of a search, to be taken over into the incident as far as the reader wants it. */
export function DraftDialog({ incident, onClose }: DraftDialogProps) {
  const { client } = useEngine();
  const apply = useApply();
  const zone = usePreferences((preferences) => preferences.zone);
  const [draft, setDraft] = useState(FIRST_QUERY);
  const [query, setQuery] = useState(FIRST_QUERY);
  const [left, setLeft] = useState(NOTHING);
  const [busy, setBusy] = useState(false);
  const editor = useRef<QueryEditorHandle>(null);
  const asked = { query, zoneOffsetMinutes: zoneOffsetMinutes(zone) };
  const answer = useEngineQuery("incident.draft", asked, { keepPrevious: true });
  const run = (next: string) => {
    setQuery(next);
    setLeft(NOTHING);
  };

  const chosen = (data: Draft) => ({
    figures: data.figures.filter((_, index) => !left.has(`figure ${index}`)),
    events: data.events.filter((_, index) => !left.has(`event ${index}`)),
  });
  const intoSummary = async (data: Draft) => {
    const { figures, events } = chosen(data);
    const summary = withDraft(incident.summary, draftMarkdown(figures, events, zone));
    const times =
      incident.startMs === null && incident.endMs === null ? { startMs: data.startMs, endMs: data.endMs } : {};
    if (
      await apply({ command: "incident.edit", id: incident.id, fields: { summary, ...times } }, "Put into the summary")
    )
      onClose();
  };
  const asEvidence = async () => {
    setBusy(true);
    try {
      const { heading, body } = await client.call("incident.evidence", {
        reference: { type: "search", in: "traces", ...asked },
      });
      const item = { id: crypto.randomUUID(), heading, caption: "", body };
      await apply({ command: "item.add", incidentId: incident.id, items: [item], before: null }, "Added the search");
    } catch (error) {
      showAlert({ tone: "error", title: "The search could not be counted", ...failureOf(error) });
    } finally {
      setBusy(false);
    }
  };

  const { data } = answer;
  const ready = data !== undefined && !answer.isPlaceholderData && !answer.isError;
  const none = ready && data.figures.length + data.events.length === left.size;
  return (
    <Dialog
      open
      onClose={onClose}
      title="Draft from a search"
      wide
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          <Button disabled={!ready || busy} onClick={() => void asEvidence()}>
            Add the search as evidence
          </Button>
          <Button
            look="primary"
            disabled={!ready || none}
            onClick={() => (data === undefined ? undefined : void intoSummary(data))}
          >
            Put into the summary
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <QueryField
          label="Search of the draft"
          placeholder="Which spans went wrong? tool:search status:error"
          view="spans"
          small
          draft={draft}
          committed={query}
          handle={editor}
          onDraft={setDraft}
          onRun={run}
          onClear={() => run("")}
        />
        {answer.isError ? (
          <ErrorPanel
            title={answer.error.code === "QUERY_SYNTAX" ? "The search was not understood" : "No draft could be made"}
            failure={answer.error.toData()}
            onRetry={() => void answer.refetch()}
          />
        ) : data === undefined ? (
          <Skeleton label="Looking at what the search selects" rows={8} rowHeightPx={24} />
        ) : (
          <DraftParts
            draft={data}
            left={left}
            zone={zone}
            onToggle={(key) => setLeft((before) => toggled(before, key))}
            onLeave={onClose}
          />
        )}
      </div>
    </Dialog>
  );
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
