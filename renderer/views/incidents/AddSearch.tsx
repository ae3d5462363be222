import { useRef, useState } from "react";
import type { ListRoute } from "../../state/route.js";
import { failureOf, useEngine } from "../../data/engine.js";
import { zoneOffsetMinutes } from "../../lib/format.js";
import type { QueryEditorHandle } from "../../results/query/QueryEditor.js";
import { QueryField } from "../../results/query/QueryField.js";
import { queryError } from "../../results/query/search-model.js";
import { UNIT_TITLE, UNITS } from "../../results/units.js";
import { showAlert } from "../../state/alerts.js";
import { usePreferences } from "../../state/preferences.js";
import { Button } from "../../ui/Button.js";
import { Dialog } from "../../ui/Dialog.js";
import { Segmented } from "../../ui/Segmented.js";
import styles from "./incidents.module.css";
import { useApply } from "./use-apply.js";

interface AddSearchProps {
  readonly incidentId: string;
  /** Before which item it is put; null for the end. */
  readonly before: string | null;
  readonly onClose: () => void;
}

/** Asks for a search and adds it with what it finds now. */
export function AddSearch({ incidentId, before, onClose }: AddSearchProps) {
  const { client } = useEngine();
  const apply = useApply();
  const zone = usePreferences((preferences) => preferences.zone);
  const [unit, setUnit] = useState<ListRoute["page"]>("traces");
  const [draft, setDraft] = useState("");
  const [busy, setBusy] = useState(false);
  const editor = useRef<QueryEditorHandle>(null);
  const add = async (query: string) => {
    setBusy(true);
    try {
      const { heading, body } = await client.call("incident.evidence", {
        reference: { type: "search", in: unit, query, zoneOffsetMinutes: zoneOffsetMinutes(zone) },
      });
      const item = { id: crypto.randomUUID(), heading, caption: "", body };
      if (await apply({ command: "item.add", incidentId, items: [item], before })) onClose();
    } catch (error) {
      showAlert({ tone: "error", title: "The search could not be counted", ...failureOf(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Add a search"
      wide
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={busy || queryError(draft) !== null} onClick={() => void add(draft)}>
            Add
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Segmented
          label="What is counted"
          value={unit}
          items={UNITS.map((id) => ({ id, label: UNIT_TITLE[id] }))}
          onChange={setUnit}
        />
        <QueryField
          label="Search to add"
          placeholder="Words, or agent:planner status:error; empty for all"
          view={unit}
          small
          draft={draft}
          committed={draft}
          handle={editor}
          onDraft={setDraft}
          onRun={(query) => void add(query)}
          onClear={() => setDraft("")}
        />
        <p className={styles.hint}>It is counted now, and the count is kept. It can be counted again later.</p>
      </div>
    </Dialog>
  );
}
