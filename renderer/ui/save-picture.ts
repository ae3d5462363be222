import type { ReactElement } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { createInks } from "../lib/theme-inks.js";
import type { Rgba, ThemeInks } from "../lib/theme-inks.js";

export type PictureFormat = "svg" | "png";

/** Two pixels for one, so that text stays sharp in a report. */
const PNG_SCALE = 2;
/** Browsers make no canvas beyond it. */
const MOST_PNG_EDGE_PX = 16_000;
const MOST_PNG_PIXELS = 120_000_000;

/**
 * Saves a drawing as a file among the downloads: `picture` is an `svg` element of plain shapes and text, with its size as
 * width and height. Colours may be the design's variables; the file holds those of the light theme, for documents, or of the
 * present one where `data-pictures` of the page says `screen`, so it looks alike everywhere. Rejects with an Error where the browser cannot draw it.
 */
export async function savePicture(picture: ReactElement, name: string, format: PictureFormat): Promise<void> {
  const onScreen = document.documentElement.dataset["pictures"] === "screen";
  const svg = pictureMarkup(picture, onScreen ? undefined : "light");
  const source = new Blob([svg.markup], { type: "image/svg+xml" });
  const file = format === "svg" ? source : await drawn(source, svg.widthPx, svg.heightPx);
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = `${fileName(name)}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export interface PictureMarkup {
  readonly markup: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * A drawing as SVG text that needs nothing else: plain shapes, plain colours of a scheme, or of the present one. Throws an Error where there
 * is no `svg` element in it.
 */
export function pictureMarkup(picture: ReactElement, scheme: "light" | "dark" | undefined): PictureMarkup {
  const place = document.createElement("div");
  const root = createRoot(place);
  flushSync(() => root.render(picture));
  const svg = place.querySelector("svg");
  if (svg === null) throw new Error("There is nothing to save.");
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  for (const part of svg.querySelectorAll("[data-fill]")) {
    part.removeAttribute("data-fill");
    part.setAttribute("fill", "currentColor");
    part.setAttribute("stroke", "none");
  }
  const markup = withPlainValues(new XMLSerializer().serializeToString(svg), createInks(scheme));
  const widthPx = Number(svg.getAttribute("width"));
  const heightPx = Number(svg.getAttribute("height"));
  root.unmount();
  return { markup, widthPx, heightPx };
}

/** Programs that show pictures know neither the design's variables nor mixed colours: plain values take their place. */
function withPlainValues(markup: string, inks: ThemeInks): string {
  const style = getComputedStyle(document.documentElement);
  const plain = (value: string): string => {
    const name = /^var\((--[a-z0-9-]+)\)$/.exec(value)?.[1];
    const isFont = name === "--font" || name === "--mono";
    return isFont ? style.getPropertyValue(name).trim().replaceAll('"', "'") : hexOf(inks.rgba(value));
  };
  return markup.replace(/color-mix\((?:[^()]|\([^()]*\))*\)|var\(--[a-z0-9-]+\)/g, plain);
}

/** As `#rrggbb`, which every program reads. */
function hexOf([red, green, blue]: Rgba): string {
  const digits = [red, green, blue].map((part) =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}

async function drawn(source: Blob, widthPx: number, heightPx: number): Promise<Blob> {
  const scale = Math.min(
    PNG_SCALE,
    MOST_PNG_EDGE_PX / Math.max(widthPx, heightPx),
    Math.sqrt(MOST_PNG_PIXELS / (widthPx * heightPx)),
  );
  const url = URL.createObjectURL(source);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(Math.ceil(widthPx * scale), Math.ceil(heightPx * scale));
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("The browser cannot draw the picture.");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: "image/png" });
  } finally {
    URL.revokeObjectURL(url);
  }
}

function fileName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._-]+/gu, " ").trim();
  return plain === "" ? "picture" : plain.slice(0, 80);
}
