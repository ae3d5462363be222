import type { BodyOf } from "../../../../shared/model/incident.js";
import type { Clock } from "../words.js";

const WIDTH = 600;
const HEIGHT = 64;
const GAP = 0.15;

type Histogram = BodyOf<"search">["histogram"];

/** The search's results over time as a drawing of bars, the failed part in red at the foot. The classes `b` and `e` colour it. */
export function histogramSvg({ counts, failed }: Histogram, label: string): string {
  const most = Math.max(1, ...counts);
  const step = WIDTH / counts.length;
  const bars = counts.flatMap((value, index) => {
    const red = Math.min(value, failed[index] ?? 0);
    const height = (part: number): number => (part / most) * (HEIGHT - 2);
    // A failure is never too small to be seen.
    const redHeight = red === 0 ? 0 : Math.max(1, height(red));
    const x = index * step + (step * GAP) / 2;
    const bar = (kind: string, from: number, size: number): string =>
      `<rect class="${kind}" x="${short(x)}" width="${short(step * (1 - GAP))}" y="${short(HEIGHT - from - size)}" height="${short(size)}"/>`;
    const greyHeight = Math.max(0, height(value) - redHeight);
    return [
      ...(greyHeight === 0 ? [] : [bar("b", redHeight, greyHeight)]),
      ...(redHeight === 0 ? [] : [bar("e", 0, redHeight)]),
    ];
  });
  return `<svg class="bars" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">${bars.join("")}</svg>`;
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** The times at both ends; empty where nothing has a time. */
export function histogramEnds({ startMs, stepMs, counts }: Histogram, clock: Clock): string[] {
  if (startMs === null) return [];
  return [clock.dayAndMinute(startMs), clock.dayAndMinute(startMs + stepMs * counts.length)];
}

/** The drawing as a file of its own, for formats without styles. */
export function histogramFile(histogram: Histogram, label: string): string {
  return histogramSvg(histogram, label)
    .replace("<svg ", `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" `)
    .replaceAll('class="bars" ', "")
    .replaceAll('class="b"', 'fill="#b9c0cb"')
    .replaceAll('class="e"', 'fill="#c8242c"');
}
