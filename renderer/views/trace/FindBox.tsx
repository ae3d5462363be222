import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { classes } from "../../lib/classes.js";
import { formatCounted, formatNumber } from "../../lib/format.js";
import { chordFor, useCommand } from "../../state/commands.js";
import { Icon } from "../../ui/Icon.js";
import { IconButton } from "../../ui/IconButton.js";
import styles from "./top-bar.module.css";
import type { Found } from "./use-find.js";

export interface FindBoxProps {
  readonly query: string;
  readonly found: Found;
  /** Place of the selected row among the matches, from 0; -1 where it is none. */
  readonly place: number;
  readonly onQuery: (query: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  /** Leaves this trace and searches all. */
  readonly onWiden: (query: string) => void;
}

const TYPING_MS = 200;

/** The search box while a trace is open: it looks through the whole run, whatever is drawn of it. */
export function FindBox({ query, found, place, onQuery, onStep, onWiden }: FindBoxProps) {
  const [draft, setDraft] = useState(query);
  const [seen, setSeen] = useState(query);
  const [focused, setFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const errorId = useId();
  if (seen !== query) {
    setSeen(query);
    setDraft(query);
  }
  const latest = useRef(onQuery);
  useEffect(() => {
    latest.current = onQuery;
  });
  useEffect(() => {
    if (draft === query) return;
    const timer = setTimeout(() => latest.current(draft), TYPING_MS);
    return () => clearTimeout(timer);
  }, [draft, query]);
  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  useCommand("search", focus);
  useCommand("find", focus);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      if (draft !== query) onQuery(draft);
      else onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") input.current?.blur();
    else if (event.key === "Backspace" && draft === "") onWiden("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { rows, error, failure } = found;
  const message = error === null ? failure : `Column ${error.start + 1}: ${error.message}`;
  const counted =
    rows.length === 0
      ? "no hits"
      : place >= 0
        ? `${formatNumber(place + 1)} of ${formatNumber(rows.length)}`
        : formatCounted(rows.length, "hit");
  return (
    <div className={styles.anchor} role="search">
      <div className={classes(styles.box, focused && styles.focus)}>
        <Icon name="search" size={14} className={styles.icon} />
        <button type="button" className={styles.scope} title="Search all traces instead" onClick={() => onWiden(draft)}>
          this trace
        </button>
        <input
          ref={input}
          type="search"
          aria-label="Search"
          className={classes(styles.input, draft !== "" && styles.filled)}
          placeholder="Find in the whole run"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft}
          aria-invalid={message !== null && draft === query}
          {...(message === null ? {} : { "aria-describedby": errorId })}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={onKeyDown}
        />
        {query.trim() === "" ? null : (
          <>
            <span className={styles.count} role="status">
              {message === null && !(found.loading && rows.length === 0) ? counted : ""}
            </span>
            <IconButton
              icon="chevron-up"
              label="Previous hit"
              chord={chordFor("find-previous")}
              size="small"
              disabled={rows.length === 0}
              onClick={() => onStep(-1)}
            />
            <IconButton
              icon="chevron-down"
              label="Next hit"
              chord={chordFor("find-next")}
              size="small"
              disabled={rows.length === 0}
              onClick={() => onStep(1)}
            />
            <IconButton
              icon="close"
              label="Clear the search"
              size="small"
              onClick={() => {
                setDraft("");
                onQuery("");
                input.current?.focus();
              }}
            />
          </>
        )}
      </div>
      {message === null || draft !== query ? null : (
        <div id={errorId} className={styles.error} role="alert">
          <Icon name="error" size={14} />
          <span>
            {message}
            {error?.hint === undefined ? "" : ` ${error.hint}`}
          </span>
        </div>
      )}
    </div>
  );
}
