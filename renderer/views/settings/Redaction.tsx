import { REDACTION_MARKS, type RedactionOptions } from "../../../shared/model/redaction.js";
import { failureOf } from "../../data/engine.js";
import { ListField, type ListFieldProps } from "../../redaction/ListField.js";
import { withRule } from "../../redaction/options.js";
import { RULE_WORDS, RULES_IN_ORDER } from "../../redaction/rule-words.js";
import { useRedaction } from "../../redaction/use-redaction.js";
import { Checkbox } from "../../ui/Checkbox.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Skeleton } from "../../ui/Skeleton.js";
import styles from "./Redaction.module.css";
import settings from "./SettingsView.module.css";
import { TryRedaction } from "./TryRedaction.js";

const LISTS: readonly Pick<ListFieldProps, "list" | "label" | "hint" | "placeholder">[] = [
  { list: "names", label: "Names", hint: "Found as whole words, in capitals or not.", placeholder: "Ada Quimby" },
  {
    list: "words",
    label: "Words",
    hint: "Found wherever they stand, within words too.",
    placeholder: "Project Nightjar",
  },
  { list: "patterns", label: "Patterns", hint: "Regular expressions, as in the search.", placeholder: "HV-\\d{6}" },
  {
    list: "allow",
    label: "What stays",
    hint: "Finds that are not private; * stands for any characters.",
    placeholder: "*@example.com",
  },
  {
    list: "dropKeys",
    label: "Attributes to leave out",
    hint: "With their values, and with what was read out of them.",
    placeholder: "user.*",
  },
];

/** What is taken out of files before they are written: rules, the reader's own words, and a box to try it. */
export function Redaction() {
  const { options, failure, save } = useRedaction();
  return (
    <>
      <p className={settings.hint}>
        What is taken out of reports and exports before they are written, where you ask for it. The same thing gets the
        same name in all of a file, such as EMAIL_1. The workspace itself is not changed. No rule finds all: look at the
        preview.
      </p>
      {options !== undefined ? (
        <Chosen options={options} onSave={save} />
      ) : failure === null ? (
        <Skeleton label="Loading what is redacted" rows={8} />
      ) : (
        <ErrorPanel title="What is redacted could not be read" failure={failureOf(failure)} />
      )}
    </>
  );
}

interface ChosenProps {
  readonly options: RedactionOptions;
  readonly onSave: (next: RedactionOptions) => void;
}

function Chosen({ options, onSave }: ChosenProps) {
  return (
    <>
      <table className={styles.rules} aria-label="Rules of redaction">
        <thead>
          <tr>
            <th>Rule</th>
            <th>Finds</th>
            <th className={styles.mark}>Becomes</th>
          </tr>
        </thead>
        <tbody>
          {RULES_IN_ORDER.map((rule) => {
            const { label, finds, list } = RULE_WORDS[rule];
            const entries = list === undefined ? null : options[list].length;
            return (
              <tr key={rule}>
                <td className={styles.rule}>
                  <Checkbox
                    checked={!options.off.includes(rule)}
                    onChange={(isOn) => onSave(withRule(options, rule, isOn))}
                  >
                    {label}
                  </Checkbox>
                </td>
                <td className={styles.finds}>
                  {finds}
                  {entries === 0 ? <span className={styles.faint}>, which is empty</span> : null}
                </td>
                <td className={styles.mark}>{REDACTION_MARKS[rule]}_1</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.lists}>
        {LISTS.map((list) => (
          <ListField key={list.list} {...list} options={options} onSave={onSave} />
        ))}
      </div>
      <TryRedaction />
    </>
  );
}
