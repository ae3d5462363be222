import { MOST_SAMPLED } from "../../shared/contract/export.js";
import { Checkbox } from "../ui/Checkbox.js";
import styles from "./ReduceField.module.css";

interface ReduceFieldProps {
  /** How many others are kept, as it is typed; null where all traces are written. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

const OTHERS = "100";

/** Asks for a smaller file: what went wrong, and some of the rest. */
export function ReduceField({ value, onChange }: ReduceFieldProps) {
  return (
    <div className={styles.field}>
      <Checkbox
        checked={value !== null}
        onChange={(checked) => onChange(checked ? OTHERS : null)}
        hint="Traces with errors, those that incidents point to, and others drawn at random: always the same ones. The file says what was left out."
      >
        Only what went wrong, and a sample
      </Checkbox>
      {value === null ? null : (
        <label className={styles.others}>
          <span>Others</span>
          <input
            className={styles.number}
            inputMode="numeric"
            value={value}
            aria-invalid={sampleOf(value) === null}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </label>
      )}
    </div>
  );
}

/** How many others what is typed asks for; null where it is no such number. */
export function sampleOf(typed: string): number | null {
  const number = /^\s*\d+\s*$/.test(typed) ? Number(typed) : Number.NaN;
  return number <= MOST_SAMPLED ? number : null;
}
