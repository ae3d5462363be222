/** A time from the start of the run, as a column of a transcript has it: `2.41` seconds, `12:07` minutes, `1:02:09` hours. */
export function clockOf(atNs: number): string {
  const seconds = atNs / 1e9;
  if (Math.abs(seconds) < 600) return seconds.toFixed(2);
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const minutes = `${two(seconds % 60)}`;
  return seconds < 3600
    ? `${Math.floor(seconds / 60)}:${minutes}`
    : `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${minutes}`;
}
