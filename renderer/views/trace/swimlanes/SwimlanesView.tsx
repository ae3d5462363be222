import { useCallback, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode, UIEvent } from "react";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import type { TraceId } from "../../../../shared/model/ids.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted } from "../../../lib/format.js";
import { useSize } from "../../../lib/use-size.js";
import { currentRoute, navigate } from "../../../state/navigation.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import type { TraceStructure } from "../structure.js";
import { Legend } from "../timeline/Legend.js";
import { Minimap } from "../timeline/Minimap.js";
import { TimeAxis } from "../timeline/TimeAxis.js";
import { TimeSection } from "../timeline/TimeSection.js";
import time from "../timeline/timeline.module.css";
import type { FoldState } from "../timeline/use-folds.js";
import type { TimeModel } from "../timeline/use-time-model.js";
import { laneStep } from "./keys.js";
import { LaneCanvas } from "./LaneCanvas.js";
import { LaneHeads } from "./LaneHeads.js";
import { agentsElsewhere } from "./contacts.js";
import { findLanes, formatLaneFolds, type Lane, parseLaneFolds } from "./lanes.js";
import { layOutLanes } from "./layout.js";
import { readLanes } from "./model.js";
import { wordsOfMessages } from "./said.js";
import { shownRow } from "./stays.js";
import styles from "./swimlanes.module.css";

export interface SwimlanesViewProps {
  readonly structure: TraceStructure;
  readonly traceId: TraceId;
  readonly time: TimeModel;
  readonly fold: FoldState;
  /** Folded lanes, as the address has them. */
  readonly lanes: string | undefined;
  readonly selectedRow: number | null;
  readonly onSelect: (row: number) => void;
  /** Rows that the words of the search were found in. */
  readonly matches: ReadonlySet<number>;
  /** What a picture of it is called. */
  readonly title: string;
  readonly actions: ReactNode;
}

const SAID_ENTRIES = 2000;
/** The design's width of the names; longer ones get some more. */
const HEAD_PX = { least: 124, most: 200 } as const;
const LETTER_PX = 6.8;
const BESIDE_NAME_PX = 44;

/** What the names of the lanes take: those of all lanes, so that folding moves nothing. */
function headWidthPx(lanes: readonly Lane[]): number {
  const needed = lanes.map(({ name, depth }) => name.length * LETTER_PX + BESIDE_NAME_PX + Math.min(depth, 3) * 4);
  return Math.round(Math.min(HEAD_PX.most, Math.max(HEAD_PX.least, ...needed.slice(0, 1000))));
}

