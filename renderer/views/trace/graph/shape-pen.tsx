import type { ReactElement } from "react";
import { iconOfKind } from "../../../ui/icons/kind-icons.js";
import { PictureIcon } from "../../../ui/PictureIcon.js";
import type { Ink, Pen } from "./pen.js";

/** Of a letter, as a share of its size: a picture cannot measure its text. */
const LETTER = 0.56;

const colour = (ink: Ink | undefined): string => (ink === undefined ? "none" : `var(${ink})`);

/** Collects what is drawn as plain SVG elements. */
export function shapePen(shapes: ReactElement[]): Pen {
  let opacity = 1;
  const push = (make: (key: number, fade: { readonly opacity?: number }) => ReactElement): void => {
    shapes.push(make(shapes.length, opacity < 1 ? { opacity } : {}));
  };
  return {
    rect(x, y, widthPx, heightPx, { fill, stroke, strokePx = 1, radiusPx = 0, dashed = false }) {
      push((key, fade) => (
        <rect
          key={key}
          x={x}
          y={y}
          width={widthPx}
          height={heightPx}
          rx={radiusPx}
          fill={colour(fill)}
          stroke={colour(stroke)}
          strokeWidth={strokePx}
          {...(dashed ? { strokeDasharray: "4 3" } : {})}
          {...fade}
        />
      ));
    },
    path(d, { fill, stroke, strokePx = 1, dashed = false }) {
      push((key, fade) => (
        <path
          key={key}
          d={d}
          fill={colour(fill)}
          stroke={colour(stroke)}
          strokeWidth={strokePx}
          {...(dashed ? { strokeDasharray: "4 3" } : {})}
          {...fade}
        />
      ));
    },
    text(words, x, y, { ink, sizePx, strong = false, align = "start", roomPx = Infinity }) {
      const letters = Math.floor(roomPx / (sizePx * LETTER));
      const shown = words.length <= letters ? words : `${words.slice(0, Math.max(1, letters - 1))}…`;
      push((key, fade) => (
        <text
          key={key}
          x={x}
          y={y}
          fill={colour(ink)}
          fontSize={sizePx}
          fontWeight={strong ? 500 : 400}
          textAnchor={align}
          {...fade}
        >
          {shown}
        </text>
      ));
    },
    icon(kind, x, y, sizePx, ink) {
      push((key, fade) => (
        <g key={key} {...fade}>
          <PictureIcon name={iconOfKind(kind)} x={x} y={y} sizePx={sizePx} colour={colour(ink)} />
        </g>
      ));
    },
    faded(by, draw) {
      const before = opacity;
      opacity = before * by;
      draw();
      opacity = before;
    },
  };
}
