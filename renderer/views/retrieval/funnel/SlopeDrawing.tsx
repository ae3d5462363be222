import type { Fate } from "../../../results/documents/document-model.js";
import { fitted } from "./fitted.js";
import type { Slope, SlopeLine } from "./slope.js";

export interface SlopeDrawingProps {
  readonly slope: Slope;
  /** The documents that stand out, by their places; the others step back while one is pointed at. */
  readonly selected: number | null;
  readonly hovered: number | null;
}

/** Ink and width of a line: cited ones are the strongest, dropped ones grey. */
export const INK: Readonly<Record<Fate, { readonly colour: string; readonly widthPx: number }>> = {
  cited: { colour: "var(--kind-retriever)", widthPx: 2.5 },
  kept: { colour: "var(--kind-retriever)", widthPx: 1.5 },
  dropped: { colour: "var(--data)", widthPx: 1.25 },
  unknown: { colour: "var(--data-strong)", widthPx: 1.25 },
};
const ORDER: Readonly<Record<Fate, number>> = { dropped: 0, unknown: 1, kept: 2, cited: 3 };

/** The slope chart as plain shapes and text, for the screen and for a file. */
export function SlopeDrawing({ slope, selected, hovered }: SlopeDrawingProps) {
  const { lines, ranks, cutPx, titleXPx, titleWidthPx } = slope;
  const ordered = [...lines].sort(
    (one, other) =>
      layerOf(one, selected, hovered) - layerOf(other, selected, hovered) || ORDER[one.fate] - ORDER[other.fate],
  );
  const first = slope.columns[0]?.xPx ?? 0;
  return (
    <g fontFamily="var(--font)" fontSize={11}>
      {ranks.map(({ rank, yPx }) => (
        <text key={rank} x={first - 14} y={yPx + 4} textAnchor="end" fill="var(--text-3)">
          {rank + 1}
        </text>
      ))}
      {cutPx === null ? null : (
        <path
          d={`M${titleXPx - 14} ${cutPx}H${titleXPx + titleWidthPx}`}
          stroke="var(--line-strong)"
          strokeDasharray="3 3"
        />
      )}
      {ordered.map((line) => (
        <Way
          key={line.document}
          line={line}
          strong={line.document === selected || line.document === hovered}
          faint={hovered !== null && line.document !== hovered && line.document !== selected}
        />
      ))}
      {lines.map((line) => (
        <text
          key={line.document}
          x={titleXPx}
          y={line.fate === "kept" || line.fate === "cited" ? line.end.yPx - 5 : line.end.yPx + 4}
          fill={line.fate === "dropped" ? "var(--text-3)" : "var(--text)"}
          fontWeight={line.document === selected ? 600 : 400}
          stroke="var(--surface)"
          strokeWidth={3}
          paintOrder="stroke"
          strokeLinejoin="round"
          opacity={hovered !== null && line.document !== hovered && line.document !== selected ? 0.45 : 1}
        >
          {fitted(line.title, titleWidthPx, 5.9)}
        </text>
      ))}
    </g>
  );
}

function layerOf({ document }: SlopeLine, selected: number | null, hovered: number | null): number {
  return document === hovered ? 2 : document === selected ? 1 : 0;
}

interface WayProps {
  readonly line: SlopeLine;
  readonly strong: boolean;
  readonly faint: boolean;
}

function Way({ line, strong, faint }: WayProps) {
  const { colour, widthPx } = INK[line.fate];
  const ink = strong && line.fate === "dropped" ? "var(--data-strong)" : colour;
  const stroke = strong ? Math.max(2.5, widthPx + 1) : widthPx;
  return (
    <g opacity={faint ? 0.3 : 1} fill="none" stroke={ink} strokeWidth={stroke}>
      {line.path === "" ? null : <path d={line.path} />}
      {line.leftOutPath === "" ? null : (
        <path d={line.leftOutPath} strokeDasharray="2 3" strokeWidth={strong ? 2 : 1} />
      )}
      {line.points.map(({ xPx, yPx }) => (
        <circle key={xPx} cx={xPx} cy={yPx} r={line.fate === "cited" || strong ? 4.5 : 3.5} fill={ink} stroke="none" />
      ))}
      {line.leftOut || line.fate === "dropped" ? (
        <circle
          cx={line.end.xPx}
          cy={line.end.yPx}
          r={3.5}
          fill="var(--surface)"
          stroke="var(--data-strong)"
          strokeWidth={strong ? 2 : 1.5}
        />
      ) : null}
    </g>
  );
}
