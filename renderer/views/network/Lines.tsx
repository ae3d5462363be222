import { memo } from "react";
import { useStore } from "zustand";
import { classes } from "../../lib/classes.js";
import type { EmphasisStore } from "./emphasis.js";
import styles from "./graph.module.css";
import type { Line } from "./lines.js";
import type { LineInk } from "./line-ink.js";
import type { LineRoute } from "./routes.js";

interface LinesProps {
  readonly routes: readonly LineRoute[];
  readonly inkOf: (line: Line) => LineInk;
  readonly labelOf: (line: Line) => string;
  readonly emphasis: EmphasisStore;
  readonly onSelect: (line: Line) => void;
  readonly onHover: (line: Line | null) => void;
}

/** All lines of the picture, under its nodes. By keyboard they are reached through the nodes' inspector and the table. */
export function Lines({ routes, ...rest }: LinesProps) {
  return (
    <svg className={styles.lines} aria-hidden="true">
      {routes.map((route) => (
        <LinePath key={route.line.id} route={route} {...rest} />
      ))}
    </svg>
  );
}

/** Thin lines are hard to hit: this much around them counts, px. */
const HIT_PX = 14;

const LinePath = memo(function LinePath({
  route,
  inkOf,
  labelOf,
  emphasis,
  onSelect,
  onHover,
}: Omit<LinesProps, "routes"> & { readonly route: LineRoute }) {
  const { line, path, widthPx, arrow, label } = route;
  const selected = useStore(emphasis, (state) => state.selectedLine === line.id);
  const dimmed = useStore(emphasis, (state) => state.near !== null && !state.near.lines.has(line.id));
  const ink = inkOf(line);
  return (
    <g className={classes(dimmed && styles.dimmed)}>
      {selected ? (
        <>
          <path d={path} style={{ stroke: "var(--accent)", strokeWidth: widthPx + 5 }} />
          <path d={path} style={{ stroke: "var(--surface-sunken)", strokeWidth: widthPx + 2 }} />
        </>
      ) : null}
      <path d={path} style={{ stroke: ink.colour, strokeWidth: widthPx, strokeDasharray: ink.dash }} />
      {arrow === "" ? null : <path d={arrow} className={styles.arrow} style={{ fill: ink.colour }} />}
      {ink.failed > 0 ? (
        <path
          d={path}
          pathLength={100}
          style={{
            stroke: "var(--error)",
            strokeWidth: widthPx,
            strokeDasharray: `0 ${100 - ink.failed * 100} ${ink.failed * 100} 0`,
          }}
        />
      ) : null}
      {line.from === line.to ? (
        <text x={label.x} y={label.y} textAnchor="middle" className={styles.loopLabel}>
          {labelOf(line)}
        </text>
      ) : null}
      <path
        d={path}
        className={styles.hit}
        style={{ strokeWidth: Math.max(HIT_PX, widthPx + 6) }}
        data-line={line.id}
        onClick={() => onSelect(line)}
        onPointerEnter={() => onHover(line)}
        onPointerLeave={() => onHover(null)}
      >
        <title>{labelOf(line)}</title>
      </path>
    </g>
  );
});
