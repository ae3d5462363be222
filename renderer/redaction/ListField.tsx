import { useId, useState, type FormEvent } from "react";
import type { RedactionOptions } from "../../shared/model/redaction.js";
import { Button } from "../ui/Button.js";
import { IconButton } from "../ui/IconButton.js";
import { entryProblem, type RedactionList, withEntry, withoutEntry } from "./options.js";
import styles from "./ListField.module.css";

export interface ListFieldProps {
  readonly list: RedactionList;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder: string;
  readonly options: RedactionOptions;
  readonly onSave: (next: RedactionOptions) => void;
}

/** A list of the reader's own: its entries, and a line for one more, which is checked while it is written. */
export function ListField({ list, label, hint, placeholder, options, onSave }: ListFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState("");
  const problem = entryProblem(list, draft);
  const isMono = list === "patterns" || list === "dropKeys";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (problem !== null || draft.trim() === "") return;
    const next = withEntry(options, list, draft);
    if (next !== options) onSave(next);
    setDraft("");
  };
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {hint === undefined ? null : <p className={styles.hint}>{hint}</p>}
      {options[list].length === 0 ? null : (
        <ul className={styles.entries} aria-label={label}>
          {options[list].map((entry) => (
            <li key={entry} className={styles.entry}>
              <span className={isMono ? styles.mono : styles.words} title={entry}>
                {entry}
              </span>
              <IconButton
                icon="close"
                size="small"
                iconSize={12}
                label={`Remove ${entry}`}
                onClick={() => onSave(withoutEntry(options, list, entry))}
              />
            </li>
          ))}
        </ul>
      )}
      <form className={styles.form} onSubmit={submit} noValidate>
        <input
          id={id}
          className={isMono ? styles.mono : undefined}
          value={draft}
          placeholder={placeholder}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={problem !== null}
          {...(problem === null ? {} : { "aria-describedby": `${id}-problem` })}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
        <Button type="submit" disabled={problem !== null || draft.trim() === ""}>
          Add
        </Button>
      </form>
      {problem === null ? null : (
        <p id={`${id}-problem`} className={styles.problem} role="status">
          {problem}
        </p>
      )}
    </div>
  );
}
