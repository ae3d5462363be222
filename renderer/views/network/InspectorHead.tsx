import type { ReactNode } from "react";
import { IconButton } from "../../ui/IconButton.js";
import text from "../../ui/text.module.css";
import styles from "./inspector.module.css";

interface InspectorHeadProps {
  /** What kind of thing it is: "Agent", "Line". */
  readonly what: ReactNode;
  readonly title: ReactNode;
  readonly actions?: ReactNode;
  readonly onClose: () => void;
}

export function InspectorHead({ what, title, actions, onClose }: InspectorHeadProps) {
  return (
    <div className={styles.head}>
      <div className={styles.kind}>
        <span>{what}</span>
        <span className={text.space} />
        <span className={styles.close}>
          <IconButton icon="close" label="Close inspector" chord="Escape" size="small" onClick={onClose} />
        </span>
      </div>
      <h2 className={styles.title}>{title}</h2>
      {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
