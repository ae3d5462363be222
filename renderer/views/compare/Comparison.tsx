import { useDeferredValue, useEffect, useMemo, useState } from "react";
import type { Comparison as Answer } from "../../../shared/contract/compare.js";
import type { TraceId } from "../../../shared/model/ids.js";
import { useEngineQuery } from "../../data/engine.js";
import { formatCounted, formatNumber } from "../../lib/format.js";
import { AddToIncidentButton } from "../../results/AddToIncidentButton.js";
import { useEvidence } from "../../state/add-to-incident.js";
import { chordFor, useCommand } from "../../state/commands.js";
import { currentRoute, linkTo, navigate } from "../../state/navigation.js";
import { setPreferences, usePreferences } from "../../state/preferences.js";
import { noteComparison } from "../../state/recent-comparisons.js";
import { compareRoute, type CompareRoute } from "../../state/route.js";
import { TopBarPart } from "../../state/TopBarPart.js";
import { Button } from "../../ui/Button.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { Icon } from "../../ui/Icon.js";
import { IconButton } from "../../ui/IconButton.js";
import { InspectorPanel } from "../../ui/InspectorPanel.js";
import { Segmented } from "../../ui/Segmented.js";
import { Skeleton } from "../../ui/Skeleton.js";
import styles from "./compare.module.css";
import { CompareCrumb } from "./CompareCrumb.js";
import { differencesOf, type Differences, foldOver, linesOf, rowAt, rowOfSpan, stepDifference } from "./model.js";
import { RunsHeader } from "./RunsHeader.js";
import { StepDetail } from "./StepDetail.js";
import { StepList } from "./StepList.js";

export interface ComparisonProps {
  readonly route: CompareRoute;
  readonly left: TraceId;
  readonly right: TraceId;
}

/** Two runs, aligned on their steps. */
export function Comparison({ route, left, right }: ComparisonProps) {
  const answer = useEngineQuery("compare.runs", { left, right }, { keepPrevious: true });
  const here =
    answer.data?.left.summary.traceId === left && answer.data.right.summary.traceId === right ? answer.data : undefined;
  useEffect(() => {
    if (here === undefined) return;
    const runOf = ({ summary }: Answer["left"]) => ({ traceId: summary.traceId, title: summary.title });
    noteComparison({ left: runOf(here.left), right: runOf(here.right) });
  }, [here]);
  return (
    <>
      <TopBarPart>
        <CompareCrumb />
      </TopBarPart>
      {answer.error !== null ? (
        <div className={styles.state}>
          <ErrorPanel
            title={
              answer.error.code === "NOT_FOUND"
                ? "One of the two runs is not in the workspace"
                : "The runs could not be compared"
            }
            failure={answer.error.toData()}
            onRetry={() => void answer.refetch()}
            actions={<a {...linkTo(compareRoute())}>Choose two runs</a>}
          />
        </div>
      ) : here === undefined ? (
        <div className={styles.state}>
          <Skeleton label="Comparing the runs" rows={18} rowHeightPx={28} />
        </div>
      ) : (
        <Page key={`${left} ${right}`} route={route} answer={here} />
      )}
    </>
  );
}

const SHOWN = [
  { id: "differences", label: "Differences" },
  { id: "all", label: "All steps" },
] as const;

