import { classes } from "../../../lib/classes.js";
import { formatCounted, formatDuration } from "../../../lib/format.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { TextMark } from "../../../ui/TextMark.js";
import { Utterance } from "../../../ui/Utterance.js";
import { useHighlight } from "../../../ui/highlight-context.js";
import { kindAt } from "../structure.js";
import type { Work, WorkLine } from "./between.js";
import { timeOf } from "./clock.js";
import { FoldHead } from "./GroupBlock.js";
import { ownerOf, rowOf, type Script, subjectOf } from "./outline.js";
import styles from "./transcript.module.css";
import type { WordsOf } from "./use-transcript.js";

export interface WorkBlockProps {
  readonly script: Script;
  readonly words: WordsOf;
  readonly selectedRow: number | null;
  readonly onSelect: (row: number) => void;
  readonly work: Work;
  readonly open: boolean;
  /** The lines that are shown, open or folded. */
  readonly lines: readonly WorkLine[];
  readonly onOpen: (open: boolean) => void;
}

/** The work of an agent in short: a line a call. */
export function WorkBlock({ script, words, selectedRow, onSelect, work, open, lines, onOpen }: WorkBlockProps) {
  const highlight = useHighlight();
  const owner = ownerOf(script, work.entry);
  const atNs = script.outline.atNs[work.entry] ?? 0;
  return (
    <Utterance
      {...timeOf(script, atNs)}
      icon={<KindIcon kind={owner < 0 ? kindAt(script.structure, rowOf(script, work.entry)) : "agent"} />}
      selected={false}
      onSelect={() => onSelect(rowOf(script, work.entry))}
    >
      <FoldHead open={open} onOpen={onOpen} name={work.agent} errors={work.errors}>
        {formatCounted(work.calls, "call")}, {formatDuration(work.durationNs)}
      </FoldHead>
      {lines.length === 0 ? null : (
        <ul className={styles.lines}>
          {lines.map((line) => {
            const error = line.failed ? (script.structure.table.error[line.row] ?? "") : "";
            const text = error === "" ? oneLine(words(line.telling)?.text ?? "") : error;
            return (
              <li key={line.row}>
                <button
                  type="button"
                  aria-pressed={line.row === selectedRow}
                  className={classes(styles.line, line.row === selectedRow && styles.selectedLine)}
                  onClick={() => onSelect(line.row)}
                >
                  <KindIcon kind={kindAt(script.structure, line.row)} failed={line.failed} />
                  <span className={styles.subject}>{subjectOf(script, line.entry)}</span>
                  <span className={line.failed ? styles.lineError : styles.lineWords}>
                    {highlight === undefined ? text : <TextMark text={text} marks={highlight(text)} />}
                  </span>
                  <span className={styles.lineTime}>
                    {line.durationNs === null ? "" : formatDuration(line.durationNs)}
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </Utterance>
  );
}

function oneLine(text: string): string {
  return text.slice(0, 200).replace(/\s+/g, " ").trim();
}
