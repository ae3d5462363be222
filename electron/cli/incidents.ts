import { randomUUID } from "node:crypto";
import type { Client } from "../../shared/contract/client.js";
import { AppError } from "../../shared/contract/errors.js";
import type { EvidenceReference, IncidentHead } from "../../shared/contract/incidents.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import {
  incidentFields,
  type IncidentFields,
  type IncidentItem,
  type ItemBody,
  severityCode,
} from "../../shared/model/incident.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import { itemLine } from "./incident-item-line.js";
import { namedIncident } from "./incident-named.js";
import type { Output } from "./output.js";
import { printable, table } from "./terminal-text.js";

/** Evidence that a command names: to be made from the data, or a note. */
export type NamedEvidence = { readonly reference: EvidenceReference } | { readonly note: string };

type Connected = Client<SkeinContract>;

/** `skein incident list`: `{incidents}`. */
export function listIncidents(options: CommonOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const incidents = await client.call("incident.list", {}, signal);
    output.answer({ incidents }, () =>
      table(
        ["id", "severity", "status", "items", "changed", "title"],
        incidents.map((one) => [
          one.id.slice(0, 8),
          `${severityCode(one.severity)} ${one.severity}`,
          one.status,
          one.items,
          minute(one.changedAtMs),
          one.title,
        ]),
      ),
    );
    return 0;
  });
}

/** `skein incident show INCIDENT [--bodies]`: `{incident, items}`; with bodies also what each item holds. */
export function showIncident(
  named: string,
  options: CommonOptions & { readonly bodies?: true },
  output: Output,
): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const { id } = await find(client, named, signal);
    const { incident, items } = await client.call("incident.get", { id }, signal);
    const bodies = new Map<string, ItemBody>();
    // Pictures are large; people see a line an item, which needs all but those.
    const wanted = items.filter((item) => (output.json ? options.bodies === true : item.type !== "picture"));
    for (const item of wanted) bodies.set(item.id, await client.call("incident.item", { id: item.id }, signal));
    const whole = items.map((item) => {
      const body = bodies.get(item.id);
      return body === undefined ? item : { ...item, body };
    });
    output.answer({ incident, items: whole }, () =>
      [
        printable(incident.title),
        headLine(incident),
        ...(incident.summary === "" ? [] : ["", ...incident.summary.split("\n").map(printable)]),
        "",
        ...items.map((item, at) => `${at + 1}. ${printable(itemLine(item, bodies.get(item.id)))}  [${item.id}]`),
      ].join("\n"),
    );
    return 0;
  });
}

/** `skein incident create --title TITLE …`: `{incident}`. */
export function createIncident(
  fields: Partial<IncidentFields>,
  options: CommonOptions,
  output: Output,
): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const id = randomUUID();
    const begun = { severity: "medium", status: "open", owner: "", summary: "", startMs: null, endMs: null, ...fields };
    await client.call(
      "change.apply",
      { change: { command: "incident.add", id, ...incidentFields.parse(begun), items: [] } },
      signal,
    );
    return answerWith(client, id, output, signal);
  });
}

/** `skein incident edit INCIDENT …`: `{incident}`. */
export function editIncident(
  named: string,
  fields: Partial<IncidentFields>,
  options: CommonOptions,
  output: Output,
): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const { id } = await find(client, named, signal);
    await client.call("change.apply", { change: { command: "incident.edit", id, fields } }, signal);
    return answerWith(client, id, output, signal);
  });
}

/** `skein incident add INCIDENT …`: `{incident, item}`. */
export function addEvidence(
  named: string,
  evidence: NamedEvidence,
  words: { readonly heading?: string; readonly caption?: string },
  options: CommonOptions,
  output: Output,
): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const { id } = await find(client, named, signal);
    const made =
      "note" in evidence
        ? {
            heading: evidence.note.trim().split("\n", 1)[0]?.slice(0, 80) ?? "",
            body: { type: "note", text: evidence.note } as const,
          }
        : await client.call("incident.evidence", { reference: evidence.reference }, signal);
    const item: IncidentItem = {
      id: randomUUID(),
      heading: words.heading ?? made.heading,
      caption: words.caption ?? "",
      body: made.body,
    };
    await client.call(
      "change.apply",
      { change: { command: "item.add", incidentId: id, items: [item], before: null } },
      signal,
    );
    const { incident } = await client.call("incident.get", { id }, signal);
    output.answer({ incident, item }, () => `${incident.items}. ${printable(itemLine(item, item.body))}  [${item.id}]`);
    return 0;
  });
}

/** `skein incident remove INCIDENT [--item NUMBER|ID]`: `{removed}`. */
export function removeIncident(
  named: string,
  options: CommonOptions & { readonly item?: string },
  output: Output,
): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const { id, title } = await find(client, named, signal);
    if (options.item === undefined) {
      await client.call("change.apply", { change: { command: "incident.remove", id } }, signal);
      output.answer({ removed: id }, () => `Removed: ${printable(title)}`);
      return 0;
    }
    const { items } = await client.call("incident.get", { id }, signal);
    const item = items.find((one, at) => one.id === options.item || String(at + 1) === options.item);
    if (item === undefined) {
      throw new AppError("NOT_FOUND", `The incident has no item ${options.item}.`, {
        hint: "`skein incident show` prints the numbers and the ids of its items.",
      });
    }
    await client.call("change.apply", { change: { command: "item.remove", ids: [item.id] } }, signal);
    output.answer({ removed: item.id }, () => `Removed: ${printable(item.heading)}`);
    return 0;
  });
}

async function find(client: Connected, named: string, signal: AbortSignal): Promise<IncidentHead> {
  return namedIncident(await client.call("incident.list", {}, signal), named);
}

async function answerWith(client: Connected, id: string, output: Output, signal: AbortSignal): Promise<number> {
  const { incident } = await client.call("incident.get", { id }, signal);
  output.answer({ incident }, () => `${incident.id}\n${printable(incident.title)}\n${headLine(incident)}`);
  return 0;
}

/** "S2 high, investigating, Mara, 2026-11-20T12:00Z to ?, 7 items". */
function headLine({ severity, status, owner, startMs, endMs, items }: IncidentHead): string {
  const parts = [
    `${severityCode(severity)} ${severity}`,
    status,
    owner === "" ? null : printable(owner),
    startMs === null && endMs === null ? null : `${minute(startMs)} to ${minute(endMs)}`,
    `${items} ${items === 1 ? "item" : "items"}`,
  ];
  return parts.filter((part) => part !== null).join(", ");
}

/** "2026-11-20T12:00Z" */
function minute(ms: number | null): string {
  return ms === null ? "?" : `${new Date(ms).toISOString().slice(0, 16)}Z`;
}
