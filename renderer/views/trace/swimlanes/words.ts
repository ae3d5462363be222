import { dictionaryAt } from "../../../../shared/model/columns.js";
import { formatDuration } from "../../../lib/format.js";
import type { PaintContext } from "../paint-context.js";
import type { Reason } from "./contacts.js";
import { fitText, widthOf } from "./labels.js";
import type { LaneModel } from "./model.js";
import { stayEnd, stayStart } from "./stays.js";

const MOST_NAMES = 3;

const TURNS_TO: Readonly<Record<Reason["type"], string>> = {
  invokes: "calls",
  hands_off: "hands over to",
  sends: "sends to",
  replies: "answers",
};

/** What an arrow stands for: "planner hands over to writer". */
export function messageWords({ messages, lanes }: LaneModel, message: number): string {
  const type = messages.reason[message]?.type ?? "invokes";
  const who = lanes[messages.from[message] ?? 0];
  const whom = lanes[messages.to[message] ?? 0];
  const verb = type === "invokes" && who?.type === "user" ? "asks" : TURNS_TO[type];
  return `${who?.name ?? ""} ${verb} ${whom?.name ?? ""}`;
}

/** For whom a stay waits: the lanes of what runs inside it then, without repeats. */
export function waitedFor(model: LaneModel, wait: number): string[] {
  const { structure, stays, waits, lanes } = model;
  const stay = waits.stay[wait] ?? 0;
  const names = new Set<string>();
  for (let index = stays.insideFrom[stay] ?? 0; index < (stays.insideFrom[stay + 1] ?? 0); index++) {
    const inside = stays.inside[index] ?? 0;
    if (stayStart(structure, stays, inside) >= (waits.toNs[wait] ?? 0)) break;
    if (stayEnd(structure, stays, inside) <= (waits.fromNs[wait] ?? 0)) continue;
    names.add(lanes[stays.lane[inside] ?? 0]?.name ?? "");
    if (names.size > MOST_NAMES) break;
  }
  const shown = [...names].slice(0, MOST_NAMES);
  return names.size > MOST_NAMES ? [...shown, "others"] : shown;
}

/** What is said of waiting in the room that there is: in full, shorter, or not at all. */
export function waitWords(context: PaintContext, model: LaneModel, wait: number, roomPx: number): string {
  const duration = formatDuration((model.waits.toNs[wait] ?? 0) - (model.waits.fromNs[wait] ?? 0));
  if (roomPx < widthOf(context, duration)) return "";
  const names = waitedFor(model, wait).join(", ");
  const fits = (words: string) => widthOf(context, words) <= roomPx;
  return [`waits ${duration} for ${names}`, `${duration}, ${names}`, duration].find(fits) ?? "";
}

/** A failed call in a few words: its name and what went wrong. */
export function failureWords(context: PaintContext, model: LaneModel, row: number, roomPx: number): string {
  const { table } = model.structure;
  const name = dictionaryAt(table.tool, row) ?? dictionaryAt(table.name, row) ?? "";
  const error = table.error[row] ?? "";
  return fitText(context, error === "" ? name : `${name}: ${error}`, roomPx);
}
