import { chordFor } from "../../state/commands.js";
import type { TraceRoute, TraceView } from "../../state/route.js";
import { IconButton } from "../../ui/IconButton.js";
import { Segmented } from "../../ui/Segmented.js";
import type { ShownViews } from "./layout.js";
import { LaneKeys } from "./swimlanes/LaneKeys.js";
import { TimeOptions } from "./timeline/TimeOptions.js";
import styles from "./trace.module.css";
import { useNarrow } from "./use-narrow.js";

const VIEWS = [
  { id: "timeline", label: "Timeline", hint: "Timeline, 1" },
  { id: "graph", label: "Graph", hint: "Graph, 2" },
  { id: "swimlanes", label: "Swimlanes", hint: "Swimlanes, 3" },
  { id: "transcript", label: "Transcript", hint: "Transcript, 4" },
] as const;

export interface TraceToolbarProps {
  readonly shown: ShownViews;
  readonly onPick: (view: TraceView) => void;
  readonly onSplit: () => void;
  readonly errors: number;
  readonly onNextError: () => void;
  readonly route: TraceRoute;
  readonly onFit: () => void;
}

/** Which views are shown, and what can be done in them. */
export function TraceToolbar(props: TraceToolbarProps) {
  const { shown } = props;
  const narrow = useNarrow();
  const timeline = shown.view === "timeline" || shown.split === "timeline";
  const lanes = shown.view === "swimlanes" || shown.split === "swimlanes";
  return (
    <div className={styles.toolbar}>
      <Segmented<TraceView>
        label="Views of the trace"
        items={VIEWS}
        value={shown.split === undefined ? shown.view : [shown.view, shown.split]}
        onChange={props.onPick}
      />
      <span className={styles.wide}>
        <IconButton
          icon="split"
          label={shown.split === undefined ? "Split the view in two" : "One view"}
          chord={chordFor("split")}
          onClick={props.onSplit}
        />
      </span>
      <span className={styles.space} />
      {lanes ? <LaneKeys /> : null}
      {timeline || lanes ? <TimeOptions route={props.route} narrow={narrow} timeline={timeline} /> : null}
      {timeline || lanes ? <span className={`${styles.wide} ${styles.rule}`} /> : null}
      <IconButton
        icon="error"
        label={props.errors === 0 ? "No errors in this trace" : "Next error"}
        chord={props.errors === 0 ? undefined : chordFor("next-error")}
        disabled={props.errors === 0}
        onClick={props.onNextError}
      />
      {timeline || lanes ? <IconButton icon="fit" label="Show the whole time" chord="0" onClick={props.onFit} /> : null}
    </div>
  );
}
