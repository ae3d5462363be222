import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { incidentFields, incidentId, itemBody, itemId, incidentItem, keptItem, MOST_ITEMS } from "../model/incident.js";
import { ownAnnotation } from "../model/own-annotation.js";
import { userPrice } from "../model/prices.js";
import { redactionOptions } from "../model/redaction.js";
import { command } from "./procedure.js";

/** The key of a node of the network (`agent:planner`), or of a raw name of one. */
const networkName = z.string().min(3).max(600);

/** Names a kept list of spans: it stands in searches and addresses. */
const selectionId = z.string().regex(/^[a-z0-9]{4,40}$/u);

/**
 * What the user can do to a workspace. Each is stored with its inverse, so that everything can be undone after a restart.
 * A new kind of work is one more member here and one file in the engine's registry of changes.
 */
export const changeCommand = z.discriminatedUnion("command", [
  /** Says something of things, says it anew under the same id, and takes what was said back by its id; as one change. */
  z.object({
    command: z.literal("annotation.set"),
    put: z.array(ownAnnotation).max(10_000),
    remove: z.array(z.string().max(1400)).max(10_000),
  }),
  // Logs of earlier versions hold these four; `annotation.set` has taken their place.
  z.object({ command: z.literal("note.add"), id: z.uuid(), traceId, spanId, text: z.string().min(1).max(100_000) }),
  z.object({ command: z.literal("note.edit"), id: z.uuid(), text: z.string().min(1).max(100_000) }),
  z.object({ command: z.literal("note.remove"), id: z.uuid() }),
  /** What the reader says of a document that a span found, by its place there. Null takes it back. */
  z.object({
    command: z.literal("judgement.set"),
    traceId,
    spanId,
    position: z.int().nonnegative(),
    name: z.enum(["relevance", "used"]),
    score: z.union([z.literal(0), z.literal(1)]).nullable(),
  }),
  z.object({ command: z.literal("search.save"), query: z.string().min(1).max(10_000) }),
  z.object({ command: z.literal("search.unsave"), query: z.string() }),
  z.object({ command: z.literal("price.set"), price: userPrice }),
  z.object({ command: z.literal("price.remove"), pattern: z.string() }),
  /** What is taken out of what leaves the workspace, all of it anew. */
  z.object({ command: z.literal("redaction.set"), options: redactionOptions }),
  /** The trace, and what follows it in its conversation, goes on with the conversation of another trace. */
  z.object({ command: z.literal("conversation.join"), traceId, into: traceId }),
  /** The trace begins a conversation, with what follows it. */
  z.object({ command: z.literal("conversation.split"), traceId }),
  /** The trace is again where the data puts it. */
  z.object({ command: z.literal("conversation.reset"), traceId }),
  /** A node of the network, or one of its raw names, is another node from now on. */
  z.object({ command: z.literal("network.merge"), identity: networkName, into: networkName }),
  /** A raw name of a node is a node of its own. */
  z.object({ command: z.literal("network.split"), identity: networkName }),
  /** A node or raw name is again where the data puts it. */
  z.object({ command: z.literal("network.reset"), identity: networkName }),
  /** Null gives a node the name back that the data gives it. */
  z.object({ command: z.literal("network.rename"), node: networkName, name: z.string().min(1).max(200).nullable() }),
  z.object({ command: z.literal("network.hide"), node: networkName }),
  z.object({ command: z.literal("network.show"), node: networkName }),
  /** Keeps spans as a list, found by `set:ID`: too many for an address. */
  z.object({
    command: z.literal("selection.save"),
    id: selectionId,
    traces: z.array(z.object({ traceId, spanIds: z.array(spanId).max(10_000) })).max(10_000),
  }),
  z.object({ command: z.literal("selection.remove"), id: selectionId }),
  z.object({
    command: z.literal("incident.add"),
    id: incidentId,
    ...incidentFields.shape,
    items: z.array(keptItem).max(MOST_ITEMS),
    /** Said only where it comes back. */
    createdAtMs: z.number().optional(),
  }),
  /** Only what is named changes. Edits of the same fields that follow each other quickly are undone as one. */
  z.object({ command: z.literal("incident.edit"), id: incidentId, fields: incidentFields.partial() }),
  z.object({ command: z.literal("incident.remove"), id: incidentId }),
  /** Items before another one, or at the end; one that says its place stands there afterwards. */
  z.object({
    command: z.literal("item.add"),
    incidentId,
    items: z.array(keptItem).min(1).max(MOST_ITEMS),
    before: itemId.nullable(),
  }),
  /** Only what is named changes. A body is replaced by one of its own type: a note's words, a search that is counted again. */
  z.object({
    command: z.literal("item.edit"),
    id: itemId,
    heading: incidentItem.shape.heading.optional(),
    caption: incidentItem.shape.caption.optional(),
    body: itemBody.optional(),
  }),
  /** Items of one incident. */
  z.object({ command: z.literal("item.remove"), ids: z.array(itemId).min(1).max(MOST_ITEMS) }),
  /** Before another item of its incident, or to the end. */
  z.object({ command: z.literal("item.move"), id: itemId, before: itemId.nullable() }),
]);
export type ChangeCommand = z.output<typeof changeCommand>;

export const changesContract = {
  "change.apply": command(z.object({ change: changeCommand }), z.object({ seq: z.int() })),
  /** Undoes the last change that is not undone. `label` says what it was; null where there is nothing to undo. */
  "change.undo": command(z.object({}), z.object({ label: z.string().nullable() })),
  "change.redo": command(z.object({}), z.object({ label: z.string().nullable() })),
} as const;
