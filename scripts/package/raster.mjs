import { deflateSync } from "node:zlib";

/** @typedef {readonly [number, number]} Point */
/** @typedef {{ inside: (x: number, y: number) => number, color: readonly [number, number, number] }} Shape */

/**
 * Signed distance to a line of a width that is drawn through points, several of them: negative inside. Far away it is only said
 * to be far.
 * @param {readonly (readonly Point[])[]} lines
 * @param {number} half half the width
 */
export function stroke(lines, half) {
  const points = lines.flat();
  const margin = half * 2;
  const [left, right] = rangeOf(points.map(([x]) => x));
  const [top, bottom] = rangeOf(points.map(([, y]) => y));
  // Start, direction, and the length of that squared: five numbers a piece.
  const pieces = new Float64Array(
    lines.flatMap((line) =>
      line.slice(1).flatMap(([bx, by], index) => {
        const [ax, ay] = /** @type {Point} */ (line[index]);
        return [ax, ay, bx - ax, by - ay, (bx - ax) ** 2 + (by - ay) ** 2];
      }),
    ),
  );
  return (/** @type {number} */ x, /** @type {number} */ y) => {
    if (x < left - margin || x > right + margin || y < top - margin || y > bottom + margin) return margin;
    let least = Infinity;
    for (let at = 0; at < pieces.length; at += 5) {
      const fromX = x - /** @type {number} */ (pieces[at]);
      const fromY = y - /** @type {number} */ (pieces[at + 1]);
      const dx = /** @type {number} */ (pieces[at + 2]);
      const dy = /** @type {number} */ (pieces[at + 3]);
      let along = (fromX * dx + fromY * dy) / /** @type {number} */ (pieces[at + 4]);
      along = along < 0 ? 0 : along > 1 ? 1 : along;
      const offX = fromX - along * dx;
      const offY = fromY - along * dy;
      const squared = offX * offX + offY * offY;
      if (squared < least) least = squared;
    }
    return Math.sqrt(least) - half;
  };
}

/**
 * @param {readonly number[]} values
 * @returns {Point}
 */
function rangeOf(values) {
  return [Math.min(...values), Math.max(...values)];
}

/**
 * A cubic curve as points, the first one left out.
 * @param {Point} from
 * @param {Point} first
 * @param {Point} second
 * @param {Point} to
 * @returns {Point[]}
 */
export function curve(from, first, second, to) {
  const steps = 12;
  return Array.from({ length: steps }, (_, index) => {
    const t = (index + 1) / steps;
    const u = 1 - t;
    /** @param {0 | 1} axis */
    const at = (axis) =>
      u ** 3 * from[axis] + 3 * u * u * t * first[axis] + 3 * u * t * t * second[axis] + t ** 3 * to[axis];
    return [at(0), at(1)];
  });
}

/**
 * Signed distance to a rectangle with round corners: negative inside.
 * @param {{ left: number, top: number, right: number, bottom: number, radius: number }} box
 * @param {number} x
 * @param {number} y
 */
export function distanceToBox({ left, top, right, bottom, radius }, x, y) {
  const dx = Math.abs(x - (left + right) / 2) - (right - left) / 2 + radius;
  const dy = Math.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius;
  if (dx <= 0 || dy <= 0) return Math.max(dx, dy) - radius;
  return Math.sqrt(dx * dx + dy * dy) - radius;
}

/**
 * Draws shapes over each other on a transparent square and gives it as PNG. A shape's `inside` is its signed distance, in units of
 * which the square has `units` on each side.
 * @param {number} size pixels on each side
 * @param {number} units
 * @param {readonly Shape[]} shapes
 */
export function drawPng(size, units, shapes) {
  const perPixel = units / size;
  const rows = Buffer.alloc(size * (1 + size * 4));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (const { inside, color } of shapes) {
        const distance = inside((x + 0.5) * perPixel, (y + 0.5) * perPixel);
        const cover = Math.max(0, Math.min(1, 0.5 - distance / perPixel));
        if (cover === 0) continue;
        const over = cover + alpha * (1 - cover);
        const keep = (alpha * (1 - cover)) / over;
        red = red * keep + (color[0] * cover) / over;
        green = green * keep + (color[1] * cover) / over;
        blue = blue * keep + (color[2] * cover) / over;
        alpha = over;
      }
      const at = y * (1 + size * 4) + 1 + x * 4;
      rows.set([Math.round(red), Math.round(green), Math.round(blue), Math.round(alpha * 255)], at);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  // 8 bits a channel, with alpha.
  head.set([8, 6], 8);
  const mark = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([mark, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/**
 * @param {string} type
 * @param {Buffer} body
 */
function chunk(type, body) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, sum]);
}

/**
 * CRC-32 as PNG has it.
 * @param {Buffer} bytes
 */
function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
