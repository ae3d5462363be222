import { formatDuration } from "../../../lib/format.js";
import { kindFamily } from "../../../lib/kinds.js";
import { PictureIcon } from "../../../ui/PictureIcon.js";
import { iconOfKind } from "../../../ui/icons/kind-icons.js";
import { displayName } from "../display-name.js";
import type { Palette } from "../palette.js";
import { failedAt, kindAt } from "../structure.js";
import { paintBars } from "../timeline/paint-bars.js";
import { ROW_PX, type BarScene } from "../timeline/scene.js";
import { PictureFrame } from "./PictureFrame.js";

interface TimelinePictureProps {
  readonly title: string;
  /** The bars as they stand on the screen, with its scroll and size. */
  readonly scene: BarScene;
  readonly palette: Palette;
}

const HEAD_PX = 300;
const BODY_PX = 720;
/** A run of so many rows is drawn whole; of a longer one, what is in sight. */
const MOST_ROWS = 60;
const INDENT_PX = 12;
const DEEPEST = 10;
const LETTER_PX = 6.2;

/** The timeline as a drawing: the rows that are shown, in the time that is shown. */
export function TimelinePicture({ title, scene, palette }: TimelinePictureProps) {
  const { drawn, visible } = scene;
  const whole = visible.rows.length <= MOST_ROWS;
  const firstPlace = whole ? 0 : Math.floor(scene.scrollPx / ROW_PX);
  const shown = whole ? visible.rows.length : Math.max(1, Math.floor(scene.heightPx / ROW_PX));
  const rows = [...visible.rows.subarray(firstPlace, firstPlace + shown)];
  const heightPx = rows.length * ROW_PX;
  const seen = { widthPx: BODY_PX, heightPx, scrollPx: firstPlace * ROW_PX, hoveredRow: null, focused: false };
  return (
    <PictureFrame
      title={title}
      drawn={drawn}
      palette={palette}
      window={scene.window}
      headPx={HEAD_PX}
      bodyPx={BODY_PX}
      heightPx={heightPx}
      paint={(context, swatches) => paintBars(context, { ...scene, ...seen, palette, swatches })}
      head={rows.map((row, place) => (
        <g key={row} transform={`translate(0 ${place * ROW_PX})`}>
          <TreeLine scene={scene} row={row} palette={palette} />
        </g>
      ))}
    />
  );
}

function TreeLine({ scene, row, palette }: Omit<TimelinePictureProps, "title"> & { readonly row: number }) {
  const { structure } = scene.drawn;
  const { table } = structure;
  const kind = kindAt(structure, row);
  const failed = failedAt(structure, row);
  const left = 12 + Math.min(table.depth[row] ?? 0, DEEPEST) * INDENT_PX;
  const durationNs = table.durationNs[row] ?? Number.NaN;
  const duration = durationNs >= 0 ? formatDuration(durationNs) : "";
  const most = Math.max(3, Math.floor((HEAD_PX - left - 30 - duration.length * LETTER_PX) / LETTER_PX));
  const name = displayName(structure, row);
  return (
    <>
      {row === scene.selectedRow ? <rect width={HEAD_PX} height={ROW_PX} fill={palette.surfaceSelectedBlur} /> : null}
      <PictureIcon
        name={iconOfKind(kind)}
        x={left}
        y={4}
        sizePx={14}
        colour={failed ? palette.error : palette.kind[kindFamily(kind)]}
      />
      <text x={left + 20} y={15} fill={failed ? palette.error : palette.text}>
        {name.length > most ? `${name.slice(0, most - 1)}…` : name}
      </text>
      <text x={HEAD_PX - 12} y={15} textAnchor="end" fill={palette.text2}>
        {duration}
      </text>
    </>
  );
}
