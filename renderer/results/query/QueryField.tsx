import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { QueryView } from "../../../shared/query/fields.js";
import { noteSearch } from "../../state/recent-searches.js";
import { IconButton } from "../../ui/IconButton.js";
import { SearchFrame } from "../../ui/SearchFrame.js";
import { QueryEditor, type QueryEditorHandle } from "./QueryEditor.js";
import { goesOn, mended, queryError, withCompletion } from "./search-model.js";
import { SearchPanel } from "./SearchPanel.js";
import { type Choice, usePanelChoices } from "./use-panel-choices.js";

const TYPING_MS = 250;

interface QueryFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** One that stands in a toolbar beside other controls. */
  readonly small?: boolean;
  /** The list whose fields are completed. */
  readonly view: QueryView;
  /** What is in the box, and what was asked last. */
  readonly draft: string;
  readonly committed: string;
  readonly handle: RefObject<QueryEditorHandle | null>;
  readonly onDraft: (draft: string) => void;
  /** A query without a mistake is to be asked. */
  readonly onRun: (query: string) => void;
  readonly onClear: () => void;
  /** The typing pauses. */
  readonly onPause?: () => void;
  /** Something else is turned to. */
  readonly onLeave?: () => void;
  /** What stands behind the query, before the button that clears it. */
  readonly children?: ReactNode;
}

/** A box for a search: coloured as it is typed, completed from the store, with a mistake shown at its column. */
export function QueryField(props: QueryFieldProps) {
  const { label, draft, committed, view, handle, small = false, onDraft } = props;
  const [cursor, setCursor] = useState(0);
  const [focused, setFocused] = useState(false);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [settled, setSettled] = useState(true);
  const panelId = useId();
  const error = useMemo(() => queryError(draft), [draft]);
  const choices = usePanelChoices({ draft, cursor, view, active: open && focused });

  const onPause = useRef(() => {});
  useLayoutEffect(() => {
    onPause.current = () => {
      setSettled(true);
      props.onPause?.();
    };
  });
  useEffect(() => {
    const timer = setTimeout(() => onPause.current(), TYPING_MS);
    return () => {
      clearTimeout(timer);
      setSettled(false);
    };
  }, [draft]);

  const run = (query: string) => {
    setOpen(false);
    setSettled(true);
    if (queryError(query) !== null) return;
    props.onRun(query);
    noteSearch(query);
  };
  const accept = (choice: Choice) => {
    setAt(-1);
    if (choice.completes === null) {
      handle.current?.replace(choice.insert, choice.insert.length);
      run(choice.insert);
      return;
    }
    const next = withCompletion(draft, choice.completes.from, choice.completes.to, choice.insert);
    handle.current?.replace(next.text, next.cursor);
    setOpen(goesOn(choice.insert));
  };
  const mend = () => {
    if (error === null) return;
    const query = mended(draft, error);
    onDraft(query);
    if (queryError(query) === null) props.onRun(query);
    handle.current?.focus();
  };
  const clear = () => {
    onDraft("");
    props.onClear();
    setOpen(true);
    handle.current?.focus();
  };

  const onKey = (event: KeyboardEvent, text: string): boolean => {
    const chosen = choices[at];
    if (event.key === "ArrowDown" && !open && draft === "") setOpen(true);
    else if (event.key === "ArrowDown" && choices.length > 0) setAt((at + 1) % choices.length);
    else if (event.key === "ArrowUp" && choices.length > 0) setAt(at <= 0 ? choices.length - 1 : at - 1);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined) accept(chosen);
    else if (event.key === "Enter") run(text);
    else if (event.key === "Escape" && choices.length > 0) setOpen(false);
    else if (event.key === "Escape") handle.current?.blur();
    else return false;
    event.preventDefault();
    return true;
  };

  // What is still being completed is not yet a mistake.
  const wrong = settled && error !== null && choices.length === 0 && (focused || draft === committed) ? error : null;
  const attributes: Record<string, string> = {
    "aria-label": label,
    "aria-autocomplete": "list",
    "aria-invalid": String(wrong !== null),
  };
  if (choices.length > 0 || wrong !== null) attributes["aria-controls"] = panelId;
  if (choices[at] !== undefined) attributes["aria-activedescendant"] = `${panelId}-${at}`;
  return (
    <SearchFrame
      focused={focused}
      small={small}
      below={<SearchPanel id={panelId} error={wrong} choices={choices} chosen={at} onAccept={accept} onMend={mend} />}
    >
      <QueryEditor
        value={draft}
        error={wrong}
        handle={handle}
        attributes={attributes}
        placeholder={props.placeholder}
        onChange={(text, place, typed) => {
          onDraft(text);
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
          if (!isFocused) props.onLeave?.();
        }}
      />
      {props.children}
      {draft === "" ? null : (
        <IconButton
          icon="close"
          label={small ? `Clear ${label}` : "Clear the search"}
          size="small"
          onMouseDown={(event) => event.preventDefault()}
          onClick={clear}
        />
      )}
    </SearchFrame>
  );
}
