import { zoneOffsetMinutes, type Zone } from "../../lib/format.js";

/** A time as a field for date and time takes it, to the minute, in the reader's zone; "" for none. */
export function toField(ms: number | null, zone: Zone): string {
  if (ms === null || !Number.isFinite(ms)) return "";
  return new Date(ms + zoneOffsetMinutes(zone, ms) * 60_000).toISOString().slice(0, 16);
}

/** What such a field says, ms since 1970; null where it is empty or no time. */
export function fromField(text: string, zone: Zone): number | null {
  const ms = Date.parse(zone === "utc" ? `${text}Z` : text);
  return text === "" || Number.isNaN(ms) ? null : ms;
}
