import { MAP_KINDS } from "../../../../shared/contract/vectors.js";
import { formatNumber } from "../../../lib/format.js";
import { PictureSheet } from "../../../ui/PictureSheet.js";
import { toPx, viewOf } from "./camera.js";
import { drawingOrder, markSizesPx, RING } from "./points.js";
import type { MapModel } from "./use-map-model.js";
import { countsOf, madeOf } from "./words.js";

interface MapPictureProps {
  readonly model: MapModel;
  readonly shown: readonly boolean[];
  readonly query: string;
}

const AREA_PX = { widthPx: 1200, heightPx: 800 } as const;
const HEAD_PX = 60;
const LEGEND_PX = 200;

/** The whole map as one drawing of plain shapes and text, for a file. */
export function MapPicture({ model, shown, query }: MapPictureProps) {
  const { map, bounds, colours, labels } = model;
  const view = viewOf(bounds, AREA_PX);
  const sizes = markSizesPx(map.points, 1);
  const [width, height] = [AREA_PX.widthPx + LEGEND_PX, AREA_PX.heightPx + HEAD_PX];
  const title = `Map of ${countsOf(map)}${query === "" ? "" : ` with ${query}`}`;
  // One path a colour and shape: a file of 100,000 marks stays small enough.
  const paths = new Map<string, { readonly colour: string; d: string[] }>();
  for (const point of drawingOrder(map.kind)) {
    const kind = map.kind[point] ?? 0;
    if (shown[kind] !== true) continue;
    const code = colours.code[point] ?? 0;
    const colour = colours.legend[code]?.colour ?? "var(--data)";
    const known = paths.get(`${kind} ${code}`) ?? { colour, d: [] };
    const { x, y } = toPx(view, AREA_PX, { x: map.x[point] ?? 0, y: map.y[point] ?? 0 });
    known.d.push(markPath(kind, x, y, (sizes[kind] ?? 6) / 2));
    paths.set(`${kind} ${code}`, known);
  }
  return (
    <PictureSheet title={title} subtitle={madeOf(map)} widthPx={width} heightPx={height} marginPx={24} fontSizePx={12}>
      <g transform={`translate(0 ${HEAD_PX})`}>
        {[...paths].map(([key, { colour, d }]) => (
          <path key={key} d={d.join("")} fill={colour} fillOpacity={0.8} />
        ))}
        {labels.map((label) => {
          const at = toPx(view, AREA_PX, label);
          return (
            <g key={label.id}>
              {label.outline === null ? null : (
                <path d={outlinePath(label.outline, view)} stroke="var(--text-3)" strokeDasharray="4 3" />
              )}
              <text
                x={at.x}
                y={at.y - 6}
                textAnchor="middle"
                fill="var(--text)"
                fontSize={11}
                stroke="var(--surface-sunken)"
                strokeWidth={3}
                paintOrder="stroke"
              >
                {label.text}
              </text>
            </g>
          );
        })}
      </g>
      <g transform={`translate(${AREA_PX.widthPx + 8} ${HEAD_PX + 8})`} fontSize={11}>
        {colours.legend
          .filter(({ count }) => count > 0)
          .map(({ colour, label, count }, row) => (
            <g key={label} transform={`translate(0 ${row * 18})`}>
              <rect width={10} height={10} y={2} fill={colour} />
              <text x={16} y={11} fill="var(--text-2)">
                {label} {formatNumber(count)}
              </text>
            </g>
          ))}
      </g>
    </PictureSheet>
  );
}

function markPath(kind: number, x: number, y: number, r: number): string {
  const at = `${x.toFixed(1)} ${y.toFixed(1)}`;
  const size = r.toFixed(1);
  if (MAP_KINDS[kind] === "query") return `M${at}m0-${size}l${size} ${size}-${size} ${size}-${size}-${size}z`;
  if (MAP_KINDS[kind] === "answer") return `M${at}m-${size}-${size}h${2 * r}v${2 * r}h${-2 * r}z`;
  const dot = circlePath(at, r, 0);
  // The other way round inside leaves a ring.
  return MAP_KINDS[kind] === "text" ? `${dot}${circlePath(at, r * (RING.middle - RING.half), 1)}` : dot;
}

function circlePath(at: string, r: number, sweep: 0 | 1): string {
  const size = r.toFixed(1);
  const across = (2 * r).toFixed(1);
  return `M${at}m-${size} 0a${size} ${size} 0 1 ${sweep} ${across} 0a${size} ${size} 0 1 ${sweep} -${across} 0z`;
}

function outlinePath(outline: readonly number[], view: Parameters<typeof toPx>[0]): string {
  const corners: string[] = [];
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const { x, y } = toPx(view, AREA_PX, { x: outline[at] ?? 0, y: outline[at + 1] ?? 0 });
    corners.push(`${x.toFixed(1)} ${y.toFixed(1)}`);
  }
  return `M${corners.join("L")}z`;
}
