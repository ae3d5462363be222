import type { ReactNode } from "react";

export interface PictureSheetProps {
  readonly title: string;
  /** How the picture is to be read. */
  readonly subtitle?: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly marginPx: number;
  /** Of all text that says no other. */
  readonly fontSizePx: number;
  /** Colours as SVG takes them; those of the theme where they are not said. */
  readonly inks?: { readonly ground: string; readonly title: string };
  readonly children: ReactNode;
}

const THEME = { ground: "var(--surface-sunken)", title: "var(--text)" } as const;
const TITLE = { baselinePx: 30, sizePx: 15, letterPx: 8 } as const;
const SUBTITLE = { baselinePx: 48, sizePx: 11 } as const;

/** The sheet of a picture that is saved or kept: its ground and its title, and on it what is drawn as plain shapes and text. */
export function PictureSheet(props: PictureSheetProps) {
  const { title, subtitle, widthPx, heightPx, marginPx, inks = THEME } = props;
  const letters = Math.floor((widthPx - 2 * marginPx) / TITLE.letterPx);
  return (
    <svg
      width={widthPx}
      height={heightPx}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      fontFamily="var(--font)"
      fontSize={props.fontSizePx}
      fill="none"
    >
      <title>{title}</title>
      <rect width={widthPx} height={heightPx} fill={inks.ground} />
      <text x={marginPx} y={TITLE.baselinePx} fontSize={TITLE.sizePx} fontWeight={600} fill={inks.title}>
        {title.length > letters ? `${title.slice(0, letters - 1)}…` : title}
      </text>
      {subtitle === undefined ? null : (
        <text x={marginPx} y={SUBTITLE.baselinePx} fontSize={SUBTITLE.sizePx} fill="var(--text-3)">
          {subtitle}
        </text>
      )}
      {props.children}
    </svg>
  );
}
