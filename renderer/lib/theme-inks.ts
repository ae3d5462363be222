import { useSyncExternalStore } from "react";

/** Red, green, blue and opacity, each from 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** The design's colours as canvases take them: a CSS value, as `var(--text)` or a mix, comes to a plain colour of one theme. */
export interface ThemeInks {
  /** As `rgb(r, g, b)`, with an opacity where it has one. */
  css(value: string): string;
  /** The same of a colour of the design, by its name: `--text-2`. */
  token(name: `--${string}`): string;
  rgba(value: string, opacity?: number): Rgba;
  /** The fonts of text, as a canvas takes them. */
  readonly font: string;
}

/** The colours of a scheme, resolved as they are asked for; without one those of the theme in force. */
export function createInks(scheme?: "light" | "dark"): ThemeInks {
  const known = new Map<string, Rgba>();
  const written = new Map<string, string>();
  const tokens = new Map<string, string>();
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const bytesOf = (value: string): Rgba => {
    let bytes = known.get(value);
    if (bytes !== undefined) return bytes;
    const probe = document.createElement("span");
    probe.hidden = true;
    if (scheme !== undefined) probe.style.colorScheme = scheme;
    probe.style.color = value;
    document.body.append(probe);
    const computed = getComputedStyle(probe).color;
    probe.remove();
    if (context === null) return [0, 0, 0, 255];
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = computed;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
    bytes = [red, green, blue, alpha];
    known.set(value, bytes);
    return bytes;
  };
  const css = (value: string): string => {
    const [red, green, blue, alpha] = bytesOf(value);
    return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
  };
  return {
    css: (value) => kept(written, value, () => css(value)),
    token: (name) => kept(tokens, name, () => css(`var(${name})`)),
    rgba(value, opacity = 1) {
      const [red, green, blue, alpha] = bytesOf(value);
      return [red / 255, green / 255, blue / 255, (alpha / 255) * opacity];
    },
    font: getComputedStyle(document.documentElement).getPropertyValue("--font").trim() || "sans-serif",
  };
}

function kept(known: Map<string, string>, key: string, make: () => string): string {
  let value = known.get(key);
  if (value === undefined) known.set(key, (value = make()));
  return value;
}

const darkScreen = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");
const themeOfNow = (): string => `${document.documentElement.dataset["theme"] ?? ""} ${darkScreen().matches}`;
let current: { readonly theme: string; readonly inks: ThemeInks } | null = null;

function subscribe(changed: () => void): () => void {
  const dark = darkScreen();
  dark.addEventListener("change", changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => {
    dark.removeEventListener("change", changed);
    observer.disconnect();
  };
}

/** The colours of the present theme; another object each time the theme changes, the same one in between. */
export function useThemeInks(): ThemeInks {
  return useSyncExternalStore(subscribe, () => {
    const theme = themeOfNow();
    if (current?.theme !== theme) current = { theme, inks: createInks() };
    return current.inks;
  });
}
