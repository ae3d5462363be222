import { SHAPES, type IconName } from "./icons/shapes.js";

interface PictureIconProps {
  readonly name: IconName;
  readonly x: number;
  readonly y: number;
  readonly sizePx: number;
  readonly colour: string;
}

/** An icon inside a drawing that is saved as a picture: everything it needs stands in it, no style sheet goes along. */
export function PictureIcon({ name, x, y, sizePx, colour }: PictureIconProps) {
  return (
    <svg
      x={x}
      y={y}
      width={sizePx}
      height={sizePx}
      viewBox="0 0 16 16"
      color={colour}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {SHAPES[name]}
    </svg>
  );
}
