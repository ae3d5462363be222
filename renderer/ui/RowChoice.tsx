import { useEffect, useRef } from "react";
import { classes } from "../lib/classes.js";
import styles from "./RowChoice.module.css";
import type { VirtualColumn } from "./VirtualTable.js";

/** How several rows of a table are chosen. */
export interface RowChoosing<Row> {
  readonly isChosen: (row: Row) => boolean;
  /** True while some rows are chosen, and where all are. */
  readonly some: boolean;
  readonly all: boolean;
  /** What a row is called, for those who hear its checkbox. */
  readonly nameOf: (row: Row) => string;
  /** Chooses a row, or leaves it out; `extend` chooses all from the one before to it. */
  readonly onChoose: (row: Row, index: number, extend: boolean) => void;
  readonly onAll: (all: boolean) => void;
}

/** The column of checkboxes: there for the pointer and the keyboard, out of sight while nothing is chosen. */
export function choiceColumn<Row>(choosing: RowChoosing<Row>): VirtualColumn<Row> {
  const { some, all, onAll } = choosing;
  return {
    id: "chosen",
    label: "Chosen",
    track: "14px",
    head: <Box label="Choose all rows" checked={all} partly={some && !all} shown={some} onChange={() => onAll(!all)} />,
    cell: (row, index) => (
      <Box
        label={`Choose ${choosing.nameOf(row)}`}
        checked={choosing.isChosen(row)}
        shown={some}
        onChange={(extend) => choosing.onChoose(row, index, extend)}
      />
    ),
  };
}

interface BoxProps {
  readonly label: string;
  readonly checked: boolean;
  /** Some rows are chosen, not all. */
  readonly partly?: boolean;
  readonly shown: boolean;
  readonly onChange: (extend: boolean) => void;
}

function Box({ label, checked, partly = false, shown, onChange }: BoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = partly;
  }, [partly]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={label}
      className={classes(styles.box, shown && styles.shown)}
      checked={checked}
      // The row would select itself: its keys and its clicks are not meant.
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        if (event.key === " ") event.stopPropagation();
      }}
      onChange={(event) => onChange((event.nativeEvent as MouseEvent).shiftKey)}
    />
  );
}
