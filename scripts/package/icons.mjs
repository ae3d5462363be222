import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { curve, distanceToBox, drawPng, stroke } from "./raster.mjs";

/** @typedef {import("./raster.mjs").Point} Point */
/** @typedef {import("./raster.mjs").Shape} Shape */

const UNITS = 100;
/** @type {Shape["color"]} */ const ACCENT = [42, 91, 215];
/** @type {Shape["color"]} */ const WHITE = [255, 255, 255];
/** @type {Shape["color"]} */ const EDGE = [176, 184, 198];
/** Apple's system shows PNG of these sizes under these names. */
const APPLE = /** @type {const} */ ([
  ["ic07", 128],
  ["ic08", 256],
  ["ic09", 512],
  ["ic10", 1024],
]);
const WINDOWS = [16, 32, 48, 256];
const LINUX = [32, 48, 64, 128, 256, 512];

/**
 * Skein's mark, a loose knot of two threads, in a square of 20 units whose corner and size are given.
 * @param {number} left
 * @param {number} top
 * @param {number} size
 * @param {Shape["color"]} color
 * @returns {Shape}
 */
function mark(left, top, size, color) {
  const scale = size / 20;
  /** @param {number} x @param {number} y @returns {Point} */
  const at = (x, y) => [left + x * scale, top + y * scale];
  const knot = [at(3, 6)];
  /** @type {readonly (readonly [Point, Point, Point])[]} */
  const curves = [
    [at(7.7, 6), at(7.7, 14), at(12.3, 14)],
    [at(14.9, 14), at(17, 12.2), at(17, 10)],
    [at(17, 7.8), at(14.9, 6), at(12.3, 6)],
    [at(7.7, 6), at(7.7, 14), at(3, 14)],
  ];
  for (const [first, second, to] of curves) knot.push(...curve(/** @type {Point} */ (knot.at(-1)), first, second, to));
  const threads = [knot, [at(3, 10), at(6.2, 10)], [at(10.7, 10), at(17, 10)]];
  return { color, inside: stroke(threads, 0.8 * scale) };
}

/** The app's own sign. */
const APP = [
  {
    color: ACCENT,
    inside: (/** @type {number} */ x, /** @type {number} */ y) =>
      distanceToBox({ left: 6, top: 6, right: 94, bottom: 94, radius: 20 }, x, y),
  },
  mark(14, 14, 72, WHITE),
];

/** A workspace: a sheet with the mark. */
const SHEET = { left: 18, top: 5, right: 82, bottom: 95, radius: 6 };
const DOCUMENT = [
  {
    color: EDGE,
    inside: (/** @type {number} */ x, /** @type {number} */ y) => distanceToBox(SHEET, x, y),
  },
  {
    color: WHITE,
    inside: (/** @type {number} */ x, /** @type {number} */ y) => distanceToBox(SHEET, x, y) + 2,
  },
  mark(25, 25, 50, ACCENT),
];

/**
 * Pictures of many sizes in one file, as macOS has them.
 * @param {(size: number) => Buffer} png
 */
export function icns(png) {
  const parts = APPLE.map(([name, size]) => {
    const body = png(size);
    const head = Buffer.alloc(8);
    head.write(name, "latin1");
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  });
  const all = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write("icns", "latin1");
  head.writeUInt32BE(all.length + 8, 4);
  return Buffer.concat([head, all]);
}

/**
 * The same as Windows has them.
 * @param {(size: number) => Buffer} png
 */
export function ico(png) {
  const head = Buffer.from([0, 0, 1, 0, WINDOWS.length, 0]);
  const bodies = WINDOWS.map(png);
  let offset = head.length + 16 * WINDOWS.length;
  const entries = bodies.map((body, index) => {
    const entry = Buffer.alloc(16);
    // 256 is written as 0.
    entry.set([(WINDOWS[index] ?? 0) % 256, (WINDOWS[index] ?? 0) % 256, 0, 0, 1, 0, 32, 0]);
    entry.writeUInt32LE(body.length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += body.length;
    return entry;
  });
  return Buffer.concat([head, ...entries, ...bodies]);
}

/**
 * Writes the icons of the app and of its workspaces, as each system wants them.
 * @param {string} folder
 */
export function writeIcons(folder) {
  const linux = join(folder, "linux");
  mkdirSync(linux, { recursive: true });
  for (const [name, shapes] of /** @type {const} */ ([
    ["icon", APP],
    ["skein", DOCUMENT],
  ])) {
    /** @type {Map<number, Buffer>} */
    const drawn = new Map();
    /** @param {number} size */
    const png = (size) => {
      const known = drawn.get(size) ?? drawPng(size, UNITS, shapes);
      drawn.set(size, known);
      return known;
    };
    writeFileSync(join(folder, `${name}.icns`), icns(png));
    writeFileSync(join(folder, `${name}.ico`), ico(png));
    if (name === "icon") for (const size of LINUX) writeFileSync(join(linux, `${size}x${size}.png`), png(size));
  }
}
