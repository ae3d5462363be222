import { useMemo } from "react";
import type { ReactNode } from "react";
import type { TraceId } from "../../../../shared/model/ids.js";
import { currentRoute, navigate, useRoute } from "../../../state/navigation.js";
import type { TranscriptMode } from "../../../state/route.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Segmented } from "../../../ui/Segmented.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import type { TraceStructure } from "../structure.js";
import { BetweenList } from "./BetweenList.js";
import { ReadingList } from "./ReadingList.js";
import { isOpen, readingOf } from "./reading.js";
import styles from "./transcript.module.css";
import { useGroups } from "./use-groups.js";
import { useScript } from "./use-transcript.js";

export interface TranscriptViewProps {
  readonly traceId: TraceId;
  readonly structure: TraceStructure;
  readonly selectedRow: number | null;
  readonly onSelect: (row: number) => void;
  readonly matches: ReadonlySet<number>;
  readonly actions?: ReactNode;
}

const MODES = [
  { id: "all", label: "All" },
  { id: "between", label: "Between agents" },
] as const;

/** The run as it is read: who said what to whom, with calls as cards and sub-agents folded. */
export function TranscriptView({ traceId, structure, selectedRow, onSelect, matches, actions }: TranscriptViewProps) {
  const route = useRoute();
  const mode: TranscriptMode = route.page === "trace" ? route.talk : "all";
  const [chosen, setChosen] = useGroups(route.page === "trace" ? route.groups : undefined);
  const setMode = (talk: TranscriptMode) => {
    const now = currentRoute();
    if (now.page === "trace") navigate({ ...now, talk }, { replace: true });
  };
  const { script, error, retry } = useScript(traceId, structure);
  const reading = useMemo(() => (script === null ? null : readingOf(script)), [script]);
  const folded = reading?.groups.some((group) => !isOpen(group, chosen)) ?? false;
  return (
    <section aria-label="Transcript" className={styles.transcript}>
      <div className={styles.bar}>
        <h2>Transcript</h2>
        <Segmented label="What is shown" items={MODES} value={mode} onChange={setMode} />
        {reading === null || reading.groups.length === 0 || mode !== "all" ? null : (
          <Button
            look="quiet"
            onClick={() => setChosen(new Map(reading.groups.map((group) => [group.agentRow, folded])))}
          >
            {folded ? "Unfold agents" : "Fold agents"}
          </Button>
        )}
        <span className={styles.space} />
        {actions}
      </div>
      {error !== null && script === null ? (
        <div className={styles.message}>
          <ErrorPanel title="The transcript could not be read" failure={error.toData()} onRetry={retry} />
        </div>
      ) : script === null || reading === null ? (
        <Skeleton label="Loading the transcript" rows={8} rowHeightPx={56} twoLines />
      ) : script.outline.row.length === 0 ? (
        <EmptyState
          title="Nothing was said"
          hint="No span of this run recorded a message, a call or a document."
          compact
        />
      ) : mode === "all" ? (
        <ReadingList
          traceId={traceId}
          script={script}
          reading={reading}
          chosen={chosen}
          onChosen={setChosen}
          selectedRow={selectedRow}
          matches={matches}
          onSelect={onSelect}
        />
      ) : (
        <BetweenList traceId={traceId} script={script} selectedRow={selectedRow} onSelect={onSelect} />
      )}
    </section>
  );
}
