import { useState } from "react";
import { fieldsFor } from "../../shared/query/fields.js";
import { COMMANDS, useCommand } from "../state/commands.js";
import { Dialog } from "../ui/Dialog.js";
import { Kbd } from "../ui/Kbd.js";
import styles from "./HelpDialog.module.css";

const GROUPS = ["Everywhere", "Lists", "Graphs", "Trace", "Retrieval", "Compare", "Incidents"] as const;

/** Every key, and the language of the search box. */
export function HelpDialog() {
  const [open, setOpen] = useState(false);
  useCommand("help", () => setOpen(true));
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title="Keys and search" wide>
      <div className={styles.columns}>
        <div>
          {GROUPS.map((group) => (
            <section key={group} className={styles.group}>
              <h3 className={styles.head}>{group}</h3>
              <dl>
                {COMMANDS.filter((command) => command.group === group && command.chords.length > 0).map((command) => (
                  <div key={command.id} className={styles.line}>
                    <dt>{command.title}</dt>
                    <dd>
                      <Kbd chord={command.chords[0] ?? ""} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <section className={styles.group}>
          <h3 className={styles.head}>Search</h3>
          <dl>
            {FORMS.map(([example, help]) => (
              <div key={example} className={styles.form}>
                <dt>{example}</dt>
                <dd>{help}</dd>
              </div>
            ))}
            {fieldsFor("traces").map((field) => (
              <div key={field.name} className={styles.form}>
                <dt>{field.example}</dt>
                <dd>{field.help}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

const FORMS = [
  ["refund policy", "both words"],
  ['"exact phrase"', "as it stands"],
  ["-tool:search", "where it does not hold"],
  ["a OR b", "either; ( ) group"],
  ["/refund(ed|s)?/", "a pattern"],
  ["{tool:search status:error}", "both for one span"],
  ["agent:a >> tool:b", "below; > child, < parent, << above, ~ beside"],
  ["tool:b(status:error)", "with a condition"],
] as const;
