import { Handle, Position, useStore as useFlowStore } from "@xyflow/react";
import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import { familyOf } from "../../../../shared/model/kind.js";
import { classes } from "../../../lib/classes.js";
import { formatNumber } from "../../../lib/format.js";
import { kindLabel } from "../../../lib/kinds.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import type { Episode, GraphCall } from "./episodes.js";
import styles from "./graph.module.css";
import { HEAD_PX, MOST_PARALLEL, MOST_STEPS, PADDING_PX, PITCH_PX, PORT_PX, SQUARE_PX } from "./layout.js";
import type { Box } from "./layout.js";
import type { GraphMarks } from "./marks.js";

interface BoxData {
  readonly box: Box;
  readonly marks: StoreApi<GraphMarks>;
  readonly onSelect: (row: number) => void;
  readonly durationText: string;
}

/** Under this zoom a square is a patch of colour: its drawing could not be told apart. */
const READABLE_ZOOM = 0.4;

/** An agent's stretch of work: its name, how long the whole took, and its calls in order. */
export const AgentBox = memo(function AgentBox({ data }: NodeProps) {
  const { box, marks, onSelect, durationText } = data as unknown as BoxData;
  const { block } = box;
  const rows = rowsOf(box);
  const selectedRow = useStore(marks, (state) =>
    state.selectedRow !== null && rows.has(state.selectedRow) ? state.selectedRow : null,
  );
  const readable = useFlowStore((state) => state.transform[2] >= READABLE_ZOOM);
  const ports = (
    <>
      <Handle
        type="target"
        position={Position.Left}
        className={styles.handle}
        style={{ top: PORT_PX }}
        isConnectable={false}
      />
      <Handle
        type="source"
        position={Position.Right}
        className={styles.handle}
        style={{ top: PORT_PX }}
        isConnectable={false}
      />
    </>
  );
  if (block.type === "gap") {
    return (
      <button type="button" tabIndex={-1} className={styles.gap} onClick={() => block.row >= 0 && onSelect(block.row)}>
        {ports}
        {formatNumber(block.boxes)} folded
      </button>
    );
  }
  const one = block.type === "repeat" ? block.one : block;
  return (
    <div
      className={classes(
        styles.box,
        block.type === "repeat" && styles.stacked,
        selectedRow === one.row && styles.selectedBox,
      )}
      data-critical={box.critical || undefined}
    >
      {ports}
      <button type="button" tabIndex={-1} className={styles.head} onClick={() => one.row >= 0 && onSelect(one.row)}>
        <KindIcon kind={one.kind} size={12} />
        <span className={styles.name}>{one.name === "" ? "run" : one.name}</span>
        {block.type === "repeat" ? <span className={styles.count}>{formatNumber(block.count)} ×</span> : null}
        {one.foldedInside > 0 ? (
          <span className={styles.count} title="Agents folded into this box">
            +{formatNumber(one.foldedInside)}
          </span>
        ) : null}
        {one.whole || block.type === "repeat" ? <span className={styles.duration}>{durationText}</span> : null}
      </button>
      {readable ? (
        <Squares
          episode={one}
          widthPx={box.widthPx}
          selectedRow={selectedRow}
          critical={box.critical}
          marks={marks}
          onSelect={onSelect}
        />
      ) : (
        <Patches episode={one} widthPx={box.widthPx} />
      )}
    </div>
  );
});

const rowSets = new WeakMap<Box, ReadonlySet<number>>();
function rowsOf(box: Box): ReadonlySet<number> {
  let rows = rowSets.get(box);
  if (rows === undefined) {
    const { block } = box;
    const one = block.type === "gap" ? null : block.type === "repeat" ? block.one : block;
    rows = new Set(one === null ? [] : [one.row, ...one.steps.flatMap((step) => step.map((call) => call.row))]);
    rowSets.set(box, rows);
  }
  return rows;
}

function leftOf(episode: Episode, widthPx: number): number {
  const columns = Math.min(episode.steps.length, MOST_STEPS) + (episode.steps.length > MOST_STEPS ? 1 : 0);
  return columns === 1 ? (widthPx - SQUARE_PX) / 2 - 1 : PADDING_PX - 1;
}

interface SquaresProps {
  readonly episode: Episode;
  readonly widthPx: number;
  readonly selectedRow: number | null;
  readonly critical: boolean;
  readonly marks: StoreApi<GraphMarks>;
  readonly onSelect: (row: number) => void;
}

function Squares({ episode, widthPx, selectedRow, critical, marks, onSelect }: SquaresProps) {
  const matches = useStore(marks, (state) => state.matches);
  const left = leftOf(episode, widthPx);
  const steps = episode.steps.slice(0, MOST_STEPS);
  return (
    <>
      {steps.map((step, column) => (
        <div key={column} className={styles.step} style={{ left: left + column * PITCH_PX, top: HEAD_PX - 1 }}>
          {column === 0 ? null : <i className={classes(styles.link, critical && styles.linkCritical)} />}
          {step.slice(0, step.length > MOST_PARALLEL ? MOST_PARALLEL - 1 : MOST_PARALLEL).map((call) => (
            <Square
              key={call.row}
              call={call}
              selected={call.row === selectedRow}
              matched={matches.has(call.row)}
              onSelect={onSelect}
            />
          ))}
          {step.length > MOST_PARALLEL ? (
            <span className={styles.more}>+{formatNumber(step.length - MOST_PARALLEL + 1)}</span>
          ) : null}
        </div>
      ))}
      {episode.steps.length > MOST_STEPS ? (
        <div className={styles.step} style={{ left: left + MOST_STEPS * PITCH_PX, top: HEAD_PX - 1 }}>
          <span className={styles.more}>+{formatNumber(episode.steps.length - MOST_STEPS)}</span>
        </div>
      ) : null}
    </>
  );
}

interface SquareProps {
  readonly call: GraphCall;
  readonly selected: boolean;
  readonly matched: boolean;
  readonly onSelect: (row: number) => void;
}

const Square = memo(function Square({ call, selected, matched, onSelect }: SquareProps) {
  const label = `${call.name}, ${kindLabel(call.kind)}${call.failed ? ", failed" : ""}${call.count > 1 ? `, ${call.count} times` : ""}`;
  return (
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
      )}
      style={call.failed || selected ? undefined : { background: `var(--kind-${familyOf(call.kind)}-soft)` }}
      onClick={() => onSelect(call.row)}
    >
      <KindIcon kind={call.kind} failed={call.failed} size={14} />
      {call.count > 1 ? <span className={styles.times}>{formatNumber(call.count)}</span> : null}
    </button>
  );
});

/** The calls as patches, one path a colour: what a far zoom can show. */
function Patches({ episode, widthPx }: { readonly episode: Episode; readonly widthPx: number }) {
  const left = leftOf(episode, widthPx);
  const paths = new Map<string, string>();
  episode.steps.slice(0, MOST_STEPS).forEach((step, column) => {
    step.slice(0, MOST_PARALLEL).forEach((call, line) => {
      const colour = call.failed ? "var(--error)" : `var(--kind-${familyOf(call.kind)})`;
      const square = `M${left + column * PITCH_PX} ${HEAD_PX + line * (SQUARE_PX + 4)}h${SQUARE_PX}v${SQUARE_PX}h-${SQUARE_PX}z`;
      paths.set(colour, (paths.get(colour) ?? "") + square);
    });
  });
  return (
    <svg className={styles.patches} aria-hidden="true">
      {[...paths].map(([colour, path]) => (
        <path key={colour} d={path} fill={colour} />
      ))}
    </svg>
  );
}
