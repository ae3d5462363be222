import { useState } from "react";
import { useAuthor, useReadOnly } from "../annotations/author.js";
import { LabelInput } from "../annotations/LabelInput.js";
import { recentLabels } from "../annotations/model.js";
import { NoteBox } from "../annotations/NoteBox.js";
import { useKnownLabels } from "../annotations/use-known-labels.js";
import { addToIncident, useEvidence } from "../state/add-to-incident.js";
import { useCommand } from "../state/commands.js";
import { formatCounted, formatNumber } from "../lib/format.js";
import { Button } from "../ui/Button.js";
import { Icon } from "../ui/Icon.js";
import { Popover } from "../ui/Popover.js";
import text from "../ui/text.module.css";
import styles from "./ChosenBar.module.css";
import { type ResultUnit, UNIT_WORD } from "./units.js";
import { type BulkTarget, placesOf, useSayOfMany } from "./use-say-of-many.js";
import type { ChosenRows } from "./use-chosen-rows.js";

export interface ChosenBarProps {
  readonly unit: ResultUnit;
  readonly query: string;
  readonly zoneOffsetMinutes: number;
  readonly total: number;
  readonly chosen: Pick<ChosenRows<never>, "keys" | "count" | "clear" | "chooseAll">;
}

const NO_LABELS: ReadonlySet<string> = new Set();
const RECENT = 3;
/** More would be no evidence but a pile; a search says the same. */
const MOST_PINNED = 100;

/** What can be done with the chosen rows at once. It stands in the place of the list's tools while some are chosen. */
export function ChosenBar({ unit, query, zoneOffsetMinutes, total, chosen }: ChosenBarProps) {
  const { keys, count, clear, chooseAll } = chosen;
  const [open, setOpen] = useState<"label" | "note" | null>(null);
  const by = useAuthor();
  const readOnly = useReadOnly();
  const sayOfMany = useSayOfMany(unit);
  const recent = recentLabels(useKnownLabels(), NO_LABELS, RECENT);
  const to: BulkTarget =
    keys === null
      ? { type: "search", in: unit, query, zoneOffsetMinutes }
      : { type: "places", places: placesOf(unit, keys) };
  const label = (words: string, remove = false) => {
    setOpen(null);
    void sayOfMany({ said: { kind: "label", label: words }, by, to, remove });
  };
  useCommand("close", clear);
  useEvidence(() => {
    const detail = `${formatCounted(count, UNIT_WORD[unit])} chosen`;
    return [{ id: "chosen", label: "Chosen rows", detail, what: whatToAdd(unit, query, keys), rank: 0 }];
  });
  return (
    <div className={styles.bar} role="toolbar" aria-label={`The chosen ${unit}`}>
      <span className={styles.count} role="status">
        <b>{formatNumber(count)}</b> {UNIT_WORD[unit]}
        {count === 1 ? "" : "s"} chosen
      </span>
      {keys !== null && count < total ? (
        <Button look="quiet" onClick={chooseAll}>
          Choose all {formatNumber(total)}
        </Button>
      ) : null}
      <span className={styles.rule} />
      <Popover
        open={open === "label"}
        onOpenChange={(next) => setOpen(next ? "label" : null)}
        label="Label the chosen rows"
        trigger={
          <Button icon="tag" disabled={readOnly}>
            Label…
          </Button>
        }
      >
        <div className={styles.labels}>
          <LabelInput
            focus
            roomy
            present={NO_LABELS}
            onLabel={(words) => label(words)}
            onCancel={() => setOpen(null)}
          />
          <TakeBack onLabel={(words) => label(words, true)} unit={unit} />
        </div>
      </Popover>
      {(readOnly ? [] : recent).map((words) => (
        <button
          key={words}
          type="button"
          className={styles.again}
          title={`Label them ${words}`}
          onClick={() => label(words)}
        >
          <Icon name="plus" size={12} />
          {words}
        </button>
      ))}
      <Popover
        open={open === "note"}
        onOpenChange={(next) => setOpen(next ? "note" : null)}
        label="A note on each of the chosen rows"
        trigger={
          <Button icon="note" disabled={readOnly}>
            Note…
          </Button>
        }
        wide
      >
        <p className={styles.hint}>It is written on each of {formatCounted(count, UNIT_WORD[unit])}.</p>
        <NoteBox
          initial=""
          action="Add note"
          focus
          onSave={async (words) => {
            const kept = await sayOfMany({ said: { kind: "note", text: words }, by, to, remove: false });
            if (kept) setOpen(null);
            return kept;
          }}
          onCancel={() => setOpen(null)}
        />
      </Popover>
      <Button icon="nav-incidents" disabled={readOnly} onClick={() => addToIncident(whatToAdd(unit, query, keys))}>
        Add to incident
      </Button>
      <span className={text.space} />
      <Button look="quiet" chord="Escape" onClick={clear}>
        Clear
      </Button>
    </div>
  );
}

function whatToAdd(
  unit: ResultUnit,
  query: string,
  keys: readonly string[] | null,
): Parameters<typeof addToIncident>[0] {
  if (keys === null || keys.length > MOST_PINNED) return { type: "search", unit, query };
  if (unit !== "spans") return { type: "traces", traceIds: keys };
  return {
    type: "spans",
    spans: keys.map((key) => {
      const cut = key.indexOf("/");
      return { traceId: key.slice(0, cut), spanId: key.slice(cut + 1) };
    }),
  };
}

/** Takes a label back from the chosen rows. */
function TakeBack({ onLabel, unit }: { readonly onLabel: (label: string) => void; readonly unit: ResultUnit }) {
  const own = useKnownLabels().filter((known) => known.own > 0);
  const [chosen, setChosen] = useState("");
  if (own.length === 0) return null;
  return (
    <span className={styles.takeBack}>
      <select
        className={styles.choice}
        aria-label={`Label to take back from the ${unit}`}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        <option value="">Take a label back…</option>
        {own.map(({ label }) => (
          <option key={label}>{label}</option>
        ))}
      </select>
      <Button look="quiet" disabled={chosen === ""} onClick={() => onLabel(chosen)}>
        Take back
      </Button>
    </span>
  );
}
