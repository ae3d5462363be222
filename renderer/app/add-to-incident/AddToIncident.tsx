import { useEffect, useId, useState, type FormEvent } from "react";
import type { KeptItem } from "../../../shared/model/incident.js";
import { useReadOnly } from "../../annotations/author.js";
import { failureOf, useEngine, useEngineQuery } from "../../data/engine.js";
import { zoneOffsetMinutes } from "../../lib/format.js";
import {
  askForEvidence,
  closeAddToIncident,
  useAddToIncident,
  type EvidenceOffer,
} from "../../state/add-to-incident.js";
import { showAlert } from "../../state/alerts.js";
import { runCommand, useCommand } from "../../state/commands.js";
import { navigate } from "../../state/navigation.js";
import { usePreferences } from "../../state/preferences.js";
import { incidentsRoute } from "../../state/route.js";
import { Button } from "../../ui/Button.js";
import { Checkbox } from "../../ui/Checkbox.js";
import { Dialog } from "../../ui/Dialog.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { newIncident } from "../../views/incidents/new-incident.js";
import styles from "./AddToIncident.module.css";
import { countOf, makeItems, MOST_AT_ONCE } from "./make-items.js";
import { byLastUse } from "./last-used.js";

/** The key and the dialog that add what is on the screen to an incident. */
export function AddToIncident() {
  const asked = useAddToIncident((state) => state.asked);
  useCommand("add-to-incident", askForEvidence);
  return asked === null ? null : <AddDialog offers={asked} />;
}

const NEW = "new";

/** Which incident, what, and a few words on it. The first choice of each is made: Enter adds. */
function AddDialog({ offers }: { readonly offers: readonly EvidenceOffer[] }) {
  const { client } = useEngine();
  const list = useEngineQuery("incident.list", {});
  const zone = usePreferences((preferences) => preferences.zone);
  const [target, setTarget] = useState<string | null>(null);
  const [title, setTitle] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>(() => offers.slice(0, 1).map(({ id }) => id));
  const [caption, setCaption] = useState("");
  const [busy, setBusy] = useState(false);
  const formId = useId();
  const incidents = byLastUse(list.data ?? []);
  const into = target ?? incidents[0]?.id ?? NEW;
  const isNew = into === NEW;
  const name = isNew ? title.trim() || "Untitled incident" : incidents.find(({ id }) => id === into)?.title;
  useEffect(() => {
    // The focus is on what is asked first, but not before the list is there to choose from.
    if (list.data !== undefined) document.getElementById(`${formId}-into`)?.focus();
  }, [list.data, formId]);

  const add = async () => {
    setBusy(true);
    try {
      const items: KeptItem[] = [];
      for (const offer of offers.filter(({ id }) => chosen.includes(id))) {
        const first = items.length === 0 ? caption.trim() : "";
        items.push(...(await makeItems(client, offer.what, first, zoneOffsetMinutes(zone))));
      }
      const made = newIncident(name, items);
      await client.call("change.apply", {
        change: isNew ? made : { command: "item.add", incidentId: into, items, before: null },
      });
      const id = isNew ? made.id : into;
      closeAddToIncident();
      showAlert({
        tone: "notice",
        title: `Added to “${name}”`,
        action: { label: "Open", run: () => navigate(incidentsRoute(id, { item: items.at(-1)?.id })) },
        other: { label: "Undo", run: () => runCommand("undo") },
      });
    } catch (error) {
      showAlert({ tone: "error", title: "It could not be added to the incident", ...failureOf(error) });
    } finally {
      setBusy(false);
    }
  };
  const readOnly = useReadOnly();
  const ready = !readOnly && chosen.length > 0 && list.data !== undefined && !busy;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) void add();
  };
  const none = offers.length === 0;
  return (
    <Dialog
      open
      onClose={closeAddToIncident}
      title="Add to an incident"
      actions={
        <>
          <Button onClick={closeAddToIncident}>Cancel</Button>
          <Button look="primary" type="submit" form={formId} disabled={!ready}>
            {busy ? "Adding …" : "Add"}
          </Button>
        </>
      }
    >
      {readOnly ? (
        <p className={styles.hint}>This workspace is open for reading only: nothing can be added to its incidents.</p>
      ) : none ? (
        <p className={styles.hint}>
          Nothing is selected here. Select a row, a span or a retrieval, or open a view that can be drawn.
        </p>
      ) : list.isError ? (
        <ErrorPanel
          title="The incidents could not be read"
          failure={list.error.toData()}
          onRetry={() => void list.refetch()}
        />
      ) : (
        <form id={formId} className={styles.form} onSubmit={submit}>
          <label className={styles.field}>
            <span>Incident</span>
            <select id={`${formId}-into`} value={into} onChange={(event) => setTarget(event.currentTarget.value)}>
              {incidents.map((incident) => (
                <option key={incident.id} value={incident.id}>
                  {incident.title}
                </option>
              ))}
              <option value={NEW}>New incident</option>
            </select>
          </label>
          {isNew ? (
            <label className={styles.field}>
              <span>Title</span>
              <input
                value={title}
                maxLength={300}
                placeholder="Untitled incident"
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
            </label>
          ) : null}
          <fieldset className={styles.what}>
            <legend>What</legend>
            {offers.map((offer) => (
              <div key={offer.id} className={styles.offer}>
                <Checkbox
                  checked={chosen.includes(offer.id)}
                  onChange={(on) =>
                    setChosen(on ? [...chosen, offer.id] : chosen.filter((other) => other !== offer.id))
                  }
                >
                  {offer.label}
                </Checkbox>
                <span className={styles.detail} title={offer.detail} dir="auto">
                  {offer.detail}
                </span>
              </div>
            ))}
            {offers.some(({ id, what }) => chosen.includes(id) && countOf(what) > MOST_AT_ONCE) ? (
              <p className={styles.hint}>
                The first {MOST_AT_ONCE} are added. A search in their place has them all, with its count.
              </p>
            ) : null}
          </fieldset>
          <label className={styles.field}>
            <span>Caption</span>
            <textarea
              rows={2}
              maxLength={20_000}
              value={caption}
              placeholder="What does it show? May stay empty."
              dir="auto"
              onChange={(event) => setCaption(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
              }}
            />
          </label>
        </form>
      )}
    </Dialog>
  );
}
