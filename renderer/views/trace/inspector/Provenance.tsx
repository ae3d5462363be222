import { Fragment } from "react";
import styles from "./messages.module.css";

interface Source {
  readonly label: string;
  readonly attribute: string;
}

/** Which attributes, and whose convention, something was read from. */
export function Provenance({ from }: { readonly from: readonly Source[] }) {
  if (from.length === 0) return null;
  const labels = [...new Set(from.map((source) => source.label))];
  return (
    <div className={styles.provenance}>
      Read from{" "}
      {from.slice(0, 6).map((source, index) => (
        <Fragment key={`${source.label} ${source.attribute}`}>
          {index === 0 ? "" : index === Math.min(from.length, 6) - 1 ? " and " : ", "}
          <code>{source.attribute}</code>
        </Fragment>
      ))}
      {from.length > 6 ? ` and ${from.length - 6} more` : ""}, {labels.join(", ")}
    </div>
  );
}
