import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import type { TraceId } from "../../../../shared/model/ids.js";
import { usePictureEvidence } from "../../../results/use-picture-evidence.js";
import { showAlert } from "../../../state/alerts.js";
import { useCommand } from "../../../state/commands.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { savePicture } from "../../../ui/save-picture.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import { subtreeEndOf } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import styles from "./graph.module.css";
import { GraphBar, ZOOM_STEP } from "./GraphBar.js";
import { GraphCanvas } from "./GraphCanvas.js";
import type { GraphCamera } from "./GraphCanvas.js";
import { GraphDrawing } from "./GraphDrawing.js";
import type { GraphActions } from "./item-data.js";
import { createGraphMarks, placeMatches, shownRow } from "./marks.js";
import type { BoxItem } from "./picture.js";
import { PlayBar } from "./PlayBar.js";
import { createScene } from "./scene.js";
import { nextRowOf, nextSpot, spotsOf } from "./spots.js";
import type { Direction, Spot } from "./spots.js";
import { useGraphRoute } from "./use-graph-route.js";
import { usePicture } from "./use-picture.js";
import { usePlayback } from "./use-playback.js";

export interface GraphViewProps {
  readonly structure: TraceStructure;
  /** Of the run, for a picture that is saved. */
  readonly title: string;
  readonly traceId: TraceId;
  readonly selectedRow: number | null;
  readonly onSelect: (row: number) => void;
  readonly onOpenTrace: (traceId: string, spanId: string) => void;
  readonly matches: ReadonlySet<number>;
  /** Buttons at the right end of the bar, where the page shows two views. */
  readonly actions?: ReactNode;
}

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** One run as a graph: as it ran, or with its repeats collapsed. */
export function GraphView(props: GraphViewProps) {
  const { structure, title, selectedRow, onSelect, onOpenTrace, matches, actions: buttons } = props;
  const route = useGraphRoute(structure);
  const { mode, folds, focus } = route;
  const state = usePicture(structure, mode, folds, focus);
  const { picture } = state;
  const scene = useMemo(() => (picture === null ? null : createScene(picture)), [picture]);
  const [marks] = useState(createGraphMarks);
  const camera = useRef<GraphCamera>(null);
  const playback = usePlayback(scene, structure, marks, camera);

  useEffect(() => {
    const shown = shownRow(structure, selectedRow);
    const selectedItem = selectedRow === null ? -1 : (picture?.places[selectedRow] ?? -1);
    marks.setState({ selectedRow: shown, selectedItem, cursor: null });
  }, [marks, structure, picture, selectedRow]);
  useEffect(() => {
    if (picture !== null) marks.setState(placeMatches(structure, picture, matches));
  }, [marks, structure, picture, matches]);

  const select = useRef(onSelect);
  select.current = onSelect;
  const latest = useRef(route);
  latest.current = route;
  const actions = useMemo(
    (): GraphActions => ({
      structure,
      marks,
      momentNs: (structure.lastNs - structure.firstNs) / 60,
      select: (row) => row >= 0 && select.current(row),
      openTrace: onOpenTrace,
      focus: (row) => row >= 0 && latest.current.setFocus(row),
      toggle: (fold, at) => {
        camera.current?.hold(at);
        latest.current.toggle(fold);
      },
      closes: (item: BoxItem) => {
        const { block } = item;
        if (block.type !== "episode" || block.row < 0 || structure.owner[block.row] !== block.row) return null;
        if (picture === null || picture.items[picture.places[block.row] ?? -1] !== item) return null;
        for (let row = block.row + 1; row < subtreeEndOf(structure, block.row); row++) {
          if (structure.owner[row] === row) return `x${block.row}`;
        }
        return null;
      },
    }),
    [structure, marks, picture, onOpenTrace],
  );

  const [said, setSaid] = useState("");
  const spots = useRef<{ readonly of: unknown; readonly all: readonly Spot[] }>({ of: null, all: [] });
  const allSpots = useCallback((): readonly Spot[] => {
    if (picture === null) return [];
    if (spots.current.of !== picture) {
      spots.current = { of: picture, all: picture.items.flatMap((item, index) => spotsOf(structure, item, index)) };
    }
    return spots.current.all;
  }, [picture, structure]);
  /** Where the keyboard is: its own spot, else the selected one, else where the run begins. */
  const here = (): Spot | undefined => {
    const all = allSpots();
    const { cursor, selectedRow: row, selectedItem } = marks.getState();
    return (
      all.find(({ id }) => id === cursor) ??
      all.find((spot) => spot.row === row && row !== null) ??
      all.find((spot) => spot.item === selectedItem)
    );
  };
  const latestHere = useRef(here);
  latestHere.current = here;
  const keptHere = useCallback(() => latestHere.current(), []);
  const go = (direction: Direction): void => {
    const from = here();
    const to = from === undefined ? allSpots()[0] : nextSpot(allSpots(), from, direction);
    if (to === null || to === undefined) return;
    marks.setState({ cursor: to.id });
    camera.current?.show(to);
    setSaid(to.label);
  };
  const openSpot = (spot: Spot): void => {
    const item = picture?.items[spot.item];
    if (spot.opens !== null && item !== undefined) actions.toggle(spot.opens, item);
  };
  const enter = (spot: Spot): void => {
    const item = picture?.items[spot.item];
    if (spot.folded) openSpot(spot);
    else if (item?.type === "card") actions.select(nextRowOf(item, marks.getState().selectedRow));
    else actions.select(spot.row);
  };
  const fit = () => camera.current?.fit();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, select, [role=menu]") !== null) return;
    const onButton = target.closest("button") !== null;
    const direction = DIRECTIONS[event.key];
    const spot = here();
    if (direction !== undefined) go(direction);
    else if (event.key === "Enter" && !onButton && spot !== undefined) {
      if (event.shiftKey) actions.focus(spot.row);
      else enter(spot);
    } else if (event.key === "o" && spot !== undefined) openSpot(spot);
    else if (event.key === " " && !onButton) playback.toggle();
    else if (event.key === "+" || event.key === "=") camera.current?.zoom(ZOOM_STEP);
    else if (event.key === "-") camera.current?.zoom(1 / ZOOM_STEP);
    else if (event.key === "0" || event.key === "f") fit();
    else if (event.key === "Escape" && playback.clock !== null) playback.close();
    else if ((event.key === "Escape" || event.key === "Backspace") && focus !== null) route.setFocus(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onHit = (x: number, y: number, index: number | null, twice: boolean): void => {
    const item = index === null ? undefined : picture?.items[index];
    if (item === undefined || index === null) return;
    const all = spotsOf(structure, item, index);
    const at = all.findLast((spot) => x >= spot.left && x <= spot.right && y >= spot.top && y <= spot.bottom) ?? all[0];
    if (at === undefined) return;
    if (twice) {
      if (!at.folded) actions.focus(at.row);
    } else enter(at);
  };
  const draw = () => {
    const context = { marks: marks.getState(), momentNs: actions.momentNs };
    return picture === null ? null : <GraphDrawing picture={picture} title={title} context={context} />;
  };
  const save = (format: "svg" | "png"): void => {
    const drawing = draw();
    if (drawing === null) return;
    savePicture(drawing, `Graph of ${title}`, format).catch((error: unknown) =>
      showAlert({ tone: "error", title: "The picture could not be saved", message: String(error) }),
    );
  };
  usePictureEvidence("graph", `Graph of ${title}`, draw, props.traceId);
  useCommand("fit", fit);
  useCommand("zoom-in", () => camera.current?.zoom(ZOOM_STEP));
  useCommand("zoom-out", () => camera.current?.zoom(1 / ZOOM_STEP));
  useCommand("save-svg", () => save("svg"), { unavailable: picture === null ? "the graph is not drawn yet" : null });
  useCommand("save-png", () => save("png"), { unavailable: picture === null ? "the graph is not drawn yet" : null });
  const empty = picture !== null && picture.items.every(({ type }) => type === "dot");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys hold wherever in it the focus is.
    <section aria-label="Graph" className={styles.graph} onKeyDown={onKeyDown}>
      <GraphBar
        structure={structure}
        route={route}
        state={state}
        played={playback.clock !== null}
        onPlay={playback.toggle}
        onZoom={(by) => camera.current?.zoom(by)}
        onFit={fit}
        onSave={save}
        actions={buttons}
      />
      <div
        className={styles.area}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it takes the arrow keys.
        tabIndex={0}
        role="group"
        aria-label="Graph of the run; arrow keys go from call to call, Enter selects, o opens what is folded, Shift and Enter shows the neighbourhood"
      >
        {scene === null ? (
          <Skeleton label="Laying out the graph" rows={4} rowHeightPx={44} />
        ) : empty ? (
          <EmptyState title="Nothing to draw" hint="This trace has no calls and no agents." compact />
        ) : (
          <GraphCanvas
            scene={scene}
            actions={actions}
            viewKey={`${mode} ${focus ?? ""}`}
            label={`Graph of the run, ${mode === "ran" ? "as it ran" : "aggregated"}`}
            camera={camera}
            here={keptHere}
            onHit={onHit}
          />
        )}
        <span className={styles.said} role="status">
          {said}
        </span>
      </div>
      {playback.clock !== null ? (
        <PlayBar
          clock={playback.clock}
          marks={marks}
          playing={playback.playing}
          onPlaying={playback.setPlaying}
          onFollow={playback.follow}
          onClose={playback.close}
        />
      ) : null}
    </section>
  );
}
