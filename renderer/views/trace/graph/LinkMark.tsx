import { Icon } from "../../../ui/Icon.js";
import { linksOfRow, linkWords } from "../links.js";
import type { GraphActions } from "./item-data.js";
import styles from "./link-mark.module.css";

interface LinkMarkProps {
  readonly row: number;
  readonly actions: GraphActions;
  /** Its middle, px from the corner of the box. */
  readonly at: { readonly x: number; readonly y: number };
}

/** Marks a span that links to others. A click opens the other end; one that is not in the workspace is only named. */
export function LinkMark({ row, actions, at }: LinkMarkProps) {
  const links = row < 0 ? [] : linksOfRow(actions.structure.table, row);
  const [first] = links;
  if (first === undefined) return null;
  const target = links.find((link) => link.row >= 0 || link.known);
  const words = linkWords(links);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.mark}
      style={{ left: at.x - 12, top: at.y - 12 }}
      title={target === undefined ? words : `${words}. Open`}
      aria-label={words}
      onClick={() => {
        if (target === undefined) actions.select(row);
        else if (target.row >= 0) actions.select(target.row);
        else actions.openTrace(target.traceId, target.spanId);
      }}
    >
      <span>
        <Icon name="link" size={12} />
      </span>
    </button>
  );
}
