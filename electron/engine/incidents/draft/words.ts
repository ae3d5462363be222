import { shortened } from "../evidence/excerpts.js";

const COUNT = new Intl.NumberFormat("en");

/** "1,204 errors"; one of a thing has no ending. */
export function counted(count: number, thing: string): string {
  return `${COUNT.format(count)} ${thing}${count === 1 ? "" : "s"}`;
}

const UNITS = [
  [86_400_000, "days"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"],
  [1, "ms"],
] as const;

/** A time in the largest unit of which there are two or more, rounded. */
export function roughly(durationMs: number): string {
  const [size, unit] = UNITS.find(([length]) => durationMs >= 2 * length) ?? [1, "ms"];
  return `${Math.round(durationMs / size)} ${unit}`;
}

/** The first line of a text that says something, as long as a sentence may be. */
export function firstLine(text: string, most = 160): string {
  const lines = text.split(/[\n\r]/);
  const line = (lines.find((one) => /[\p{L}\p{N}]/u.test(one)) ?? text).trim();
  return line.length <= most ? line : `${shortened(line, most - 1).trimEnd()}…`;
}
