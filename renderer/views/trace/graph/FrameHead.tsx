import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { classes } from "../../../lib/classes.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import styles from "./graph.module.css";
import type { ItemData } from "./item-data.js";
import type { FrameItem } from "./picture.js";

/** The head of an agent's frame: its name, and what folds it. The frame itself is painted under it. */
export const FrameHead = memo(function FrameHead({ data }: NodeProps) {
  const { item, actions } = data as unknown as ItemData<FrameItem>;
  return (
    <div className={styles.frameHead}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.head}
        onClick={() => item.row >= 0 && actions.select(item.row)}
      >
        <KindIcon kind={item.kind} failed={item.failed > 0} size={12} />
        <span className={classes(styles.name, item.failed > 0 && styles.failedName)}>{item.name}</span>
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={styles.count}
        title={`Fold ${item.name} to one card`}
        aria-label={`Fold ${item.name} to one card`}
        onClick={() => actions.toggle(item.closes, item)}
      >
        −
      </button>
    </div>
  );
});
