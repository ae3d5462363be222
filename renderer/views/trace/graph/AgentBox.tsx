import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import { classes } from "../../../lib/classes.js";
import { formatNumber } from "../../../lib/format.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { callsFold, episodeOfBox, failedRuns } from "./geometry.js";
import type { BoxItem } from "./picture.js";
import styles from "./graph.module.css";
import type { ItemData } from "./item-data.js";
import { foldOfBox, labelOfBox, namesInGap } from "./spots.js";
import { LinkMark } from "./LinkMark.js";
import { NoteMark } from "./NoteMark.js";
import { Square } from "./Square.js";
import { useItemMarks } from "./use-item-marks.js";

/** An agent's stretch of work: its name, how long the whole took, and its calls in order. */
export const AgentBox = memo(function AgentBox({ data }: NodeProps) {
  const { item, index, actions } = data as unknown as ItemData<BoxItem>;
  const { block, geometry, critical } = item;
  const { faint, cursor } = useItemMarks(actions.marks, item, index);
  const one = episodeOfBox(block);
  const headSelected = useStore(
    actions.marks,
    (state) => one !== null && one.row >= 0 && state.selectedRow === one.row,
  );
  const opens = foldOfBox(item);
  const label = labelOfBox(item);
  const open = () => opens !== null && actions.toggle(opens, item);
  if (block.type === "gap" || one === null) {
    return (
      <button
        type="button"
        tabIndex={-1}
        aria-label={label}
        title={label}
        className={classes(styles.gap, faint && styles.faint, cursor === item.id && styles.cursor)}
        onClick={open}
      >
        <b>{formatNumber(block.type === "gap" ? block.boxes : 0)} folded</b>{" "}
        <span>{block.type === "gap" ? namesInGap(block) : ""}</span>
      </button>
    );
  }
  const repeats = block.type === "repeat" ? block.all.length : 0;
  const failed = failedRuns(block) > 0;
  const closes = opens === null ? actions.closes(item) : null;
  return (
    <div
      className={classes(
        styles.box,
        repeats > 0 && styles.stacked,
        faint && styles.faint,
        headSelected && styles.selectedBox,
        cursor === `${item.id}/head` && styles.cursor,
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        className={styles.head}
        aria-label={label}
        title={label}
        onClick={() => (repeats > 0 ? open() : one.row >= 0 && actions.select(one.row))}
        onDoubleClick={() => repeats === 0 && actions.focus(one.row)}
      >
        <KindIcon kind={one.kind} failed={failed} size={12} />
        <span className={classes(styles.name, failed && styles.failedName)}>
          {one.name === "" ? "run" : one.name}
        </span>{" "}
        {repeats > 0 ? <span className={styles.count}>{formatNumber(repeats)} ×</span> : null}{" "}
        {one.whole || repeats > 0 ? <span className={styles.duration}>{item.durationText}</span> : null}
      </button>
      {repeats === 0 && one.row >= 0 ? (
        <NoteMark structure={actions.structure} rows={[one.row]} at={{ x: 10, y: 7 }} />
      ) : null}
      {repeats === 0 ? <LinkMark row={one.row} actions={actions} at={{ x: 0, y: 0 }} /> : null}
      {one.foldedInside > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes(styles.count, styles.chip)}
          title={`${label}. Open`}
          onClick={open}
        >
          +{formatNumber(one.foldedInside)}
        </button>
      ) : null}
      {closes !== null ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes(styles.count, styles.chip, styles.onHover)}
          title="Fold the agents inside"
          aria-label={`Fold the agents inside ${one.name}`}
          onClick={() => actions.toggle(closes, item)}
        >
          −
        </button>
      ) : null}
      {geometry.cells.map((cell) => (
        <Square
          key={cell.call.row}
          cell={cell}
          critical={critical}
          fold={callsFold(one)}
          item={item}
          actions={actions}
        />
      ))}
      {geometry.more.map(({ x, y, calls, rest }) =>
        rest ? (
          <span
            key={`${x} ${y}`}
            className={styles.more}
            style={{ left: x - 1, top: y - 1 }}
            title={`${formatNumber(calls)} more calls, which the timeline shows`}
          >
            +{formatNumber(calls)}
          </span>
        ) : (
          <button
            key={`${x} ${y}`}
            type="button"
            tabIndex={-1}
            className={styles.more}
            style={{ left: x - 1, top: y - 1 }}
            title={`${formatNumber(calls)} more calls. Open`}
            onClick={() => actions.toggle(callsFold(one), item)}
          >
            +{formatNumber(calls)}
          </button>
        ),
      )}
    </div>
  );
});
