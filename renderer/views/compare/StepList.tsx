import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useEffect, useLayoutEffect, useMemo, useRef, type KeyboardEvent } from "react";
import type { Comparison } from "../../../shared/contract/compare.js";
import { classes } from "../../lib/classes.js";
import { formatCost, formatCounted, formatDuration, formatNumber } from "../../lib/format.js";
import { useElementWidth } from "../../lib/use-element-width.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { Icon } from "../../ui/Icon.js";
import { KindIcon } from "../../ui/KindIcon.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import { type Line, rowAt, signed, type Step, whatChanged } from "./model.js";
import styles from "./steps.module.css";

export interface StepListProps {
  readonly answer: Comparison;
  readonly lines: readonly Line[];
  readonly selected: number | null;
  readonly onSelect: (row: number) => void;
  /** Opens the fold that begins at a row. */
  readonly onOpen: (from: number) => void;
}

const ROW_PX = 28;
const MARK_PX = 24;
/** Under this width the cost, then the tokens, give way. */
const WIDE_PX = 760;
const NARROW_PX = 620;
const SIGNS = { changed: "not-equal", removed: "minus", added: "plus" } as const;

/** The rows of the comparison: the left run's step, how it compares, the right run's step, and the differences in figures. */
export function StepList({ answer, lines, selected, onSelect, onOpen }: StepListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.type === "mark" ? MARK_PX : ROW_PX),
    overscan: 12,
    scrollPaddingStart: MARK_PX,
  });
  useEffect(() => virtual.measure(), [virtual, lines]);
  const rows = useMemo(() => lines.flatMap((line) => (line.type === "row" ? [line.row] : [])), [lines]);
  // The list moves for a selection, not because lines were opened.
  const present = useRef(lines);
  useLayoutEffect(() => {
    present.current = lines;
  });
  useEffect(() => {
    const at = present.current.findIndex((line) => line.type === "row" && line.row === selected);
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [selected, virtual]);
  const focusSelected = () =>
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>("[aria-selected=true]")?.focus());
  const hidden = { cost: width > 0 && width < WIDE_PX, tokens: width > 0 && width < NARROW_PX };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || rows.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = selected === null ? -1 : rows.indexOf(selected);
    const row = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (row === undefined) return;
    onSelect(row);
    focusSelected();
  };
  const actions = useRef<RowActions>({ select: onSelect, press: onKeyDown });
  useLayoutEffect(() => {
    actions.current = { select: onSelect, press: onKeyDown };
  });
  if (lines.length === 0)
    return <EmptyState title="Neither run has a step" hint="Their spans are neither agents nor calls." />;
  const tracks = `minmax(0, 1fr) 28px minmax(0, 1fr) 76px${hidden.tokens ? "" : " 64px"}${hidden.cost ? "" : " 72px"}`;
  return (
    <div className={styles.table} role="table" aria-label="Steps" aria-rowcount={lines.length + 1}>
      <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: tracks }}>
        <span role="columnheader">Left run</span>
        <span role="columnheader" className={styles.hidden}>
          How they compare
        </span>
        <span role="columnheader">Right run</span>
        <span role="columnheader">Time</span>
        {hidden.tokens ? null : <span role="columnheader">Tokens</span>}
        {hidden.cost ? null : <span role="columnheader">Cost</span>}
      </div>
      <ScrollBox ref={scroller} className={styles.scroller} role="rowgroup">
        <div style={{ height: virtual.getTotalSize(), position: "relative" }} role="presentation">
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            const place = { transform: `translateY(${item.start}px)`, height: item.size };
            return line.type === "row" ? (
              <Row
                key={`r${line.row}`}
                answer={answer}
                at={line.row}
                index={item.index}
                topPx={item.start}
                tracks={tracks}
                hasTokens={!hidden.tokens}
                hasCost={!hidden.cost}
                isSelected={line.row === selected}
                isTabStop={line.row === (selected ?? rows[0])}
                actions={actions}
              />
            ) : line.type === "fold" ? (
              <div
                key={`f${line.from}`}
                role="row"
                aria-rowindex={item.index + 2}
                className={styles.fold}
                style={place}
              >
                <span role="cell">
                  <button type="button" aria-expanded={false} onClick={() => onOpen(line.from)}>
                    <Icon name="chevron-right" size={12} />
                    {formatCounted(line.to - line.from, "equal step")}
                  </button>
                </span>
              </div>
            ) : (
              <div key={`m${line.row}`} role="row" aria-rowindex={item.index + 2} className={styles.mark} style={place}>
                <span role="cell">{line.words}</span>
              </div>
            );
          })}
        </div>
      </ScrollBox>
    </div>
  );
}

interface RowProps {
  readonly answer: Comparison;
  /** The row of the comparison, and its line in the list. */
  readonly at: number;
  readonly index: number;
  readonly topPx: number;
  readonly tracks: string;
  readonly hasTokens: boolean;
  readonly hasCost: boolean;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  /** Always the same object, with what holds now: rows in sight are not drawn again while the list scrolls. */
  readonly actions: { readonly current: RowActions };
}
interface RowActions {
  readonly select: (row: number) => void;
  readonly press: (event: KeyboardEvent) => void;
}

const Row = memo(function Row(props: RowProps) {
  const { answer, at, index, topPx, tracks, hasTokens, hasCost, isSelected, isTabStop, actions } = props;
  const row = rowAt(answer, at);
  const { left, right, verdict } = row;
  const delta = (of: (step: Step) => number, format: (value: number) => string) =>
    left === null || right === null ? "" : signed(of(left), of(right), format);
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      className={classes(styles.row, isSelected && styles.selected)}
      style={{ transform: `translateY(${topPx}px)`, height: ROW_PX, gridTemplateColumns: tracks }}
      onClick={() => actions.current.select(at)}
      onKeyDown={(event) => actions.current.press(event)}
    >
      <StepCell step={left} isTinted={verdict === "removed"} />
      <span role="cell" className={styles.sign} title={whatChanged(row)} aria-label={whatChanged(row)}>
        {verdict === "same" ? null : <Icon name={SIGNS[verdict]} size={14} />}
      </span>
      <StepCell step={right} isTinted={verdict === "added"} />
      <span role="cell" className={styles.figure}>
        {delta((step) => step.durationNs, formatDuration)}
      </span>
      {!hasTokens ? null : (
        <span role="cell" className={styles.figure}>
          {delta((step) => step.tokens, formatNumber)}
        </span>
      )}
      {!hasCost ? null : (
        <span role="cell" className={styles.figure}>
          {delta((step) => step.costUsd, formatCost)}
        </span>
      )}
    </div>
  );
});

const INDENT_PX = 12;
const MOST_INDENTS = 6;

function StepCell({ step, isTinted }: { readonly step: Step | null; readonly isTinted: boolean }) {
  if (step === null) return <span role="cell" aria-label="no such step" className={styles.none} />;
  const agent = step.agent === null || step.agent === step.subject ? null : step.agent;
  const detail = step.detail ?? step.model;
  return (
    <span
      role="cell"
      className={classes(styles.step, isTinted && styles.tinted)}
      style={{ paddingLeft: 8 + Math.min(step.depth, MOST_INDENTS) * INDENT_PX }}
    >
      <KindIcon kind={step.kind} failed={step.failed} />
      <span className={step.failed ? styles.failed : styles.subject}>{step.subject}</span>
      <span className={styles.detail}>{detail === step.subject ? (agent ?? "") : (detail ?? agent ?? "")}</span>
      <span className={styles.took}>{Number.isNaN(step.durationNs) ? "" : formatDuration(step.durationNs)}</span>
    </span>
  );
}
