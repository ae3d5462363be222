import { useCallback, useMemo, useState } from "react";
import type { TraceId } from "../../../../shared/model/ids.js";
import { type BetweenItem, betweenAgents, tellingLines } from "./between.js";
import { EntryList } from "./EntryList.js";
import { rowOf, type Script } from "./outline.js";
import { SaidBlock } from "./SaidBlock.js";
import { useWords } from "./use-transcript.js";
import { WorkBlock } from "./WorkBlock.js";

export interface BetweenListProps {
  readonly traceId: TraceId;
  readonly script: Script;
  readonly selectedRow: number | null;
  readonly onSelect: (row: number) => void;
}

/** Up to so many lines of work stand open without a click. */
const FEW_LINES = 6;
const MOST_LINES = 500;

/** What passed between agents; what each did in between is a few lines. */
export function BetweenList({ traceId, script, selectedRow, onSelect }: BetweenListProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const items = useMemo(() => betweenAgents(script), [script]);
  const selectedIndex = useMemo(
    () => (selectedRow === null ? -1 : items.findIndex((item) => rowsOf(script, item).includes(selectedRow))),
    [items, script, selectedRow],
  );
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const onRange = useCallback((first: number, last: number) => setRange([first, last]), []);
  const linesOf = (item: BetweenItem & { readonly type: "work" }) => {
    const open = chosen.get(item.key) ?? item.work.lines.length <= FEW_LINES;
    return { open, lines: open ? item.work.lines.slice(0, MOST_LINES) : tellingLines(item.work, selectedRow) };
  };
  const words = useWords(
    traceId,
    items
      .slice(range[0], range[1] + 1)
      .flatMap((item) => (item.type === "said" ? [item.entry] : linesOf(item).lines.map((line) => line.telling))),
  );
  return (
    <EntryList
      count={items.length}
      keyOf={(index) => items[index]?.key ?? `${index}`}
      selectedRow={selectedRow}
      selectedIndex={selectedIndex}
      subject="between"
      onRange={onRange}
      onStep={(from, by) => {
        const item = items[Math.min(Math.max(from + by, 0), items.length - 1)];
        const row = item === undefined ? undefined : rowsOf(script, item)[0];
        if (row !== undefined) onSelect(row);
      }}
      onFold={(index, open) => {
        const item = items[index];
        if (item?.type !== "work") return false;
        setChosen(new Map(chosen).set(item.key, open));
        return true;
      }}
    >
      {(index) => {
        const item = items[index];
        if (item === undefined) return null;
        if (item.type === "said") {
          return (
            <SaidBlock
              script={script}
              item={item}
              said={words(item.entry)}
              result={undefined}
              isSelected={rowOf(script, item.entry) === selectedRow}
              onSelect={onSelect}
            />
          );
        }
        return (
          <WorkBlock
            script={script}
            words={words}
            selectedRow={selectedRow}
            onSelect={onSelect}
            work={item.work}
            {...linesOf(item)}
            onOpen={(next) => setChosen(new Map(chosen).set(item.key, next))}
          />
        );
      }}
    </EntryList>
  );
}

function rowsOf(script: Script, item: BetweenItem): readonly number[] {
  return item.type === "said" ? [rowOf(script, item.entry)] : item.work.lines.map((line) => line.row);
}
