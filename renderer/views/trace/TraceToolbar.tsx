import { chordFor } from "../../state/commands.js";
import type { TraceView } from "../../state/route.js";
import { Checkbox } from "../../ui/Checkbox.js";
import { IconButton } from "../../ui/IconButton.js";
import { Segmented } from "../../ui/Segmented.js";
import { setTraceLayout, useTraceLayout } from "./layout.js";
import type { ShownViews } from "./layout.js";
import styles from "./trace.module.css";

const VIEWS = [
  { id: "timeline", label: "Timeline", hint: "Timeline, 1" },
  { id: "graph", label: "Graph", hint: "Graph, 2" },
  { id: "transcript", label: "Transcript", hint: "Transcript, 4" },
] as const;

export interface TraceToolbarProps {
  readonly shown: ShownViews;
  readonly onPick: (view: TraceView) => void;
  readonly onSplit: () => void;
  readonly errors: number;
  readonly onNextError: () => void;
  /** The timeline is on the screen: what belongs to it is shown too. */
  readonly timeline: boolean;
  readonly onFit: () => void;
}

/** Which views are shown, and what can be done in them. */
export function TraceToolbar(props: TraceToolbarProps) {
  const { shown, timeline } = props;
  const showPath = useTraceLayout((layout) => layout.showPath);
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
      {timeline ? (
        <span className={styles.wide}>
          <Checkbox checked={showPath} onChange={(checked) => setTraceLayout({ showPath: checked })}>
            Critical path
          </Checkbox>
        </span>
      ) : null}
      {timeline ? <span className={`${styles.wide} ${styles.rule}`} /> : null}
      <IconButton
        icon="error"
        label={props.errors === 0 ? "No errors in this trace" : "Next error"}
        chord={props.errors === 0 ? undefined : chordFor("next-error")}
        disabled={props.errors === 0}
        onClick={props.onNextError}
      />
      {timeline ? <IconButton icon="fit" label="Show the whole time" chord="0" onClick={props.onFit} /> : null}
    </div>
  );
}