function Page({ route, answer }: { readonly route: CompareRoute; readonly answer: Answer }) {
  const widthPx = usePreferences((preferences) => preferences.inspectorWidthPx);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [closed, setClosed] = useState(false);
  const differences = useMemo(() => differencesOf(answer.verdict), [answer]);
  const lines = useMemo(
    () => linesOf(answer.verdict, differences, route.all, opened),
    [answer, differences, route.all, opened],
  );
  const selected = useMemo(() => rowOfSpan(answer, route.span), [answer, route.span]);
  const shown = useDeferredValue(selected);
  const { left, right } = answer;

  const select = (row: number | null) => {
    if (row === null) return;
    setClosed(false);
    const fold = foldOver(lines, row);
    if (fold !== null) setOpened((before) => new Set(before).add(fold));
    const step = rowAt(answer, row);
    const now = currentRoute();
    if (now.page === "compare") navigate({ ...now, span: (step.left ?? step.right)?.spanId }, { replace: true });
  };
  const runs = { left: left.summary.traceId, right: right.summary.traceId };
  useEvidence(() => [
    {
      id: "comparison",
      label: "Comparison",
      detail: `${left.summary.title}, ${right.summary.title}`,
      what: { type: "comparison", ...runs },
      rank: 0,
    },
  ]);
  const swap = () => navigate({ ...route, left: right.summary.traceId, right: left.summary.traceId, span: undefined });
  const nothing = differences.rows.length === 0 ? "the runs are the same" : null;
  useCommand("difference-next", () => select(stepDifference(differences.rows, selected, 1)), { unavailable: nothing });
  useCommand("difference-previous", () => select(stepDifference(differences.rows, selected, -1)), {
    unavailable: nothing,
  });
  useCommand("difference-first", () => select(differences.first), { unavailable: nothing });
  useCommand("compare-swap", swap);
  useCommand("close", () => setClosed(true), { unavailable: selected === null || closed ? "it is closed" : null });

  const step = (by: 1 | -1) => {
    const rows = lines.flatMap((line) => (line.type === "row" ? [line.row] : []));
    select(stepDifference(rows, selected, by));
  };
  useCommand("row-next", () => step(1));
  useCommand("row-previous", () => step(-1));
  return (
    <div className={styles.page}>
      <section className={styles.center} aria-label="Comparison">
        <RunsHeader left={left} right={right} onSwap={swap} />
        <div className={styles.toolbar}>
          <Segmented
            label="Which steps are shown"
            items={SHOWN}
            value={route.all ? "all" : "differences"}
            onChange={(id) => navigate({ ...route, all: id === "all" }, { replace: true })}
          />
          <Counts differences={differences} />
          <Cautions answer={answer} />
          <span className={styles.space} />
          <AddToIncidentButton />
          <Button disabled={nothing !== null} onClick={() => select(differences.first)}>
            First difference
          </Button>
          <IconButton
            icon="chevron-up"
            label="Previous difference"
            chord={chordFor("difference-previous")}
            disabled={nothing !== null}
            onClick={() => select(stepDifference(differences.rows, selected, -1))}
          />
          <IconButton
            icon="chevron-down"
            label="Next difference"
            chord={chordFor("difference-next")}
            disabled={nothing !== null}
            onClick={() => select(stepDifference(differences.rows, selected, 1))}
          />
        </div>
        <StepList
          answer={answer}
          lines={lines}
          selected={selected}
          onSelect={select}
          onOpen={(from) => setOpened((before) => new Set(before).add(from))}
        />
      </section>
      {shown === null || closed ? null : (
        <InspectorPanel
          onClose={() => setClosed(true)}
          widthPx={widthPx}
          onWidthChange={(inspectorWidthPx) => setPreferences({ inspectorWidthPx })}
        >
          <StepDetail
            key={shown}
            left={left.summary.traceId}
            right={right.summary.traceId}
            row={rowAt(answer, shown)}
            onClose={() => setClosed(true)}
          />
        </InspectorPanel>
      )}
    </div>
  );
}

function Counts({ differences: { counts, rows } }: { readonly differences: Differences }) {
  if (rows.length === 0) {
    return <span className={styles.counts}>The runs are the same in {formatCounted(counts.same, "step")}</span>;
  }
  return (
    <span className={styles.counts} role="status">
      <Icon name="not-equal" size={12} /> {formatNumber(counts.changed)} changed <Icon name="minus" size={12} />{" "}
      {formatNumber(counts.removed)} only left <Icon name="plus" size={12} /> {formatNumber(counts.added)} only right{" "}
      <span className={styles.wide}>of {formatCounted(rows.length + counts.same, "step")}</span>
    </span>
  );
}

/** What the reader must know of the answer, where it is not the whole or not the best. */
function Cautions({ answer: { left, right, exact } }: { readonly answer: Answer }) {
  const cut = [left, right].find((run) => run.total > run.steps.spanId.length);
  const words =
    cut !== undefined
      ? `The first ${formatNumber(cut.steps.spanId.length)} of ${formatNumber(cut.total)} steps are compared`
      : exact
        ? null
        : "Aligned part by part";
  if (words === null) return null;
  return (
    <span
      className={styles.caution}
      title="The runs are so long and differ so much that more steps may be in common than were found."
    >
      <Icon name="info" size={14} /> {words}
    </span>
  );
}
