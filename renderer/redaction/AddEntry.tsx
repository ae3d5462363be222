import { useState } from "react";
import type { RedactionOptions } from "../../shared/model/redaction.js";
import { Button } from "../ui/Button.js";
import { Segmented } from "../ui/Segmented.js";
import styles from "./AddEntry.module.css";
import { ListField } from "./ListField.js";
import type { RedactionList } from "./options.js";

const LISTS = [
  { id: "names", label: "Names", placeholder: "Ada Quimby" },
  { id: "words", label: "Words", placeholder: "Project Nightjar" },
  { id: "patterns", label: "Patterns", placeholder: "HV-\\d{6}" },
  { id: "allow", label: "Stays", placeholder: "*@example.com" },
  { id: "dropKeys", label: "Left out", placeholder: "user.*" },
] as const satisfies readonly { readonly id: RedactionList; readonly label: string; readonly placeholder: string }[];

const HINTS: Readonly<Record<RedactionList, string>> = {
  names: "Names of people, found as whole words.",
  words: "Found wherever they stand.",
  patterns: "Regular expressions, as in the search.",
  allow: "Finds that are not private; * stands for any characters.",
  dropKeys: "Attributes that are left out with their values; * stands for any characters.",
};

interface AddEntryProps {
  readonly options: RedactionOptions;
  readonly onSave: (next: RedactionOptions) => void;
}

/** A line that opens to the lists of the reader's own. */
export function AddEntry({ options, onSave }: AddEntryProps) {
  const [open, setOpen] = useState(false);
  const [list, setList] = useState<RedactionList>("words");
  const chosen = LISTS.find(({ id }) => id === list) ?? LISTS[1];
  return (
    <div className={styles.add}>
      <Button
        look="quiet"
        className={styles.open}
        icon={open ? "chevron-up" : "plus"}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Add a word or pattern
      </Button>
      {open ? (
        <div className={styles.body}>
          <div className={styles.lists}>
            <Segmented label="List" items={LISTS} value={list} onChange={setList} />
          </div>
          <ListField
            key={list}
            list={list}
            label={HINTS[list]}
            placeholder={chosen.placeholder}
            options={options}
            onSave={onSave}
          />
        </div>
      ) : null}
    </div>
  );
}
