import { useEffect, useRef } from "react";
import type { QueryView } from "../../../shared/query/fields.js";
import type { QueryEditorHandle } from "./QueryEditor.js";
import { QueryField } from "./QueryField.js";
import { queryError } from "./search-model.js";
import { useDraft } from "./use-draft.js";

interface SecondSearchProps {
  readonly label: string;
  readonly placeholder: string;
  readonly view: QueryView;
  readonly query: string;
  /** It was asked for just now. */
  readonly focused?: boolean;
  readonly onQuery: (query: string) => void;
}

/** A search beside that of the page, as for the other side of a comparison; asked with Enter, or when something else is turned to. */
export function SecondSearch({ label, placeholder, view, query, focused = false, onQuery }: SecondSearchProps) {
  const [draft, setDraft] = useDraft(query);
  const editor = useRef<QueryEditorHandle>(null);
  useEffect(() => {
    if (focused) editor.current?.focus();
  }, [focused]);
  return (
    <QueryField
      small
      label={label}
      placeholder={placeholder}
      view={view}
      draft={draft}
      committed={query}
      handle={editor}
      onDraft={setDraft}
      onRun={(text) => (text === query ? undefined : onQuery(text))}
      onClear={() => (query === "" ? undefined : onQuery(""))}
      onLeave={() => (draft === query || queryError(draft) !== null ? undefined : onQuery(draft))}
    />
  );
}
