import { memo } from "react";
import { useStore } from "zustand";
import { familyOf } from "../../../../shared/model/kind.js";
import { classes } from "../../../lib/classes.js";
import { formatNumber } from "../../../lib/format.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { countOf } from "./episodes.js";
import type { Cell } from "./geometry.js";
import styles from "./graph.module.css";
import type { GraphActions } from "./item-data.js";
import { LinkMark } from "./LinkMark.js";
import { playStateOf } from "./marks.js";
import { NoteMark } from "./NoteMark.js";
import { matchesCall } from "./paint.js";
import type { BoxItem } from "./picture.js";
import { labelOfCall } from "./spots.js";

interface SquareProps {
  readonly cell: Cell;
  readonly critical: boolean;
  /** What opens the box's folded calls. */
  readonly fold: string;
  readonly item: BoxItem;
  readonly actions: GraphActions;
}

/** One call of an agent, or several equal ones. */
export const Square = memo(function Square({ cell, critical, fold, item, actions }: SquareProps) {
  const { call, x, y, linked } = cell;
  const { marks, momentNs } = actions;
  const selected = useStore(marks, (state) => state.selectedRow === call.row);
  const matched = useStore(marks, (state) => matchesCall(call, state.matches));
  const missed = useStore(marks, (all) => all.hits !== null) && !matched;
  const state = useStore(marks, ({ playNs }) => playStateOf(call.fromNs, call.toNs, playNs, momentNs));
  const cursor = useStore(marks, (all) => all.cursor === `${item.id}/${call.row}`);
  const count = countOf(call);
  const label = labelOfCall(actions.structure, call);
  const family = familyOf(call.kind);
  const lit = state === "now";
  const colour = call.failed ? "var(--error)" : `var(--kind-${family})`;
  return (
    <>
      {linked ? (
        <i className={classes(styles.link, critical && styles.linkCritical)} style={{ left: x - 13, top: y + 9 }} />
      ) : null}
      <button
        type="button"
        tabIndex={-1}
        aria-label={label}
        aria-pressed={selected}
        title={label}
        className={classes(
          styles.square,
          call.failed && styles.failed,
          matched && styles.matched,
          selected && styles.selected,
          lit && styles.lit,
          (state === "before" || missed) && styles.faint,
          cursor && styles.cursor,
        )}
        style={{
          left: x - 1,
          top: y - 1,
          ...(lit
            ? { background: colour }
            : call.failed || selected
              ? {}
              : { background: `var(--kind-${family}-soft)` }),
        }}
        onClick={() => (count > 1 ? actions.toggle(fold, item) : actions.select(call.row))}
        onDoubleClick={() => actions.focus(call.row)}
      >
        <KindIcon kind={call.kind} failed={call.failed} size={14} />
        {count > 1 ? <span className={styles.times}>{formatNumber(count)}</span> : null}
      </button>
      <NoteMark structure={actions.structure} rows={[call.row, ...(call.more ?? [])]} at={{ x: x - 8, y: y + 6 }} />
      <LinkMark row={call.row} actions={actions} at={{ x: x + 22, y: y + 22 }} />
    </>
  );
});
