import type { QueryError } from "../../../shared/query/query-error.js";
import { classes } from "../../lib/classes.js";
import { Icon } from "../../ui/Icon.js";
import { Quoted } from "../../ui/Quoted.js";
import type { Choice } from "./use-panel-choices.js";
import styles from "./SearchPanel.module.css";

const SECTIONS: readonly Choice["section"][] = ["Completions", "Saved searches", "Recent searches"];

interface SearchPanelProps {
  readonly id: string;
  readonly error: QueryError | null;
  readonly choices: readonly Choice[];
  readonly chosen: number;
  readonly onAccept: (choice: Choice) => void;
  readonly onMend: () => void;
}

/** Under the search box: what is wrong and at which column, what can be completed, what was searched for before. */
export function SearchPanel({ id, error, choices, chosen, onAccept, onMend }: SearchPanelProps) {
  if (error === null && choices.length === 0) return null;
  return (
    <div className={styles.panel}>
      {error === null ? null : (
        <div role="alert" className={styles.error} {...(choices.length === 0 ? { id } : {})}>
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
      {choices.length === 0 ? null : (
        <div role="listbox" id={id} aria-label={choices[0]?.section ?? "Completions"} className={styles.list}>
          {SECTIONS.map((section) => {
            const own = choices.flatMap((choice, index) => (choice.section === section ? [{ choice, index }] : []));
            if (own.length === 0) return null;
            return (
              <div key={section} role="group" aria-label={section}>
                {section === "Completions" ? null : (
                  <div className={styles.head} aria-hidden="true">
                    {section}
                  </div>
                )}
                {own.map(({ choice, index }) => (
                  <button
                    type="button"
                    key={choice.insert}
                    id={`${id}-${index}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={index === chosen}
                    className={classes(styles.option, index === chosen && styles.on)}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => onAccept(choice)}
                  >
                    <span className={styles.label}>{choice.label}</span>
                    <span className={styles.help}>
                      {/^\d+$/.test(choice.help) ? Number(choice.help).toLocaleString("en") : choice.help}
                    </span>
                  </button>
                ))}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
