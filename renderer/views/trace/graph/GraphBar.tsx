import type { ReactNode } from "react";
import { formatCounted } from "../../../lib/format.js";
import { Button } from "../../../ui/Button.js";
import { SavePicture } from "../../../results/SavePicture.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Segmented } from "../../../ui/Segmented.js";
import { displayName } from "../display-name.js";
import type { TraceStructure } from "../structure.js";
import { ALL_OPEN } from "./fold.js";
import { SHOW_SHORTCUTS } from "./flow-fold.js";
import styles from "./graph.module.css";
import type { Picture } from "./picture.js";
import type { GraphRoute } from "./use-graph-route.js";
import type { PictureState } from "./use-picture.js";

/** One press of a key or a button. */
export const ZOOM_STEP = 1.4;

interface GraphBarProps {
  readonly structure: TraceStructure;
  readonly route: GraphRoute;
  readonly state: PictureState;
  readonly played: boolean;
  readonly onPlay: () => void;
  readonly onZoom: (by: number) => void;
  readonly onFit: () => void;
  readonly onSave: (format: "svg" | "png") => void;
  /** Buttons at the right end, where the page shows two views. */
  readonly actions?: ReactNode;
}

const MODES = [
  { id: "ran", label: "As it ran", hint: "Each call in its order, from left to right" },
  { id: "aggregated", label: "Aggregated", hint: "Repeats collapsed to counts, loops as loops, from top to bottom" },
] as const;

/** What the graph shows, what it leaves out, and what can be done with it. */
export function GraphBar({ structure, route, state, played, onPlay, onZoom, onFit, onSave, actions }: GraphBarProps) {
  const { picture, shortcuts } = state;
  return (
    <div className={styles.bar}>
      <h2>Graph</h2>
      <Segmented label="Graph mode" items={MODES} value={route.mode} onChange={route.setMode} />
      {route.focus === null ? null : <FocusPath structure={structure} focus={route.focus} onFocus={route.setFocus} />}
      {picture === null ? null : <Rules picture={picture} route={route} />}
      {shortcuts === null ? null : (
        <Button
          look="quiet"
          title="Connections that only skip a step, where another path leads the same way as often, and the rarest of very many"
          onClick={() => route.toggle(SHOW_SHORTCUTS)}
        >
          {shortcuts.shown ? "Hide" : "Show"} {formatCounted(shortcuts.count, "minor line")}
        </Button>
      )}
      <span className={styles.space} />
      <IconButton icon="play" label="Play the run" chord="Space" pressed={played} onClick={onPlay} />
      <IconButton icon="minus" label="Zoom out" chord="-" onClick={() => onZoom(1 / ZOOM_STEP)} />
      <IconButton icon="plus" label="Zoom in" chord="+" onClick={() => onZoom(ZOOM_STEP)} />
      <IconButton icon="fit" label="Fit the graph" chord="f" onClick={onFit} />
      <SavePicture label="Save the graph as a picture" onSave={onSave} />
      {actions}
    </div>
  );
}

/** What is folded, by which rule, and the way to open or close all of it. */
function Rules({ picture, route }: { readonly picture: Picture; readonly route: GraphRoute }) {
  const { rules } = picture;
  const count = picture.items.filter(({ type }) => type === "box" || type === "card").length;
  const words = rules.join(". ");
  const all = route.folds.has(ALL_OPEN);
  const own = [...route.folds].filter((fold) => fold !== SHOW_SHORTCUTS);
  return (
    <>
      <span className={styles.rules} title={words}>
        {rules.length === 0
          ? route.mode === "ran"
            ? formatCounted(count, "box", "boxes")
            : formatCounted(count, "node")
          : `${words}.`}
      </span>
      {rules.length > 0 && !all ? (
        <Button look="quiet" onClick={() => route.setFolds([ALL_OPEN])}>
          Unfold all
        </Button>
      ) : null}
      {own.length > 0 ? (
        <Button look="quiet" title="Back to the folds of before" onClick={() => route.setFolds([])}>
          Fold
        </Button>
      ) : null}
    </>
  );
}

interface FocusPathProps {
  readonly structure: TraceStructure;
  readonly focus: number;
  readonly onFocus: (row: number | null) => void;
}

/** From the whole run down to the agent whose neighbourhood is shown; each step is a way back. */
function FocusPath({ structure, focus, onFocus }: FocusPathProps) {
  const path: number[] = [];
  for (let row = structure.owner[focus] ?? -1; row >= 0;) {
    path.unshift(row);
    const above = structure.table.parent[row] ?? -1;
    row = above < 0 ? -1 : (structure.owner[above] ?? -1);
  }
  const shown = path.slice(-3);
  const last = structure.owner[focus] === focus ? null : focus;
  return (
    <nav aria-label="Neighbourhood" className={styles.path}>
      <button type="button" title="The whole run (Esc)" onClick={() => onFocus(null)}>
        Whole run
      </button>
      {path.length > shown.length ? <span aria-hidden="true">› …</span> : null}
      {shown.map((row, at) => (
        <span key={row}>
          <span aria-hidden="true">›</span>
          <button
            type="button"
            aria-current={at === shown.length - 1 && last === null ? "location" : undefined}
            onClick={() => onFocus(row)}
          >
            {displayName(structure, row)}
          </button>
        </span>
      ))}
      {last === null ? null : (
        <span>
          <span aria-hidden="true">›</span>
          <b>{displayName(structure, last)}</b>
        </span>
      )}
    </nav>
  );
}
