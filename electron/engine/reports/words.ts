/** How a report writes figures and times. A no-break space stands between a number and its unit. */
const NBSP = "\u00a0";
const integers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `1,284,906`. */
export function count(value: number): string {
  return integers.format(value);
}

/** `1 run`, `318 runs`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)}${NBSP}${value === 1 ? one : many}`;
}

const pad = (value: number, width = 2): string => String(value).padStart(width, "0");

/** `340 ms`, `24.62 s`, `107 s`, `2 min 06 s`, `2 h 39 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  if (ms < 0) return `−${duration(-ms)}`;
  if (ms > 0 && ms < 1) return `${Number(ms.toPrecision(2))}${NBSP}ms`;
  if (ms < 999.5) return `${Math.round(ms)}${NBSP}ms`;
  const seconds = ms / 1000;
  if (seconds < 99.995) return `${seconds.toFixed(2)}${NBSP}s`;
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole}${NBSP}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}${NBSP}min${NBSP}${pad(whole % 60)}${NBSP}s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}${NBSP}h${NBSP}${pad(minutes % 60)}${NBSP}min`;
  const hours = Math.round(seconds / 3600);
  const rest = hours % 24 === 0 ? "" : `${NBSP}${hours % 24}${NBSP}h`;
  return `${count(Math.floor(hours / 24))}${NBSP}d${rest}`;
}

/** `$0.1137`, `$12.40`. */
export function cost(usd: number): string {
  if (usd === 0) return "$0";
  if (Math.abs(usd) < 0.00005) return "<$0.0001";
  if (Math.abs(usd) < 10) return `$${usd.toFixed(4)}`;
  return `$${new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(usd)}`;
}

/** A score: at most four digits behind the point. */
export function score(value: number): string {
  return String(Number(value.toFixed(4)));
}

/** Times on the clock of the reader, who is so many minutes ahead of UTC. */
export class Clock {
  readonly #offsetMinutes: number;

  constructor(offsetMinutes: number) {
    this.#offsetMinutes = offsetMinutes;
  }

  #at(ms: number): Date {
    return new Date(Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? ms + this.#offsetMinutes * 60_000 : 0);
  }

  /** `20 November 2026`. */
  day(ms: number): string {
    const at = this.#at(ms);
    return `${at.getUTCDate()}${NBSP}${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  }

  /** `14:32`. */
  minute(ms: number): string {
    const at = this.#at(ms);
    return `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}`;
  }

  /** `14:32:13.758`. */
  time(ms: number): string {
    const at = this.#at(ms);
    return `${this.minute(ms)}:${pad(at.getUTCSeconds())}.${pad(at.getUTCMilliseconds(), 3)}`;
  }

  /** `20 November 2026, 14:32`. */
  dayAndMinute(ms: number): string {
    return `${this.day(ms)}, ${this.minute(ms)}`;
  }

  /** `20 November 2026, 14:32:13.758`. */
  dayAndTime(ms: number): string {
    return `${this.day(ms)}, ${this.time(ms)}`;
  }

  /** `16 to 20 November 2026`, `20 November 2026, 12:00 to 15:30`; what is the same is said once. */
  period(fromMs: number, toMs: number): string {
    const [from, to] = [this.#at(fromMs), this.#at(toMs)];
    const toDay = this.day(toMs);
    if (this.day(fromMs) === toDay) return `${toDay}, ${this.minute(fromMs)} to ${this.minute(toMs)}`;
    const sameYear = from.getUTCFullYear() === to.getUTCFullYear();
    const month = sameYear && from.getUTCMonth() === to.getUTCMonth() ? "" : `${NBSP}${MONTHS[from.getUTCMonth()]}`;
    return `${from.getUTCDate()}${month}${sameYear ? "" : ` ${from.getUTCFullYear()}`} to ${toDay}`;
  }

  /** `UTC`, `UTC+1`, `UTC−3:30`. */
  zone(): string {
    if (this.#offsetMinutes === 0) return "UTC";
    const size = Math.abs(this.#offsetMinutes);
    const rest = size % 60;
    return `UTC${this.#offsetMinutes < 0 ? "−" : "+"}${Math.floor(size / 60)}${rest === 0 ? "" : `:${pad(rest)}`}`;
  }
}
