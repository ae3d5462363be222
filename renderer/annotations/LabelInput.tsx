import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { classes } from "../lib/classes.js";
import styles from "./LabelInput.module.css";
import { suggestLabels } from "./model.js";
import { useKnownLabels } from "./use-known-labels.js";

export interface LabelInputProps {
  /** Labels that are there already: they are not offered. */
  readonly present: ReadonlySet<string>;
  readonly onLabel: (label: string) => void;
  /** Escape on an empty box. */
  readonly onCancel?: (() => void) | undefined;
  readonly focus?: boolean;
  /** The labels to choose from take their own room instead of lying over what follows. */
  readonly roomy?: boolean;
}

const MOST = 8;
const LABEL_LENGTH = 200;

/** A box for a label, with those that are there already to choose from. */
export function LabelInput({ present, onLabel, onCancel, focus = false, roomy = false }: LabelInputProps) {
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(focus);
  const [active, setActive] = useState(-1);
  const known = useKnownLabels();
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) box.current?.focus();
  }, [focus]);
  const offered = open ? suggestLabels(known, typed, present, MOST) : [];
  const at = Math.min(active, offered.length - 1);

  const give = (label: string) => {
    const words = label.trim();
    setTyped("");
    setActive(-1);
    if (words !== "") onLabel(words);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive(Math.max(-1, Math.min(offered.length - 1, at + step)));
    } else if (event.key === "Enter") give(offered[at] ?? typed);
    else if (event.key === "Escape" && (typed !== "" || offered.length > 0)) {
      setTyped("");
      setOpen(false);
    } else if (event.key === "Escape" && onCancel !== undefined) onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className={roomy ? styles.column : styles.field}>
      <input
        ref={box}
        role="combobox"
        aria-label="Label"
        aria-expanded={offered.length > 0}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={at < 0 ? undefined : `${id}${at}`}
        className={styles.input}
        placeholder="Add a label"
        value={typed}
        maxLength={LABEL_LENGTH}
        spellCheck={false}
        onClick={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}list`}
        role="listbox"
        aria-label="Labels"
        className={roomy ? styles.roomy : styles.list}
        hidden={offered.length === 0}
      >
        {offered.map((label, index) => (
          <div
            key={label}
            id={`${id}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={classes(styles.option, index === at && styles.active)}
            // At the press: the box would lose the keyboard before a click comes.
            onMouseDown={(event) => {
              event.preventDefault();
              give(label);
            }}
          >
            {label}
          </div>
        ))}
      </div>
    </span>
  );
}
