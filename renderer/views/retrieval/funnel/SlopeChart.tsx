import { useRef, useState, type KeyboardEvent } from "react";
import styles from "./funnel.module.css";
import type { Slope } from "./slope.js";
import { ROW_PX } from "./slope.js";
import { SlopeDrawing } from "./SlopeDrawing.js";

interface SlopeChartProps {
  readonly slope: Slope;
  readonly selected: number | null;
  readonly onSelect: (document: number) => void;
}

/** The ways of the documents through the stages. Each can be pointed at, chosen, and reached with the arrow keys. */
export function SlopeChart({ slope, selected, onSelect }: SlopeChartProps) {
  const [hovered, setHovered] = useState<number | null>(null);
  const chart = useRef<SVGSVGElement>(null);
  const byHeight = [...slope.lines].sort((one, other) => one.end.yPx - other.end.yPx);
  const focused = byHeight.some(({ document }) => document === selected) ? selected : (byHeight[0]?.document ?? null);

  const step = (event: KeyboardEvent, document: number) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0) {
      const at = byHeight.findIndex((line) => line.document === document);
      const next = byHeight[at + by];
      if (next === undefined) return;
      event.preventDefault();
      onSelect(next.document);
      chart.current?.querySelector<SVGGElement>(`[data-document="${next.document}"]`)?.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onSelect(document);
    }
  };

  return (
    <svg
      ref={chart}
      className={styles.slope}
      width={slope.widthPx}
      height={slope.heightPx}
      role="group"
      aria-label="Documents from stage to stage"
      onPointerLeave={() => setHovered(null)}
    >
      <SlopeDrawing slope={slope} selected={selected} hovered={hovered} />
      {byHeight.map((line) => (
        <g
          key={line.document}
          data-document={line.document}
          role="button"
          tabIndex={line.document === focused ? 0 : -1}
          aria-pressed={line.document === selected}
          aria-label={line.said}
          className={styles.hold}
          onPointerEnter={() => setHovered(line.document)}
          onClick={() => onSelect(line.document)}
          onKeyDown={(event) => step(event, line.document)}
        >
          <title>{line.said}</title>
          <path d={line.path + line.leftOutPath} />
          <rect
            x={slope.titleXPx - 18}
            y={line.end.yPx - ROW_PX / 2 - (line.fate === "kept" || line.fate === "cited" ? 5 : 0)}
            width={slope.titleWidthPx + 22}
            height={ROW_PX}
            rx={4}
          />
        </g>
      ))}
    </svg>
  );
}
