import { formatNumber } from "../../lib/format.js";
import styles from "./inspector.module.css";
import type { Line } from "./lines.js";
import { countOf, type NetworkNode } from "./model.js";
import { NodeName } from "./PartName.js";
import type { Drawing } from "./stacks.js";
import { EDGE_WORDS } from "./words.js";

interface NeighboursProps {
  readonly node: NetworkNode;
  readonly all: Drawing;
  readonly onSelectLine: (line: Line) => void;
}

const MOST = 60;

/** The lines that lead to a node and from it, most used first; each opens what went over it. */
export function Neighbours({ node, all, onSelectLine }: NeighboursProps) {
  const into = all.lines.filter((line) => line.to === node.key);
  const out = all.lines.filter((line) => line.from === node.key && line.to !== node.key);
  return (
    <>
      <Side title="Comes from" lines={into} otherOf={(line) => line.from} all={all} onSelectLine={onSelectLine} />
      <Side title="Goes to" lines={out} otherOf={(line) => line.to} all={all} onSelectLine={onSelectLine} />
    </>
  );
}

interface SideProps {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly otherOf: (line: Line) => string;
  readonly all: Drawing;
  readonly onSelectLine: (line: Line) => void;
}

function Side({ title, lines, otherOf, all, onSelectLine }: SideProps) {
  if (lines.length === 0) return null;
  const sorted = lines.toSorted((a, b) => countOf(b) - countOf(a));
  return (
    <>
      <h3 className={styles.section}>{title}</h3>
      <ul className={styles.neighbours}>
        {sorted.slice(0, MOST).map((line) => {
          const other = all.nodes.find((node) => node.key === otherOf(line));
          return (
            <li key={line.id}>
              <button type="button" onClick={() => onSelectLine(line)}>
                <span className={styles.verb}>{EDGE_WORDS[line.type]}</span>
                <NodeName type={other?.type ?? "tool"} name={other?.name ?? otherOf(line)} />
                <span className={styles.times}>{formatNumber(countOf(line))}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {sorted.length > MOST ? <p className={styles.none}>and {formatNumber(sorted.length - MOST)} more</p> : null}
    </>
  );
}
