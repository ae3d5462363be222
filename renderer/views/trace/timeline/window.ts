/** A stretch of time that is shown, shown ns from the trace's origin. Always longer than nothing. */
export interface TimeWindow {
  readonly fromNs: number;
  readonly toNs: number;
}

/** Nothing is zoomed in further than this many ns across. */
const NARROWEST_NS = 100;
const LEFT_MARGIN = 0.004;
const RIGHT_MARGIN = 0.021;

/** The window that shows a span or a whole trace, with a little air at both sides. */
export function windowAround(firstNs: number, lastNs: number): TimeWindow {
  const length = Math.max(lastNs - firstNs, NARROWEST_NS * 10);
  const whole = length / (1 - LEFT_MARGIN - RIGHT_MARGIN);
  return { fromNs: firstNs - whole * LEFT_MARGIN, toNs: firstNs + length + whole * RIGHT_MARGIN };
}

/** A window moved and cut so that it lies within the bounds. */
export function clampWindow(window: TimeWindow, bounds: TimeWindow): TimeWindow {
  const whole = bounds.toNs - bounds.fromNs;
  const length = Math.min(Math.max(window.toNs - window.fromNs, NARROWEST_NS), whole);
  const fromNs = Math.min(Math.max(window.fromNs, bounds.fromNs), bounds.toNs - length);
  return { fromNs, toNs: fromNs + length };
}

/** Zooms by a factor (under 1 is nearer); the time at the anchor keeps its place on the screen. */
export function zoomWindow(window: TimeWindow, bounds: TimeWindow, factor: number, anchorNs: number): TimeWindow {
  const length = window.toNs - window.fromNs;
  const whole = bounds.toNs - bounds.fromNs;
  const next = Math.min(Math.max(length * factor, NARROWEST_NS), whole);
  const share = length === 0 ? 0.5 : (anchorNs - window.fromNs) / length;
  const fromNs = anchorNs - share * next;
  return clampWindow({ fromNs, toNs: fromNs + next }, bounds);
}

export function panWindow(window: TimeWindow, bounds: TimeWindow, byNs: number): TimeWindow {
  return clampWindow({ fromNs: window.fromNs + byNs, toNs: window.toNs + byNs }, bounds);
}

export function timeToX(window: TimeWindow, widthPx: number, atNs: number): number {
  return ((atNs - window.fromNs) / (window.toNs - window.fromNs)) * widthPx;
}

export function xToTime(window: TimeWindow, widthPx: number, x: number): number {
  return window.fromNs + (x / Math.max(widthPx, 1)) * (window.toNs - window.fromNs);
}

/** A stretch of real time for an address: `from-to` in ms. */
export function formatWindow(window: TimeWindow | null): string | undefined {
  if (window === null) return undefined;
  return [window.fromNs, window.toNs].map((ns) => String(Number((ns / 1e6).toFixed(6)))).join("-");
}

/** Reads what `formatWindow` wrote; null for all that is not a stretch of time. */
export function parseWindow(text: string | undefined): TimeWindow | null {
  const [, from, to] = /^(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)$/.exec(text ?? "") ?? [];
  const window = { fromNs: Number(from) * 1e6, toNs: Number(to) * 1e6 };
  return window.toNs > window.fromNs ? window : null;
}

const SECOND = 1e9;
const STEPS_NS = [
  ...[1, 10, 100].flatMap((unit) => [1, 2, 5].map((step) => step * unit)),
  ...[1e3, 1e4, 1e5, 1e6, 1e7, 1e8, SECOND].flatMap((unit) => [1, 2, 5].map((step) => step * unit)),
  ...[10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400].map((s) => s * SECOND),
  ...[2, 5, 10, 20, 50, 100, 200, 500, 1000].map((days) => days * 86_400 * SECOND),
];

/** The round length of time whose multiples lie about `spacingPx` apart, ns. */
export function tickStep(window: TimeWindow, widthPx: number, spacingPx: number): number {
  const wanted = ((window.toNs - window.fromNs) / Math.max(widthPx, 1)) * spacingPx;
  return STEPS_NS.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / 86_400e9) * 86_400e9;
}

/** A time on the axis in words; it tells the time apart from its neighbours' a step away. */
export function tickLabel(atNs: number, stepNs: number): string {
  const sign = atNs < 0 ? "−" : "";
  const ns = Math.abs(atNs);
  if (stepNs < 1e3 && ns < 1e6)
    return `${sign}${trim(ns / (ns < 1e3 ? 1 : 1e3), ns < 1e3 ? 0 : 3)}\u00a0${ns < 1e3 ? "ns" : "µs"}`;
  if (ns === 0) return stepNs >= SECOND / 10 ? "0\u00a0s" : "0\u00a0ms";
  if (stepNs < 1e6 && ns < 1e6) return `${sign}${trim(ns / 1e3, 3)}\u00a0µs`;
  if (stepNs < SECOND && ns < SECOND) return `${sign}${trim(ns / 1e6, 6)}\u00a0ms`;
  if (ns < 120 * SECOND || stepNs < SECOND) return `${sign}${trim(ns / SECOND, 9)}\u00a0s`;
  const total = Math.round(ns / SECOND);
  const parts = [
    [Math.floor(total / 86_400), "d"],
    [Math.floor((total % 86_400) / 3600), "h"],
    [Math.floor((total % 3600) / 60), "min"],
    [total % 60, "s"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}\u00a0${unit}`);
  return sign + shown.join("\u00a0");
}

function trim(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}
