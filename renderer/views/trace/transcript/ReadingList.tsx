import { useCallback, useMemo, useState } from "react";
import type { TraceId } from "../../../../shared/model/ids.js";
import { EntryList } from "./EntryList.js";
import { GroupBlock } from "./GroupBlock.js";
import { rowOf, type Script } from "./outline.js";
import { groupsOver, isAbout, isOpen, type Reading, type ReadingLine, readingLines } from "./reading.js";
import { SaidBlock } from "./SaidBlock.js";
import styles from "./transcript.module.css";
import { useWords } from "./use-transcript.js";

export interface ReadingListProps {
  readonly traceId: TraceId;
  readonly script: Script;
  readonly reading: Reading;
  /** Groups that the reader opened (true) or folded, by the row of their agent. */
  readonly chosen: ReadonlyMap<number, boolean>;
  readonly onChosen: (chosen: ReadonlyMap<number, boolean>) => void;
  readonly selectedRow: number | null;
  readonly matches: ReadonlySet<number>;
  readonly onSelect: (row: number) => void;
}

/** Everything that was said, sub-agents as groups that fold. */
export function ReadingList(props: ReadingListProps) {
  const { traceId, script, reading, chosen, onChosen, selectedRow, matches, onSelect } = props;
  const entryOfRow = useMemo(() => firstEntries(script), [script]);
  // A span that is selected elsewhere opens the groups that hide it, once.
  const [openedFor, setOpenedFor] = useState<number | null>(null);
  if (selectedRow !== null && selectedRow !== openedFor) {
    setOpenedFor(selectedRow);
    const entry = entryOfRow[selectedRow] ?? -1;
    const over = entry < 0 ? [] : groupsOver(reading, entry);
    // An agent's own span is its group's head: that one may stay folded.
    const hiding = over.filter((group) => group.agentRow !== selectedRow && !isOpen(group, chosen));
    if (hiding.length > 0) onChosen(new Map([...chosen, ...hiding.map((group) => [group.agentRow, true] as const)]));
  }
  const lines = useMemo(() => readingLines(reading, chosen), [reading, chosen]);
  const selectedIndex = useMemo(
    () => (selectedRow === null ? -1 : lines.findIndex((line) => isAbout(script, line.item, selectedRow, chosen))),
    [lines, script, selectedRow, chosen],
  );
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const onRange = useCallback((first: number, last: number) => setRange([first, last]), []);
  const words = useWords(traceId, lines.slice(range[0], range[1] + 1).flatMap(entriesOf));

  // What is selected here is in sight already: it opens nothing.
  const select = useCallback(
    (row: number) => {
      setOpenedFor(row);
      onSelect(row);
    },
    [onSelect],
  );
  const fold = (line: ReadingLine | undefined, open: boolean): boolean => {
    if (line?.item.type !== "group" || isOpen(line.item.group, chosen) === open) return false;
    onChosen(new Map(chosen).set(line.item.group.agentRow, open));
    return true;
  };
  return (
    <EntryList
      count={lines.length}
      keyOf={(index) => lines[index]?.key ?? `${index}`}
      selectedRow={selectedRow}
      selectedIndex={selectedIndex}
      subject="all"
      onRange={onRange}
      onStep={(from, by) => {
        let at = Math.min(Math.max(from + by, 0), lines.length - 1);
        const rowAt = (index: number) => rowOfLine(script, lines[index]);
        while (rowAt(at) === selectedRow && at + by >= 0 && at + by < lines.length) at += by;
        const row = rowAt(at);
        if (row !== null) select(row);
      }}
      onFold={(index, open) => fold(lines[index], open)}
    >
      {(index) => {
        const line = lines[index];
        if (line === undefined) return null;
        const { item, level } = line;
        return (
          <div className={level === 0 ? undefined : styles.nested} style={{ marginLeft: Math.min(level, 8) * 18 }}>
            {item.type === "group" ? (
              <GroupBlock
                script={script}
                group={item.group}
                first={words(item.group.first)}
                last={words(item.group.last)}
                isSelected={index === selectedIndex}
                matches={matches}
                open={isOpen(item.group, chosen)}
                onSelect={select}
                onOpen={(open) => fold(line, open)}
              />
            ) : (
              <SaidBlock
                script={script}
                item={item}
                said={words(item.type === "call" && item.call >= 0 ? item.call : item.entry)}
                result={item.type === "call" && item.result >= 0 ? words(item.result) : undefined}
                isSelected={rowOf(script, item.entry) === selectedRow}
                onSelect={select}
              />
            )}
          </div>
        );
      }}
    </EntryList>
  );
}

function firstEntries(script: Script): Int32Array {
  const first = new Int32Array(script.structure.rowCount).fill(-1);
  for (let entry = script.outline.row.length - 1; entry >= 0; entry--) first[rowOf(script, entry)] = entry;
  return first;
}

function rowOfLine(script: Script, line: ReadingLine | undefined): number | null {
  if (line === undefined) return null;
  return line.item.type === "group" ? line.item.group.agentRow : rowOf(script, line.item.entry);
}

/** The entries whose words a line shows. */
function entriesOf({ item }: ReadingLine): readonly number[] {
  const entries =
    item.type === "group"
      ? [item.group.first, item.group.last]
      : item.type === "call"
        ? [item.call, item.result]
        : [item.entry];
  return entries.filter((entry) => entry >= 0);
}
