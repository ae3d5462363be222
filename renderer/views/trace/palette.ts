import { useSyncExternalStore } from "react";
import { KIND_FAMILIES } from "../../../shared/model/kind.js";
import type { KindFamily } from "../../../shared/model/kind.js";

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

function readPalette(): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const colours = Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, resolve(token)]));
  const kind = Object.fromEntries(KIND_FAMILIES.map((family) => [family, resolve(`--kind-${family}`)]));
  const ramp = ["--data-soft", "--data", "--data-strong", "--text-2", "--text"].map(resolve);
  ramp.splice(1, 0, resolveMix(probe, "--data-soft", "--data"));
  probe.remove();
  const font = getComputedStyle(document.documentElement).getPropertyValue("--font").trim() || "sans-serif";
  return { ...colours, kind, ramp, font } as unknown as Palette;
}

/** The middle between two tokens, as `rgb(r, g, b)`. */
function resolveMix(probe: HTMLElement, one: string, other: string): string {
  const channels = [one, other].map((token) => {
    probe.style.color = `var(${token})`;
    return (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(Number);
  });
  const middle = [0, 1, 2].map((index) => Math.round(((channels[0]?.[index] ?? 0) + (channels[1]?.[index] ?? 0)) / 2));
  return `rgb(${middle.join(", ")})`;
}

let current: Palette | null = null;

function subscribe(changed: () => void): () => void {
  const renew = () => {
    current = null;
    changed();
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", renew);
  const observer = new MutationObserver(renew);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    dark.removeEventListener("change", renew);
    observer.disconnect();
  };
}

/** The palette of the present theme; a new object each time the theme changes, the same one in between. */
export function usePalette(): Palette {
  return useSyncExternalStore(subscribe, () => (current ??= readPalette()));
}

/** A CSS colour `rgb(r, g, b)` as a little-endian RGBA pixel, for ImageData. */
export function toPixel(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return ((255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
}
