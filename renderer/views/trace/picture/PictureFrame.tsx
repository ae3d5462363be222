import type { ReactNode } from "react";
import { PictureSheet } from "../../../ui/PictureSheet.js";
import type { PaintContext } from "../paint-context.js";
import type { Palette } from "../palette.js";
import { ticksOf } from "../timeline/axis.js";
import type { DrawnTrace } from "../timeline/drawn.js";
import type { TimeWindow } from "../timeline/window.js";
import { swatchColours, type RowColours } from "../timeline/row-colours.js";
import { SvgContext } from "./svg-context.js";

interface PictureFrameProps {
  readonly title: string;
  readonly drawn: DrawnTrace;
  readonly palette: Palette;
  readonly window: TimeWindow;
  /** Of what stands at the left, and of what is painted over the time. */
  readonly headPx: number;
  readonly bodyPx: number;
  readonly heightPx: number;
  /** What stands at the left, its upper edge at 0. */
  readonly head: ReactNode;
  /** Paints what stands over the time, in these colours of bars. */
  readonly paint: (context: PaintContext, swatches: readonly string[]) => void;
}

const TITLE_PX = 44;
const AXIS_PX = 22;
const LEGEND_PX = 26;

/** A picture over time: title, axis, what stands beside and what is painted, and what its colours mean. */
export function PictureFrame(props: PictureFrameProps) {
  const { title, drawn, palette, headPx, bodyPx, heightPx } = props;
  const swatches = swatchColours(drawn.colours, palette);
  const context = new SvgContext(palette.hatch);
  props.paint(context, swatches);
  const width = headPx + bodyPx;
  const height = TITLE_PX + AXIS_PX + heightPx + LEGEND_PX;
  const top = TITLE_PX + AXIS_PX;
  return (
    <PictureSheet
      title={title}
      widthPx={width}
      heightPx={height}
      marginPx={12}
      fontSizePx={11}
      inks={{ ground: palette.surface, title: palette.text }}
    >
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
      <g transform={`translate(${headPx} ${TITLE_PX})`}>
        {ticksOf(drawn.scale, props.window, bodyPx).map((tick) => (
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
        {context.elements()}
      </g>
      <g transform={`translate(0 ${top})`} clipPath="url(#head)">
        {props.head}
      </g>
      <rect x={0} y={top} width={width} height={1} fill={palette.line} />
      <rect x={headPx - 1} y={TITLE_PX} width={1} height={AXIS_PX + heightPx} fill={palette.line} />
      <rect x={0} y={top + heightPx} width={width} height={1} fill={palette.line} />
      <g transform={`translate(0 ${top + heightPx})`}>
        {placeLegend(drawn.colours, width).map(({ label, x }, index) => (
          <g key={label} transform={`translate(${x} 8)`}>
            <rect width={10} height={10} rx={2} fill={swatches[index] ?? palette.dataStrong} />
            <text x={15} y={9} fill={palette.text3}>
              {label}
            </text>
          </g>
        ))}
      </g>
    </PictureSheet>
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
