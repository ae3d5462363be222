import type { QueryError } from "../../shared/query/query-error.js";
import type { Suggestion } from "../../shared/query/complete.js";
import { classes } from "../lib/classes.js";
import { Icon } from "../ui/Icon.js";
import styles from "./SearchPanel.module.css";

interface SearchPanelProps {
  readonly id: string;
  readonly error: QueryError | null;
  readonly suggestions: readonly Suggestion[];
  readonly chosen: number;
  readonly onAccept: (suggestion: Suggestion) => void;
  readonly onMend: () => void;
}

/** Under the search box: what is wrong and at which column, and what can be completed. */
export function SearchPanel({ id, error, suggestions, chosen, onAccept, onMend }: SearchPanelProps) {
  if (error === null && suggestions.length === 0) return null;
  return (
    <div className={styles.panel}>
      {error === null ? null : (
        <div role="alert" className={styles.error} {...(suggestions.length === 0 ? { id } : {})}>
          <span className={styles.icon}>
            <Icon name="error" size={14} />
          </span>
          <span>
            Column {error.start + 1}: <Quoted text={error.message} />
            {/[.?!]$/.test(error.message) ? "" : "."} <Quoted text={error.hint ?? ""} />{" "}
            {error.replacement === undefined || error.replacement === "" ? null : (
              <button
                type="button"
                className={styles.mend}
                onMouseDown={(event) => event.preventDefault()}
                onClick={onMend}
              >
                Use {error.replacement}
              </button>
            )}
          </span>
        </div>
      )}
      {suggestions.length === 0 ? null : (
        <div role="listbox" id={id} aria-label="Completions" className={styles.list}>
          {suggestions.map((suggestion, index) => (
            <button
              type="button"
              key={suggestion.insert}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={classes(styles.option, index === chosen && styles.on)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onAccept(suggestion)}
            >
              <span className={styles.label}>{suggestion.label}</span>
              <span className={styles.help}>
                {/^\d+$/.test(suggestion.help)
                  ? `${Number(suggestion.help).toLocaleString("en")} spans`
                  : suggestion.help}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** A sentence whose parts in backticks are set off. */
function Quoted({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? <b key={index}>{part}</b> : part));
}
