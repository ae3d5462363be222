/**
 * How figures and times are written. A non-breaking space stands between a number and its unit. Times are local or UTC,
 * as the reader set it.
 */
export type Zone = "local" | "utc";

const NBSP = "\u00a0";
const integers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** `1,284,906`; a dash where there is no number. */
export function formatNumber(value: number | null): string {
  return value === null || Number.isNaN(value) ? "–" : integers.format(value);
}

/** `1 trace`, `318 traces`. */
export function formatCounted(value: number, one: string, many = `${one}s`): string {
  return `${formatNumber(value)}${NBSP}${value === 1 ? one : many}`;
}

const pad = (value: number) => String(value).padStart(2, "0");

/** A duration in ns: `850 ns`, `12 µs`, `340 ms`, `24.62 s`, `107 s`, `2 min 06 s`, `2 h 39 min`, `3 d 4 h`. */
export function formatDuration(ns: number | null): string {
  if (ns === null || Number.isNaN(ns)) return "–";
  if (ns < 0) return `−${formatDuration(-ns)}`;
  if (ns === 0) return `0${NBSP}ms`;
  if (ns < 999.5) return `${Math.round(ns)}${NBSP}ns`;
  if (ns < 999_500) return `${trim(ns / 1e3)}${NBSP}µs`;
  if (ns < 999_500_000) return `${trim(ns / 1e6)}${NBSP}ms`;
  const seconds = ns / 1e9;
  if (seconds < 99.995) return `${seconds.toFixed(2)}${NBSP}s`;
  if (seconds < 119.5) return `${Math.round(seconds)}${NBSP}s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)}${NBSP}min${NBSP}${pad(whole % 60)}${NBSP}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}${NBSP}h${NBSP}${pad(minutes % 60)}${NBSP}min`;
  const hours = Math.round(seconds / 3600);
  return `${formatNumber(Math.floor(hours / 24))}${NBSP}d${NBSP}${hours % 24}${NBSP}h`;
}

function trim(value: number): string {
  return value < 9.95 ? String(Number(value.toFixed(1))) : String(Math.round(value));
}

/** A cost without its sign, for columns whose head says `$`: `0.1137`, `12.40`, `<0.0001`. */
export function formatCostFigure(usd: number | null): string {
  if (usd === null || Number.isNaN(usd)) return "–";
  if (usd === 0) return "0";
  if (Math.abs(usd) < 0.00005) return "<0.0001";
  if (Math.abs(usd) < 10) return usd.toFixed(4);
  return new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(usd);
}

/** `$0.1137`; a dash where the cost is not known. */
export function formatCost(usd: number | null): string {
  const figure = formatCostFigure(usd);
  return figure === "–" ? figure : figure.startsWith("<") ? `<$${figure.slice(1)}` : `$${figure}`;
}

const UNITS = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** `1.9 GB`, `812 kB`, `1 byte`. Thousands, not 1,024. */
export function formatBytes(bytes: number | null): string {
  if (bytes === null || Number.isNaN(bytes)) return "–";
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  if (unit === 0) return `${formatNumber(bytes)}${NBSP}${bytes === 1 ? "byte" : "bytes"}`;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)}${NBSP}${UNITS[unit]}`;
}

/** `1.9 of 3.0 GB`: both in the unit of the larger. */
export function formatBytesOf(bytes: number, total: number): string {
  let unit = 0;
  while (total / 1000 ** unit >= 999.5 && unit < UNITS.length - 1) unit += 1;
  const figure = (value: number) => (unit === 0 || value >= 99.5 ? formatNumber(value) : value.toFixed(1));
  return `${figure(bytes / 1000 ** unit)} of ${figure(total / 1000 ** unit)}${NBSP}${UNITS[unit]}`;
}

/** `64 %` of a share between 0 and 1. */
export function formatShare(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 1 ? percent.toFixed(1) : Math.round(percent)}${NBSP}%`;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", { ...options, ...(zone === "utc" ? { timeZone: "UTC" } : {}) });
    formats.set(key, format);
  }
  return format;
}

const isTime = (unixMs: number) => Number.isFinite(unixMs) && Math.abs(unixMs) <= 8.64e15;

/** `14:41:52`. */
export function formatClock(unixMs: number, zone: Zone): string {
  if (!isTime(unixMs)) return "–";
  return dateFormat(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(unixMs);
}

/** `Friday 20 November`, with the year where it is not this one. */
export function formatDay(unixMs: number, zone: Zone, nowMs = Date.now()): string {
  if (!isTime(unixMs)) return "No time";
  const year = dateFormat(zone, { year: "numeric" });
  const sameYear = year.format(unixMs) === year.format(nowMs);
  const parts = { weekday: "long", day: "numeric", month: "long" } as const;
  return dateFormat(zone, sameYear ? parts : { ...parts, year: "numeric" })
    .format(unixMs)
    .replace(",", "");
}

/** `20 Nov, 14:41`, or `2 Jul ’25, 14:41` where the year is another, for columns and captions. */
export function formatShortDateTime(unixMs: number, zone: Zone, nowMs = Date.now()): string {
  if (!isTime(unixMs)) return "–";
  const year = dateFormat(zone, { year: "numeric" });
  const own = year.format(unixMs);
  const day = dateFormat(zone, { day: "numeric", month: "short" }).format(unixMs);
  const clock = dateFormat(zone, { hour: "2-digit", minute: "2-digit" }).format(unixMs);
  return own === year.format(nowMs) ? `${day}, ${clock}` : `${day} ’${own.slice(-2)}, ${clock}`;
}

/** `20 Nov 2026, 14:41:52.031 UTC+1`, for tooltips and details. */
export function formatDateTime(unixMs: number, zone: Zone): string {
  if (!isTime(unixMs)) return "–";
  const day = dateFormat(zone, { day: "numeric", month: "short", year: "numeric" }).format(unixMs);
  const clock = dateFormat(zone, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    fractionalSecondDigits: 3,
  }).format(unixMs);
  return `${day}, ${clock} ${zoneName(zone, unixMs)}`;
}

/** Minutes to add to UTC for the reader's clock at a time. */
export function zoneOffsetMinutes(zone: Zone, atMs = Date.now()): number {
  return zone === "utc" ? 0 : -new Date(atMs).getTimezoneOffset();
}

/** `UTC`, `UTC+1`, `UTC−3:30`. */
export function zoneName(zone: Zone, atMs = Date.now()): string {
  const offset = zoneOffsetMinutes(zone, atMs);
  if (offset === 0) return "UTC";
  const size = Math.abs(offset);
  const minutes = size % 60 === 0 ? "" : `:${pad(size % 60)}`;
  return `UTC${offset < 0 ? "−" : "+"}${Math.floor(size / 60)}${minutes}`;
}

/** The day that a time falls on, as a key: equal for times of one day. */
export function dayKey(unixMs: number, zone: Zone): string {
  if (!isTime(unixMs)) return "";
  return dateFormat(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).format(unixMs);
}
