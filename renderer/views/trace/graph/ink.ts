import { useSyncExternalStore } from "react";
import type { Ink } from "./pen.js";

/** The design's colours as a canvas takes them. */
export interface Inks {
  colour(ink: Ink): string;
  readonly font: string;
}

function createInks(): Inks {
  const known = new Map<Ink, string>();
  return {
    colour(ink) {
      let colour = known.get(ink);
      if (colour === undefined) {
        const probe = document.createElement("span");
        probe.hidden = true;
        probe.style.color = `var(${ink})`;
        document.body.append(probe);
        colour = getComputedStyle(probe).color;
        probe.remove();
        known.set(ink, colour);
      }
      return colour;
    },
    font: getComputedStyle(document.documentElement).getPropertyValue("--font").trim() || "sans-serif",
  };
}

let current: Inks | null = null;

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

/** The colours of the present theme, resolved as they are asked for; a new object each time the theme changes. */
export function useInks(): Inks {
  return useSyncExternalStore(subscribe, () => (current ??= createInks()));
}
