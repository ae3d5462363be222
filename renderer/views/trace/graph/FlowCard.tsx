import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import { familyOf } from "../../../../shared/model/kind.js";
import { classes } from "../../../lib/classes.js";
import { formatDuration, formatNumber } from "../../../lib/format.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import styles from "./graph.module.css";
import type { ItemData } from "./item-data.js";
import { figuresOf, runningAt } from "./paint.js";
import type { CardItem } from "./picture.js";
import { labelOfCard, nextRowOf } from "./spots.js";
import { useItemMarks } from "./use-item-marks.js";

/** All calls of one name by one agent. A click selects the first of them, the next click the next; what is folded opens. */
export const FlowCard = memo(function FlowCard({ data }: NodeProps) {
  const { item, index, actions } = data as unknown as ItemData<CardItem>;
  const { marks } = actions;
  const { faint, hits, cursor } = useItemMarks(marks, item, index);
  const selected = useStore(marks, (state) => state.selectedItem === index);
  const lit = useStore(marks, (state) => runningAt(item, state.playNs, actions.momentNs) > 0);
  const figures = useStore(marks, (state) => figuresOf(item, state.playNs));
  const family = familyOf(item.kind);
  const title = [
    item.name,
    item.opens === null ? "" : `opens: ${item.inside}`,
    `${formatNumber(item.calls)} calls, the half of them within ${formatDuration(item.medianNs)}`,
    hits > 0 ? `${formatNumber(hits)} hits` : "",
  ];
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={labelOfCard(item, figures)}
      aria-pressed={selected}
      title={title.filter((part) => part !== "").join("\n")}
      className={classes(
        styles.card,
        item.opens !== null && styles.stacked,
        faint && styles.faint,
        hits > 0 && styles.matched,
        lit && styles.litCard,
        selected && styles.selectedBox,
        cursor !== null && styles.cursor,
      )}
      style={lit ? { background: `var(--kind-${family}-soft)`, borderColor: `var(--kind-${family})` } : undefined}
      onClick={() => {
        if (item.opens === null) actions.select(nextRowOf(item, marks.getState().selectedRow));
        else actions.toggle(item.opens, item);
      }}
      onDoubleClick={() => item.opens === null && actions.focus(item.rows[0] ?? -1)}
    >
      <i className={styles.edge} style={{ background: `var(--kind-${family})` }} />
      <span className={styles.cardLine}>
        <KindIcon kind={item.kind} size={14} />
        <span className={styles.name}>{item.name}</span>{" "}
        {item.failed > 0 ? <span className={styles.broken}>{formatNumber(item.failed)} failed</span> : null}
      </span>{" "}
      <span className={styles.cardLine}>
        <span className={styles.by}>{item.agent}</span> <span className={styles.duration}>{figures}</span>
      </span>
    </button>
  );
});
