import text from "../../ui/text.module.css";
import styles from "./table.module.css";

const COUNTS = ["Read", "Stored", "Merged", "Duplicate", "Rejected"] as const;

/** The heads of a table of files: what each was found to be, what became of its records, and one thing more. */
export function HeadRow({ last }: { readonly last: string }) {
  return (
    <div role="row" className={styles.head}>
      <span role="columnheader">
        <span className={text.visuallyHidden}>State</span>
      </span>
      <span role="columnheader">File</span>
      <span role="columnheader">Found to be</span>
      {[...COUNTS, last].map((name) => (
        <span key={name} role="columnheader" className={styles.number}>
          {name}
        </span>
      ))}
    </div>
  );
}
