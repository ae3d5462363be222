import type { Palette } from "../palette.js";
import { paintLanes } from "../swimlanes/paint-lanes.js";
import type { LaneScene } from "../swimlanes/scene.js";
import { PictureFrame } from "./PictureFrame.js";

interface LanesPictureProps {
  readonly title: string;
  /** The lanes as they stand on the screen, with its scroll and size. */
  readonly scene: LaneScene;
  readonly palette: Palette;
}

const HEAD_PX = 150;
const BODY_PX = 870;
/** Lanes up to this height are drawn whole; of more, those in sight. */
const MOST_PX = 1400;
const MOST_LETTERS = 20;

/** The swimlanes as a drawing, in the time that is shown. */
export function LanesPicture({ title, scene, palette }: LanesPictureProps) {
  const { drawn, layout, model } = scene;
  const whole = layout.totalPx <= MOST_PX;
  const scrollPx = whole ? 0 : scene.scrollPx;
  const heightPx = Math.max(1, whole ? layout.totalPx : scene.heightPx);
  return (
    <PictureFrame
      title={title}
      drawn={drawn}
      palette={palette}
      window={scene.window}
      headPx={HEAD_PX}
      bodyPx={BODY_PX}
      heightPx={heightPx}
      paint={(context, swatches) =>
        paintLanes(context, { ...scene, palette, swatches, widthPx: BODY_PX, heightPx, scrollPx, focused: false })
      }
      head={[...layout.ids].map((id, place) => {
        const top = (layout.tops[place] ?? 0) - scrollPx;
        const lane = model.lanes[id];
        if (lane === undefined || top > heightPx || top + (layout.heights[place] ?? 0) < 0) return null;
        const { name } = lane;
        return (
          <text key={id} x={12 + Math.min(lane.depth, 3) * 4} y={top + 20} fontWeight={600} fill={palette.text}>
            {name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name}
          </text>
        );
      })}
    />
  );
}
