import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { CopySearch } from "../results/CopySearch.js";
import { chordFor, useCommand } from "../state/commands.js";
import { navigate, useRoute } from "../state/navigation.js";
import { noteSearch } from "../state/recent-searches.js";
import { isList, tracesRoute, type Route } from "../state/route.js";
import { useStatus } from "../state/status.js";
import { IconButton } from "../ui/IconButton.js";
import { Kbd } from "../ui/Kbd.js";
import { SearchFrame } from "../ui/SearchFrame.js";
import { QueryEditor, type QueryEditorHandle } from "./QueryEditor.js";
import { goesOn, isUnfinished, mended, queryError, withCompletion } from "./search-model.js";
import { SaveSearch } from "./SaveSearch.js";
import { SearchPanel } from "./SearchPanel.js";
import { usePanelChoices, type Choice } from "./use-panel-choices.js";
import styles from "./SearchBox.module.css";

const TYPING_MS = 250;

/** The one box: coloured as it is typed, completed from the store, with a mistake shown at its column. */
export function SearchBox({ workspaceEmpty }: { readonly workspaceEmpty: boolean }) {
  const route = useRoute();
  const committed = queryOf(route);
  const view = isList(route) ? route.page : route.page === "retrieval" ? "spans" : "traces";
  // The network is drawn of the runs that the box selects, retrieval of their spans; everywhere else a search goes to a list.
  const hasOwnCommand = route.page === "network" || route.page === "retrieval";
  const isHere = route.page === view || hasOwnCommand;
  const [draft, setDraft] = useState(committed);
  const [cursor, setCursor] = useState(0);
  const [focused, setFocused] = useState(false);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [settled, setSettled] = useState(true);
  const editor = useRef<QueryEditorHandle>(null);
  const panelId = useId();
  const summary = useStatus((status) => status.summary);

  // The address is the truth: back, forward and links change the box.
  const [seen, setSeen] = useState(committed);
  if (seen !== committed) {
    setSeen(committed);
    setDraft(committed);
  }

  const error = useMemo(() => queryError(draft), [draft]);
  const choices = usePanelChoices({ draft, cursor, view, active: open && focused });

  const commit = (text: string, replace: boolean) => {
    if (text === committed && isHere) return;
    if (route.page === "network" || route.page === "retrieval") return navigate({ ...route, q: text }, { replace });
    const base = isList(route) ? route : tracesRoute();
    navigate({ ...base, q: text, selected: undefined }, { replace });
  };
  const run = (text: string) => {
    setOpen(false);
    setSettled(true);
    if (queryError(text) !== null) return;
    commit(text, false);
    noteSearch(text);
  };

  // While a search is typed on the list, it is asked as soon as the typing pauses.
  const onPause = useRef(() => {});
  useLayoutEffect(() => {
    onPause.current = () => {
      setSettled(true);
      if (draft !== committed && isHere && error === null && !isUnfinished(draft)) commit(draft, true);
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
    editor.current?.focus();
    editor.current?.selectAll();
  });

  const accept = (choice: Choice) => {
    setAt(-1);
    if (choice.completes === null) {
      editor.current?.replace(choice.insert, choice.insert.length);
      run(choice.insert);
      return;
    }
    const next = withCompletion(draft, choice.completes.from, choice.completes.to, choice.insert);
    editor.current?.replace(next.text, next.cursor);
    setOpen(goesOn(choice.insert));
  };

  const onKey = (event: KeyboardEvent, text: string): boolean => {
    const chosen = choices[at];
    if (event.key === "ArrowDown" && !open && draft === "") setOpen(true);
    else if (event.key === "ArrowDown" && choices.length > 0) setAt((at + 1) % choices.length);
    else if (event.key === "ArrowUp" && choices.length > 0) setAt(at <= 0 ? choices.length - 1 : at - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) accept(chosen);
    else if (event.key === "Enter") run(text);
    else if (event.key === "Escape" && choices.length > 0) setOpen(false);
    else if (event.key === "Escape") editor.current?.blur();
    else return false;
    event.preventDefault();
    return true;
  };

  // What is still being completed is not yet a mistake.
  const wrong = settled && error !== null && choices.length === 0 && (focused || draft === committed) ? error : null;
  const attributes: Record<string, string> = { "aria-autocomplete": "list", "aria-invalid": String(wrong !== null) };
  if (choices.length > 0 || wrong !== null) attributes["aria-controls"] = panelId;
  if (choices[at] !== undefined) attributes["aria-activedescendant"] = `${panelId}-${at}`;
  return (
    <SearchFrame
      focused={focused}
      below={
        <SearchPanel
          id={panelId}
          error={wrong}
          choices={choices}
          chosen={at}
          onAccept={accept}
          onMend={() => {
            if (error === null) return;
            const text = mended(draft, error);
            setDraft(text);
            if (queryError(text) === null) commit(text, false);
            editor.current?.focus();
          }}
        />
      }
    >
      <QueryEditor
        value={draft}
        error={wrong}
        handle={editor}
        attributes={attributes}
        placeholder={
          workspaceEmpty ? "Search starts with the first import" : "Search what was said, or agent:planner status:error"
        }
        onChange={(text, place, typed) => {
          setDraft(text);
          setCursor(place);
          if (!typed) return;
          setOpen(true);
          setAt(-1);
        }}
        onKey={onKey}
        onFocus={(isFocused) => {
          setFocused(isFocused);
          setOpen(isFocused && draft === "");
          setAt(-1);
        }}
      />
      {summary !== null && committed !== "" && isHere ? <span className={styles.summary}>{summary}</span> : null}
      {draft === "" ? (
        <Kbd chord={chordFor("search") ?? ""} />
      ) : (
        <>
          {error === null ? <CopySearch query={draft} in={hasOwnCommand ? route.page : view} /> : null}
          {error === null ? <SaveSearch query={draft} /> : null}
          <IconButton
            icon="close"
            label="Clear the search"
            size="small"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              setDraft("");
              if (committed !== "") commit("", false);
              setOpen(true);
              editor.current?.focus();
            }}
          />
        </>
      )}
    </SearchFrame>
  );
}

function queryOf(route: Route): string {
  return "q" in route && route.page !== "sql" ? route.q : "";
}
