import { useId, type ReactNode } from "react";
import styles from "./Checkbox.module.css";

export interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
  readonly hint?: string | undefined;
}

/** A labelled checkbox; the native control, drawn at 14 px. */
export function Checkbox({ checked, onChange, children, hint }: CheckboxProps) {
  const hintId = useId();
  return (
    <span className={styles.box}>
      <label className={styles.label}>
        <input
          type="checkbox"
          className={styles.input}
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
          {...(hint === undefined ? {} : { "aria-describedby": hintId })}
        />
        <span>{children}</span>
      </label>
      {hint === undefined ? null : (
        <span id={hintId} className={styles.hint}>
          {hint}
        </span>
      )}
    </span>
  );
}
