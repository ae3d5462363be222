import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { classes } from "../lib/classes.js";
import { formatCounted, formatNumber } from "../lib/format.js";
import type { Chord } from "../lib/keys.js";
import styles from "./FindBox.module.css";
import { Icon } from "./Icon.js";
import { IconButton } from "./IconButton.js";
import { SearchFrame } from "./SearchFrame.js";

export interface FindBoxHandle {
  focus(): void;
}

export interface FindBoxProps {
  readonly query: string;
  /** What is looked through: "this trace". */
  readonly scope: string;
  /** What leaving it does: "Search all traces instead". */
  readonly widen: string;
  readonly placeholder: string;
  /** How many places were found. */
  readonly hits: number;
  readonly loading: boolean;
  /** What is wrong with the query; null where nothing is. */
  readonly message: string | null;
  /** Place of the selection among the hits, from 0; -1 where it is none. */
  readonly place: number;
  readonly chords: { readonly previous: Chord | undefined; readonly next: Chord | undefined };
  readonly onQuery: (query: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  /** Searches everything instead. */
  readonly onWiden: (query: string) => void;
  /** What else can be done with the search that stands in the box. */
  readonly tools?: ReactNode;
  readonly handle?: Ref<FindBoxHandle>;
}

const TYPING_MS = 200;

/** The search box while one thing is open: it looks through all of it, whatever is drawn of it. */
export function FindBox(props: FindBoxProps) {
  const { query, hits, message, place, chords, onQuery, onStep, onWiden } = props;
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
  useLayoutEffect(() => {
    latest.current = onQuery;
  });
  useEffect(() => {
    if (draft === query) return;
    const timer = setTimeout(() => latest.current(draft), TYPING_MS);
    return () => clearTimeout(timer);
  }, [draft, query]);
  useImperativeHandle(
    props.handle,
    () => ({
      focus: () => {
        input.current?.focus();
        input.current?.select();
      },
    }),
    [],
  );

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
  const counted =
    hits === 0
      ? "no hits"
      : place >= 0
        ? `${formatNumber(place + 1)} of ${formatNumber(hits)}`
        : formatCounted(hits, "hit");
  return (
    <SearchFrame
      focused={focused}
      below={
        message === null || draft !== query ? null : (
          <div id={errorId} className={styles.error} role="alert">
            <Icon name="error" size={14} />
            <span>{message}</span>
          </div>
        )
      }
    >
      <button type="button" className={styles.scope} title={props.widen} onClick={() => onWiden(draft)}>
        {props.scope}
      </button>
      <input
        ref={input}
        type="search"
        aria-label="Search"
        className={classes(styles.input, draft !== "" && styles.filled)}
        placeholder={props.placeholder}
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
            {message === null && !(props.loading && hits === 0) ? counted : ""}
          </span>
          <IconButton
            icon="chevron-up"
            label="Previous hit"
            chord={chords.previous}
            size="small"
            disabled={hits === 0}
            onClick={() => onStep(-1)}
          />
          <IconButton
            icon="chevron-down"
            label="Next hit"
            chord={chords.next}
            size="small"
            disabled={hits === 0}
            onClick={() => onStep(1)}
          />
          {message === null ? props.tools : null}
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
    </SearchFrame>
  );
}
