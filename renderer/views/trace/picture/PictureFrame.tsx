import type { ReactElement, ReactNode } from "react";
import type { Palette } from "../palette.js";
import { ticksOf } from "../timeline/axis.js";
import type { TimeScale } from "../timeline/time-scale.js";
import type { TimeWindow } from "../timeline/window.js";
import type { RowColours } from "../timeline/row-colours.js";

interface PictureFrameProps {
  readonly title: string;
  readonly colours: RowColours;
  readonly swatches: readonly string[];
  readonly palette: Palette;
  readonly scale: TimeScale;
  readonly window: TimeWindow;
  /** Of what stands at the left, and of what is painted over the time. */
  readonly headPx: number;
  readonly bodyPx: number;
  readonly heightPx: number;
  /** What stands at the left, its upper edge at 0. */
  readonly head: ReactNode;
  readonly painted: readonly ReactElement[];
}

const TITLE_PX = 34;
const AXIS_PX = 22;
const LEGEND_PX = 26;

/** A picture over time: title, axis, what stands beside and what is painted, and what its colours mean. */
export function PictureFrame(props: PictureFrameProps) {
  const { title, palette, headPx, bodyPx, heightPx } = props;
  const width = headPx + bodyPx;
  const height = TITLE_PX + AXIS_PX + heightPx + LEGEND_PX;
  const top = TITLE_PX + AXIS_PX;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fontFamily="var(--font)"
      fontSize={11}
      fill="none"
    >
      <title>{title}</title>
      <defs>
        <linearGradient id="hatch" gradientUnits="userSpaceOnUse" x1={0} y1={0} x2={3} y2={3} spreadMethod="repeat">
          <stop offset={0} stopColor={palette.hatch} />
          <stop offset={0.35} stopColor={palette.hatch} />
          <stop offset={0.35} stopColor={palette.surface} />
          <stop offset={1} stopColor={palette.surface} />
        </linearGradient>
        <clipPath id="body">
          <rect x={0} y={0} width={bodyPx} height={heightPx} />
        </clipPath>
        <clipPath id="head">
          <rect x={0} y={0} width={headPx - 4} height={heightPx} />
        </clipPath>
      </defs>
      <rect width={width} height={height} fill={palette.surface} />
      <text x={12} y={22} fontSize={13} fontWeight={600} fill={palette.text}>
        {title.length > 120 ? `${title.slice(0, 119)}…` : title}
      </text>
      <g transform={`translate(${headPx} ${TITLE_PX})`}>
        {ticksOf(props.scale, props.window, bodyPx).map((tick) => (
          <g key={tick.x}>
            <rect x={Math.round(tick.x)} y={8} width={1} height={AXIS_PX - 8} fill={palette.lineStrong} />
            {tick.x + 48 > bodyPx ? null : (
              <text x={Math.round(tick.x) + 4} y={16} fill={palette.text3}>
                {tick.label}
              </text>
            )}
          </g>
        ))}
      </g>
      <g transform={`translate(${headPx} ${top})`} clipPath="url(#body)">
        {props.painted}
      </g>
      <g transform={`translate(0 ${top})`} clipPath="url(#head)">
        {props.head}
      </g>
      <rect x={0} y={top} width={width} height={1} fill={palette.line} />
      <rect x={headPx - 1} y={TITLE_PX} width={1} height={AXIS_PX + heightPx} fill={palette.line} />
      <rect x={0} y={top + heightPx} width={width} height={1} fill={palette.line} />
      <g transform={`translate(0 ${top + heightPx})`}>
        {placeLegend(props.colours, width).map(({ label, x }, index) => (
          <g key={label} transform={`translate(${x} 8)`}>
            <rect width={10} height={10} rx={2} fill={props.swatches[index] ?? palette.dataStrong} />
            <text x={15} y={9} fill={palette.text3}>
              {label}
            </text>
          </g>
        ))}
      </g>
    </svg>
  );
}

/** The entries of the legend side by side, as far as there is room. */
function placeLegend(colours: RowColours, widthPx: number): readonly { readonly label: string; readonly x: number }[] {
  const placed: { label: string; x: number }[] = [];
  let x = 12;
  for (const { label } of colours.legend) {
    const next = x + 28 + label.length * 6.2;
    if (next > widthPx) break;
    placed.push({ label, x });
    x = next;
  }
  return placed;
}