/** A lane an agent on the time axis of the timeline: who worked when, who waited for whom, and who spoke to whom. */
export function SwimlanesView(props: SwimlanesViewProps) {
  const { structure, traceId, selectedRow, onSelect } = props;
  const { camera, drawn } = props.time;
  const scroller = useRef<HTMLDivElement>(null);
  const { heightPx } = useSize(scroller);
  const [scrollPx, setScrollPx] = useState(0);
  const [focused, setFocused] = useState(false);
  const settled = useDeferredValue(structure);
  const asked = useEngineQuery("trace.contacts", { traceId }, { keepPrevious: true });
  const pending = asked.isPending;
  const contacts = asked.data ?? null;
  const found = useMemo(() => findLanes(settled, contacts?.agents, agentsElsewhere(contacts)), [settled, contacts]);
  const folded = useMemo(() => parseLaneFolds(props.lanes), [props.lanes]);
  const model = useMemo(() => readLanes(settled, found, folded, contacts), [settled, found, folded, contacts]);
  const layout = useMemo(() => layOutLanes(model), [model]);
  const transcript = useEngineQuery(
    "trace.transcript",
    { traceId, limit: SAID_ENTRIES },
    { enabled: model.messages.atNs.length > 0, keepPrevious: true },
  );
  const words = useMemo(() => {
    const entries = transcript.data?.entries;
    return entries === undefined ? nothingSaid : wordsOfMessages(model, entries);
  }, [model, transcript.data]);

  const matches = useMemo(
    () => [...new Set(Array.from(props.matches, (row) => shownRow(settled, model.stays, row)))],
    [props.matches, settled, model],
  );

  const setFolds = useCallback((next: ReadonlySet<number>) => {
    const here = currentRoute();
    if (here.page === "trace") navigate({ ...here, lanes: formatLaneFolds(next) }, { replace: true });
  }, []);
  const foldable = found.lanes.filter((lane) => lane.hasInside).map(({ id }) => id);
  const laneOfSelection = (() => {
    if (selectedRow === null) return -1;
    const lane = model.laneOfRow[shownRow(settled, model.stays, selectedRow)] ?? -1;
    return lane < 0 ? -1 : (model.shown[lane] ?? lane);
  })();

  const onReveal = useCallback(
    (lane: number) => {
      const target = scroller.current;
      if (target === null) return;
      const place = layout.placeOf[lane] ?? 0;
      const top = layout.tops[place] ?? 0;
      const bottom = top + (layout.heights[place] ?? 0);
      if (top < target.scrollTop) target.scrollTop = top;
      else if (bottom > target.scrollTop + target.clientHeight) target.scrollTop = bottom - target.clientHeight;
    },
    [layout],
  );

  // A selection that comes from elsewhere is brought into sight, in height and in time.
  const broughtFor = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (heightPx === 0 || pending || selectedRow === null || broughtFor.current === selectedRow) return;
    broughtFor.current = selectedRow;
    if (laneOfSelection < 0) return;
    onReveal(laneOfSelection);
  }, [selectedRow, laneOfSelection, onReveal, heightPx, pending]);
  useEffect(() => {
    if (selectedRow === null) return;
    const { fromNs, toNs } = camera.window;
    const start = drawn.startNs[selectedRow] ?? 0;
    const end = drawn.endNs[selectedRow] ?? 0;
    if (end >= fromNs && start <= toNs) return;
    const half = (toNs - fromNs) / 2;
    camera.set({ fromNs: start - half, toNs: start + half });
  }, [camera, drawn, selectedRow]);

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = laneStep(model, layout, selectedRow, event.key);
    if (row === null) return;
    event.preventDefault();
    event.stopPropagation();
    onSelect(row);
  };
  const pickLane = useCallback(
    (lane: number) => {
      // An agent elsewhere has no span here: what it handed over to is selected, whose links lead there.
      const handed = model.lanes[lane]?.type === "elsewhere" ? model.messages.from.indexOf(lane) : -1;
      const stay = handed >= 0 ? model.messages.stay[handed] : model.placed.lanes[lane]?.stays[0]?.rows[0];
      const row = stay === undefined ? model.placed.lanes[lane]?.calls[0]?.rows[0] : model.stays.row[stay];
      if (row !== undefined) onSelect(row);
    },
    [model, onSelect],
  );
  // The browser scrolls this box by itself to what it brings into sight. All lanes go along, unless the focus brings them already.
  const onHeadScroll = (event: UIEvent<HTMLDivElement>) => {
    const box = event.currentTarget;
    const byPx = box.scrollTop;
    if (byPx === 0) return;
    box.scrollTop = 0;
    if (scroller.current !== null && !box.contains(document.activeElement)) scroller.current.scrollTop += byPx;
  };
  const onFold = useCallback(
    (lane: number, fold: boolean) => {
      const next = new Set(folded);
      if (fold) next.add(lane);
      else next.delete(lane);
      setFolds(next);
    },
    [folded, setFolds],
  );
  const name = selectedRow === null ? null : dictionaryAt(settled.table.name, selectedRow);
  const laneName = model.lanes[laneOfSelection]?.name;
  const label = `${formatCounted(layout.ids.length, "lane")} over time${name === null ? "" : `, ${name} selected${laneName === undefined ? "" : ` in ${laneName}`}`}`;
  const anyFolded = foldable.some((id) => folded.has(id));
  return (
    <TimeSection
      label="Swimlanes"
      camera={camera}
      headWidthPx={headWidthPx(found.lanes)}
      onFocused={setFocused}
      timeless={drawn.timeless}
    >
      <Legend colours={drawn.colours} />
      <div className={time.head}>
        <div className={styles.corner}>{props.actions}</div>
        <Minimap drawn={drawn} visible={props.fold.visible} camera={camera} />
        <div className={time.columns}>
          <span>{formatCounted(layout.ids.length, "lane")}</span>
          {foldable.length === 0 ? null : (
            <IconButton
              icon={anyFolded ? "plus" : "minus"}
              iconSize={12}
              size="small"
              label={anyFolded ? "Show all sub-agents" : "Fold all sub-agents"}
              onClick={() => setFolds(new Set(anyFolded ? [] : foldable))}
            />
          )}
        </div>
        <TimeAxis camera={camera} />
      </div>
      <div className={time.body}>
        {layout.ids.length === 0 && !pending ? (
          <EmptyState title="No lanes in this trace" hint="It names no agent, and makes no call." />
        ) : (
          <div
            ref={scroller}
            className={time.scroller}
            onScroll={(event) => setScrollPx(event.currentTarget.scrollTop)}
          >
            {/* Who is an agent, and so which lanes there are, is in the answer. */}
            {pending ? (
              <Skeleton label="Reading who turned to whom" rows={6} rowHeightPx={56} />
            ) : (
              <>
                <div className={time.sticky} style={{ height: heightPx }}>
                  <div className={styles.headBox} onScroll={onHeadScroll}>
                    <LaneHeads
                      model={model}
                      layout={layout}
                      scrollPx={scrollPx}
                      heightPx={heightPx}
                      folded={folded}
                      selectedLane={laneOfSelection}
                      onFold={onFold}
                      onPick={pickLane}
                      onReveal={onReveal}
                    />
                  </div>
                  <LaneCanvas
                    model={model}
                    layout={layout}
                    time={props.time}
                    scrollPx={scrollPx}
                    selectedRow={selectedRow}
                    focused={focused}
                    matches={matches}
                    label={label}
                    words={words}
                    picture={{ title: `Swimlanes of ${props.title}`, traceId }}
                    onSelect={onSelect}
                    onScrollBy={(byPx) => {
                      if (scroller.current !== null) scroller.current.scrollTop += byPx;
                    }}
                    onKey={onKey}
                  />
                </div>
                <div style={{ height: Math.max(0, layout.totalPx - heightPx) }} />
              </>
            )}
          </div>
        )}
      </div>
    </TimeSection>
  );
}

function nothingSaid(): string {
  return "";
}
