import { KIND_FAMILIES } from "../../../shared/model/kind.js";
import type { KindFamily } from "../../../shared/model/kind.js";
import { createInks, useThemeInks } from "../../lib/theme-inks.js";
import type { ThemeInks } from "../../lib/theme-inks.js";

const TOKENS = {
  surface: "--surface",
  surfaceSunken: "--surface-sunken",
  surfaceHover: "--surface-hover",
  surfaceSelected: "--surface-selected",
  surfaceSelectedBlur: "--surface-selected-blur",
  line: "--line",
  lineStrong: "--line-strong",
  grid: "--grid",
  text: "--text",
  text2: "--text-2",
  text3: "--text-3",
  accent: "--accent",
  mark: "--mark-bg",
  error: "--error",
  errorSoft: "--error-soft",
  hatch: "--hatch",
  agentSoft: "--kind-agent-soft",
  data: "--data",
  dataSoft: "--data-soft",
  dataStrong: "--data-strong",
} as const;

/** The design's colours as a canvas takes them, resolved for the theme in force. */
export interface Palette extends Readonly<Record<keyof typeof TOKENS, string>> {
  readonly kind: Readonly<Record<KindFamily, string>>;
  /** Greys from hardly there to ink, for amounts. */
  readonly ramp: readonly string[];
  readonly font: string;
}

function readPalette(inks: ThemeInks): Palette {
  const resolve = (token: `--${string}`): string => inks.token(token);
  const colours = Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, resolve(token)]));
  const kind = Object.fromEntries(KIND_FAMILIES.map((family) => [family, resolve(`--kind-${family}`)]));
  const ramp = (["--data-soft", "--data", "--data-strong", "--text-2", "--text"] as const).map(resolve);
  ramp.splice(1, 0, inks.css("color-mix(in srgb, var(--data-soft), var(--data))"));
  return { ...colours, kind, ramp, font: inks.font } as unknown as Palette;
}

/** The colours of the light theme, whatever is on the screen: for documents. */
export function documentPalette(): Palette {
  return readPalette(createInks("light"));
}

const palettes = new WeakMap<ThemeInks, Palette>();

/** The palette of the present theme; another object each time the theme changes, the same one in between. */
export function usePalette(): Palette {
  const inks = useThemeInks();
  let palette = palettes.get(inks);
  if (palette === undefined) palettes.set(inks, (palette = readPalette(inks)));
  return palette;
}

/** A CSS colour `rgb(r, g, b)` as a little-endian RGBA pixel, for ImageData. */
export function toPixel(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}
