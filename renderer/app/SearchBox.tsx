import { useEffect, useId, useMemo, useRef, useState } from "react";
import { completeQuery, type Suggestion } from "../../shared/query/complete.js";
import { useEngineQuery } from "../data/engine.js";
import { classes } from "../lib/classes.js";
import { chordFor, useCommand } from "../state/commands.js";
import { navigate, useRoute } from "../state/navigation.js";
import { tracesRoute, type Route } from "../state/route.js";
import { useStatus } from "../state/status.js";
import { Icon } from "../ui/Icon.js";
import { IconButton } from "../ui/IconButton.js";
import { Kbd } from "../ui/Kbd.js";
import { mended, queryError, shadePieces, withCompletion } from "./search-model.js";
import { SearchPanel } from "./SearchPanel.js";
import styles from "./SearchBox.module.css";

const TYPING_MS = 250;

/** The one box: coloured as it is typed, completed from the store, with a mistake shown at its column. */
export function SearchBox({ workspaceEmpty }: { readonly workspaceEmpty: boolean }) {
  const route = useRoute();
  const committed = queryOf(route);
  const [draft, setDraft] = useState(committed);
  const [cursor, setCursor] = useState(0);
  const [focused, setFocused] = useState(false);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [settled, setSettled] = useState(true);
  const input = useRef<HTMLInputElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const panelId = useId();
  const summary = useStatus((status) => status.summary);

  // The address is the truth: back, forward and links change the box.
  const [seen, setSeen] = useState(committed);
  if (seen !== committed) {
    setSeen(committed);
    setDraft(committed);
  }

  const error = useMemo(() => queryError(draft), [draft]);
  const pieces = useMemo(() => shadePieces(draft, settled ? error : null), [draft, error, settled]);
  const completion = useMemo(() => completeQuery(draft, cursor, "traces"), [draft, cursor]);
  const values = useEngineQuery(
    "search.values",
    { field: completion.field ?? "agent", prefix: completion.prefix },
    { enabled: open && focused && completion.field !== null, keepPrevious: true },
  );
  const suggestions: readonly Suggestion[] = useMemo(() => {
    if (completion.field === null) return completion.suggestions;
    const stored = (values.data ?? []).map(({ value, spans }) => ({
      insert: value,
      label: value,
      help: String(spans),
    }));
    const known = new Set(stored.map((suggestion) => suggestion.insert));
    return [...stored, ...completion.suggestions.filter((suggestion) => !known.has(suggestion.insert))].slice(0, 12);
  }, [completion, values.data]);
  const offered = open && focused && (completion.prefix !== "" || /[:>(-]$/.test(draft.slice(0, cursor)));
  const shownSuggestions = offered ? suggestions.filter((suggestion) => suggestion.insert !== completion.prefix) : [];

  const commit = (text: string, replace: boolean) => {
    if (text === committed && route.page === "traces") return;
    const base = route.page === "traces" ? route : tracesRoute();
    navigate({ ...base, q: text, selected: undefined }, { replace });
  };

  // While a search is typed on the list, it is asked as soon as the typing pauses.
  const onPause = useRef(() => {});
  useEffect(() => {
    onPause.current = () => {
      setSettled(true);
      if (draft !== committed && route.page === "traces" && error === null) commit(draft, true);
    };
  });
  useEffect(() => {
    const timer = setTimeout(() => onPause.current(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      setSettled(false);
    };
  }, [draft]);

  useCommand("search", () => {
    input.current?.focus();
    input.current?.select();
  });

  const accept = (suggestion: Suggestion) => {
    const next = withCompletion(draft, completion.from, completion.to, suggestion.insert);
    setDraft(next.text);
    setCursor(next.cursor);
    setAt(-1);
    setOpen(/[:>]$/.test(suggestion.insert));
    requestAnimationFrame(() => input.current?.setSelectionRange(next.cursor, next.cursor));
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const chosen = shownSuggestions[at];
    if (event.key === "ArrowDown" && shownSuggestions.length > 0) setAt((at + 1) % shownSuggestions.length);
    else if (event.key === "ArrowUp" && shownSuggestions.length > 0)
      setAt(at <= 0 ? shownSuggestions.length - 1 : at - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) accept(chosen);
    else if (event.key === "Enter") {
      setOpen(false);
      setSettled(true);
      if (error === null) commit(draft, false);
    } else if (event.key === "Escape") {
      if (shownSuggestions.length > 0) setOpen(false);
      else input.current?.blur();
    } else return;
    event.preventDefault();
  };

  // What is still being completed is not yet a mistake.
  const wrong =
    settled && error !== null && shownSuggestions.length === 0 && (focused || draft === committed) ? error : null;
  return (
    <div className={styles.anchor} role="search">
      <div className={classes(styles.box, focused && styles.focus)}>
        <Icon name="search" size={14} className={styles.icon} />
        <div className={styles.well}>
          <div className={styles.mirror} ref={mirror} aria-hidden="true">
            {pieces.map((piece, index) => (
              <span key={index} className={styles[piece.shade]}>
                {piece.text}
              </span>
            ))}
          </div>
          <input
            ref={input}
            type="search"
            aria-label="Search"
            className={classes(styles.input, draft === "" && styles.blank)}
            placeholder={
              workspaceEmpty
                ? "Search starts with the first import"
                : "Search what was said, or agent:planner status:error"
            }
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={draft}
            aria-autocomplete="list"
            aria-invalid={wrong !== null}
            {...(shownSuggestions.length > 0 || wrong !== null ? { "aria-controls": panelId } : {})}
            {...(shownSuggestions[at] === undefined ? {} : { "aria-activedescendant": `${panelId}-${at}` })}
            onChange={(event) => {
              setDraft(event.currentTarget.value);
              setCursor(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
              setOpen(true);
              setAt(-1);
            }}
            onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
            onScroll={(event) => mirror.current?.scrollTo({ left: event.currentTarget.scrollLeft })}
            onFocus={() => setFocused(true)}
            onBlur={() => setFocused(false)}
            onKeyDown={onKeyDown}
          />
        </div>
        {summary !== null && committed !== "" && route.page === "traces" ? (
          <span className={styles.summary}>{summary}</span>
        ) : null}
        {draft === "" ? (
          <Kbd chord={chordFor("search") ?? ""} />
        ) : (
          <IconButton
            icon="close"
            label="Clear the search"
            size="small"
            onClick={() => {
              setDraft("");
              if (committed !== "") commit("", false);
              input.current?.focus();
            }}
          />
        )}
      </div>
      <SearchPanel
        id={panelId}
        error={wrong}
        suggestions={shownSuggestions}
        chosen={at}
        onAccept={accept}
        onMend={() => {
          if (error === null) return;
          const text = mended(draft, error);
          setDraft(text);
          if (queryError(text) === null) commit(text, false);
          input.current?.focus();
        }}
      />
    </div>
  );
}

function queryOf(route: Route): string {
  return route.page === "traces" || route.page === "trace" ? route.q : "";
}
