import type { ReactNode } from "react";
import type { TranscriptEntry } from "../../../../shared/contract/traces.js";
import { formatCounted, formatDuration, formatNumber } from "../../../lib/format.js";
import { Icon } from "../../../ui/Icon.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { TextMark } from "../../../ui/TextMark.js";
import { Utterance } from "../../../ui/Utterance.js";
import { useHighlight } from "../../../ui/highlight-context.js";
import { failedAt, subtreeEndOf } from "../structure.js";
import { timeOf } from "./clock.js";
import { type Script, speakerOf } from "./outline.js";
import type { AgentGroup } from "./reading.js";
import styles from "./transcript.module.css";

export interface GroupBlockProps {
  readonly script: Script;
  readonly group: AgentGroup;
  /** Its first and its last words; undefined while they are on their way. */
  readonly first: TranscriptEntry | undefined;
  readonly last: TranscriptEntry | undefined;
  readonly isSelected: boolean;
  readonly matches: ReadonlySet<number>;
  readonly open: boolean;
  readonly onSelect: (row: number) => void;
  readonly onOpen: (open: boolean) => void;
}

/** The head of a sub-agent's group; while it is folded with its first and its last words. */
export function GroupBlock(props: GroupBlockProps) {
  const { script, group, first, last, isSelected, matches, open, onSelect, onOpen } = props;
  const { structure } = script;
  const { agentRow } = group;
  const atNs = structure.startNs[agentRow] ?? 0;
  const end = subtreeEndOf(structure, agentRow);
  return (
    <Utterance
      {...timeOf(script, atNs)}
      icon={<KindIcon kind="agent" failed={failedAt(structure, agentRow)} />}
      selected={isSelected}
      onSelect={() => onSelect(agentRow)}
    >
      <FoldHead open={open} onOpen={onOpen} name={group.agent} errors={group.errors}>
        {formatCounted(group.calls, "call")}, {formatDuration(group.durationNs)}
        {open ? null : <Hits matches={matches} from={agentRow} to={end} />}
      </FoldHead>
      {open || group.first < 0 ? null : (
        <div className={styles.ends}>
          <End speaker={speakerOf(script, group.first)} said={first} />
          {group.last === group.first ? null : <End speaker={speakerOf(script, group.last)} said={last} />}
        </div>
      )}
    </Utterance>
  );
}

function Hits({
  matches,
  from,
  to,
}: {
  readonly matches: ReadonlySet<number>;
  readonly from: number;
  readonly to: number;
}) {
  if (matches.size === 0) return null;
  let count = 0;
  for (const row of matches) if (row >= from && row < to) count++;
  return count === 0 ? null : <span className={styles.hits}>{formatCounted(count, "hit")}</span>;
}

function End({ speaker, said }: { readonly speaker: string; readonly said: TranscriptEntry | undefined }) {
  const highlight = useHighlight();
  const line = said?.text.slice(0, 400).replace(/\s+/g, " ").trim() ?? "";
  return (
    <div className={styles.end}>
      <span className={styles.endSpeaker}>{speaker}</span>
      <span className={styles.endWords} dir="auto">
        {highlight === undefined ? line : <TextMark text={line} marks={highlight(line)} />}
      </span>
    </div>
  );
}

export interface FoldHeadProps {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly name: string;
  readonly errors: number;
  /** Its figures. */
  readonly children: ReactNode;
}

/** The heading of a group: a button that folds it, its figures, and how often something failed in it. */
export function FoldHead({ open, onOpen, name, errors, children }: FoldHeadProps) {
  return (
    <div className={styles.heading}>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => onOpen(!open)}>
        <Icon name={open ? "chevron-down" : "chevron-right"} size={12} />
        <span className={styles.speaker}>{name}</span>
        <span className={styles.figures}>{children}</span>
      </button>
      <span className={styles.space} />
      {errors === 0 ? null : (
        <span className={styles.errors} title={formatCounted(errors, "error")}>
          <Icon name="error" size={12} />
          {formatNumber(errors)}
        </span>
      )}
    </div>
  );
}
