import { formatDuration } from "../../../lib/format.js";
import type { Script } from "./outline.js";

/** What a block says of its time: nothing where the run has none. */
export function timeOf({ timeless }: Script, atNs: number): { readonly time: string; readonly timeTitle: string } {
  return timeless
    ? { time: "", timeTitle: "No time was recorded" }
    : { time: clockOf(atNs), timeTitle: formatDuration(atNs) };
}

/** A time from the start of the run, as a column of a transcript has it: `2.41` seconds, `12:07` minutes, `1:02:09` hours. */
function clockOf(atNs: number): string {
  const seconds = atNs / 1e9;
  if (Math.abs(seconds) < 600) return seconds.toFixed(2);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const minutes = `${two(seconds % 60)}`;
  return seconds < 3600
    ? `${Math.floor(seconds / 60)}:${minutes}`
    : `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${minutes}`;
}
