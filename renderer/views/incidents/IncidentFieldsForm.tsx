import { useEffect, useRef } from "react";
import type { IncidentHead } from "../../../shared/contract/incidents.js";
import type { IncidentFields } from "../../../shared/model/incident.js";
import { useReadOnly } from "../../annotations/author.js";
import { formatDateTime, formatShortDateTime } from "../../lib/format.js";
import { chordFor, runCommand } from "../../state/commands.js";
import { usePreferences } from "../../state/preferences.js";
import { Button } from "../../ui/Button.js";
import { Icon } from "../../ui/Icon.js";
import { IconButton } from "../../ui/IconButton.js";
import { Menu } from "../../ui/Menu.js";
import text from "../../ui/text.module.css";
import styles from "./incidents.module.css";
import { savingWords, useSaving } from "./saving.js";
import { SeverityBadge } from "./SeverityBadge.js";
import { TimeRange } from "./TimeRange.js";
import { useApply } from "./use-apply.js";
import { useKeptText } from "./use-kept-text.js";
import { INCIDENT_STATUSES, MOST_TEXT, SEVERITIES, SEVERITY_WORDS, STATUS_WORDS } from "./words.js";

interface IncidentFieldsFormProps {
  readonly incident: IncidentHead;
  readonly isNew: boolean;
  readonly onReport: (() => void) | undefined;
  readonly onDraft: () => void;
  readonly onRemove: () => void;
}

/** What is said of the incident itself. */
export function IncidentFieldsForm({ incident, isNew, onReport, onDraft, onRemove }: IncidentFieldsFormProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const apply = useApply();
  const readOnly = useReadOnly();
  const edit = (fields: Partial<IncidentFields>) => apply({ command: "incident.edit", id: incident.id, fields });
  const title = useKeptText(incident.title, (kept) => edit({ title: kept }), { mayBeEmpty: false });
  const owner = useKeptText(incident.owner, (kept) => edit({ owner: kept }));
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (isNew) box.current?.select();
  }, [isNew]);
  return (
    <div className={styles.fields}>
      <h2 className={text.visuallyHidden}>{incident.title}</h2>
      <textarea
        ref={box}
        className={styles.title}
        aria-label="Title"
        readOnly={readOnly}
        rows={1}
        dir="auto"
        maxLength={MOST_TEXT.title}
        value={title.value}
        onChange={(event) => title.onChange(event.currentTarget.value.replaceAll("\n", " "))}
        onBlur={title.onLeave}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
      <div className={styles.meta}>
        <Menu
          label="Severity"
          align="start"
          trigger={
            <Button disabled={readOnly}>
              <span className={text.visuallyHidden}>Severity: </span>
              <SeverityBadge severity={incident.severity} />
              {SEVERITY_WORDS[incident.severity]}
              <Icon name="chevron-down" size={12} />
            </Button>
          }
          items={SEVERITIES.map((severity) => ({
            id: severity,
            label: SEVERITY_WORDS[severity],
            onSelect: () => void edit({ severity }),
          }))}
        />
        <Menu
          label="Status"
          align="start"
          trigger={
            <Button disabled={readOnly}>
              <span className={text.visuallyHidden}>Status: </span>
              {STATUS_WORDS[incident.status]}
              <Icon name="chevron-down" size={12} />
            </Button>
          }
          items={INCIDENT_STATUSES.map((status) => ({
            id: status,
            label: STATUS_WORDS[status],
            onSelect: () => void edit({ status }),
          }))}
        />
        <span className={styles.opened} title={formatDateTime(incident.createdAtMs, zone)}>
          opened {formatShortDateTime(incident.createdAtMs, zone)}
        </span>
        <span className={text.space} />
        <SavingState />
        <IconButton
          icon="undo"
          label="Undo the last change"
          chord={chordFor("undo")}
          onClick={() => runCommand("undo")}
        />
        {onReport === undefined ? null : (
          <Button icon="download" onClick={onReport}>
            Report
          </Button>
        )}
        <Menu
          label="More for the incident"
          trigger={<IconButton icon="more" label="More for the incident" />}
          items={[
            { id: "draft", label: "Draft from a search", icon: "search", disabled: readOnly, onSelect: onDraft },
            { id: "remove", label: "Remove the incident", icon: "close", disabled: readOnly, onSelect: onRemove },
          ]}
        />
      </div>
      <div className={styles.more}>
        <label className={styles.owner}>
          <span>Owner</span>
          <input
            readOnly={readOnly}
            value={owner.value}
            placeholder="nobody yet"
            maxLength={MOST_TEXT.owner}
            dir="auto"
            onChange={(event) => owner.onChange(event.currentTarget.value)}
            onBlur={owner.onLeave}
            onKeyDown={(event) => {
              if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
            }}
          />
        </label>
        <TimeRange
          startMs={incident.startMs}
          endMs={incident.endMs}
          readOnly={readOnly}
          zone={zone}
          onChange={(range) => void edit(range)}
        />
      </div>
    </div>
  );
}

function SavingState() {
  const saving = useSaving();
  return (
    <span
      className={saving.failure === null ? styles.saving : styles.notSaved}
      role="status"
      title={saving.failure?.message}
    >
      {savingWords(saving)}
    </span>
  );
}
