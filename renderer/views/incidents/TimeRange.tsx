import { Popover } from "@base-ui/react/popover";
import { classes } from "../../lib/classes.js";
import { formatShortDateTime, zoneName, type Zone } from "../../lib/format.js";
import { Button } from "../../ui/Button.js";
import styles from "./incidents.module.css";
import { fromField, toField } from "./time-range.js";

interface Range {
  readonly startMs: number | null;
  readonly endMs: number | null;
}

interface TimeRangeProps extends Range {
  readonly zone: Zone;
  readonly readOnly: boolean;
  readonly onChange: (range: Partial<Range>) => void;
}

/** When the incident began and ended, as far as somebody said so. */
export function TimeRange({ startMs, endMs, zone, readOnly, onChange }: TimeRangeProps) {
  const words =
    startMs === null && endMs === null
      ? "not set"
      : `${startMs === null ? "…" : formatShortDateTime(startMs, zone)} to ${endMs === null ? "now" : formatShortDateTime(endMs, zone)}`;
  const wrong = startMs !== null && endMs !== null && endMs < startMs;
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <button
            type="button"
            disabled={readOnly}
            className={classes(styles.time, startMs === null && endMs === null && styles.unsaid)}
          >
            <span>Time</span> {words}
          </button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="start" sideOffset={4} className={styles.floating}>
          <Popover.Popup className={styles.popover} aria-label="Time of the incident">
            <TimeField label="From" value={startMs} zone={zone} onChange={(ms) => onChange({ startMs: ms })} />
            <TimeField label="To" value={endMs} zone={zone} onChange={(ms) => onChange({ endMs: ms })} />
            <p className={styles.hint}>
              {wrong ? "It ends before it begins." : `In ${zoneName(zone)}. Empty: not known, or not over.`}
            </p>
            <Popover.Close render={<Button>Done</Button>} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly zone: Zone;
  readonly onChange: (ms: number | null) => void;
}

function TimeField({ label, value, zone, onChange }: TimeFieldProps) {
  return (
    <label className={styles.timeField}>
      <span>{label}</span>
      <input
        type="datetime-local"
        key={value}
        defaultValue={toField(value, zone)}
        onBlur={(event) => {
          const ms = fromField(event.currentTarget.value, zone);
          if (ms !== (value === null ? null : fromField(toField(value, zone), zone))) onChange(ms);
        }}
      />
    </label>
  );
}
