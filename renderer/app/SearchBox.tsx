import { useRef } from "react";
import { CopySearch } from "../results/CopySearch.js";
import type { QueryEditorHandle } from "../results/query/QueryEditor.js";
import { QueryField } from "../results/query/QueryField.js";
import { isOnlyWords, isUnfinished, queryError } from "../results/query/search-model.js";
import { useDraft } from "../results/query/use-draft.js";
import { chordFor, useCommand } from "../state/commands.js";
import { navigate, useRoute } from "../state/navigation.js";
import { isList, tracesRoute, type Route } from "../state/route.js";
import { useStatus } from "../state/status.js";
import { Kbd } from "../ui/Kbd.js";
import { SaveSearch } from "./SaveSearch.js";
import styles from "./SearchBox.module.css";

/** The one box: what it asks is the address of the list that is shown. */
export function SearchBox({ workspaceEmpty }: { readonly workspaceEmpty: boolean }) {
  const route = useRoute();
  const committed = queryOf(route);
  const view = isList(route) ? route.page : route.page === "retrieval" ? "spans" : "traces";
  // The network is drawn of the runs that the box selects, retrieval of their spans; everywhere else a search goes to a list.
  const hasOwnCommand = route.page === "network" || route.page === "retrieval";
  // Plain words narrow the list of incidents; all else is a search of the data.
  const atIncidents = route.page === "incidents";
  const isHere = route.page === view || hasOwnCommand || atIncidents;
  const [draft, setDraft] = useDraft(committed);
  const editor = useRef<QueryEditorHandle>(null);
  const summary = useStatus((status) => status.summary);
  const isRight = queryError(draft) === null;

  const commit = (text: string, replace: boolean) => {
    if (text === committed && isHere) return;
    if (route.page === "network" || route.page === "retrieval") return navigate({ ...route, q: text }, { replace });
    if (route.page === "incidents") {
      if (isOnlyWords(text)) return navigate({ ...route, q: text }, { replace: true });
      // Half a field is no search yet: the way to the traces is taken with Enter.
      if (replace) return;
    }
    const base = isList(route) ? route : tracesRoute();
    navigate({ ...base, q: text, selected: undefined }, { replace });
  };

  useCommand("search", () => {
    editor.current?.focus();
    editor.current?.selectAll();
  });

  return (
    <QueryField
      label="Search"
      placeholder={
        atIncidents
          ? "Search incidents, or everything with fields such as agent: and tool:"
          : workspaceEmpty
            ? "Search starts with the first import"
            : "Search what was said, or agent:planner status:error"
      }
      view={view}
      draft={draft}
      committed={committed}
      handle={editor}
      onDraft={setDraft}
      onRun={(text) => commit(text, false)}
      onClear={() => (committed === "" ? undefined : commit("", false))}
      // While a search is typed on the list, it is asked as soon as the typing pauses.
      onPause={() => {
        if (draft !== committed && isHere && isRight && !isUnfinished(draft)) commit(draft, true);
      }}
    >
      {summary !== null && committed !== "" && isHere ? <span className={styles.summary}>{summary}</span> : null}
      {draft === "" ? <Kbd chord={chordFor("search") ?? ""} /> : null}
      {draft !== "" && isRight && !atIncidents ? (
        <>
          <CopySearch query={draft} in={hasOwnCommand ? route.page : view} />
          <SaveSearch query={draft} />
        </>
      ) : null}
    </QueryField>
  );
}

function queryOf(route: Route): string {
  return "q" in route && route.page !== "sql" ? route.q : "";
}
