import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { userPrice } from "../model/prices.js";
import { redactionOptions } from "../model/redaction.js";
import { JUDGEMENT_NAMES } from "./annotations.js";
import { command, query } from "./procedure.js";

/** The user's work on a span. Later kinds of annotation add their own members. */
export const note = z.object({
  id: z.string(),
  traceId,
  spanId,
  /** Markdown. */
  text: z.string(),
  createdAtMs: z.number(),
  changedAtMs: z.number(),
});
export type Note = z.output<typeof note>;

/** The key of a node of the network (`agent:planner`), or of a raw name of one. */
const networkName = z.string().min(3).max(600);

/** Names a kept list of spans: it stands in searches and addresses. */
const selectionId = z.string().regex(/^[a-z0-9]{4,40}$/u);

/**
 * What the user can do to a workspace. Each is stored with its inverse, so that everything can be undone after a restart.
 * A new kind of work is one more member here and one file in the engine's registry of changes.
 */
export const changeCommand = z.discriminatedUnion("command", [
  z.object({ command: z.literal("note.add"), id: z.uuid(), traceId, spanId, text: z.string().min(1).max(100_000) }),
  z.object({ command: z.literal("note.edit"), id: z.uuid(), text: z.string().min(1).max(100_000) }),
  z.object({ command: z.literal("note.remove"), id: z.uuid() }),
  /** What the reader says of a document that a span found, by its place there. Null takes it back. */
  z.object({
    command: z.literal("judgement.set"),
    traceId,
    spanId,
    position: z.int().nonnegative(),
    name: z.enum(JUDGEMENT_NAMES),
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
]);
export type ChangeCommand = z.output<typeof changeCommand>;

export const changesContract = {
  "change.apply": command(z.object({ change: changeCommand }), z.object({ seq: z.int() })),
  /** Undoes the last change that is not undone. `label` says what it was; null where there is nothing to undo. */
  "change.undo": command(z.object({}), z.object({ label: z.string().nullable() })),
  "change.redo": command(z.object({}), z.object({ label: z.string().nullable() })),
  "note.list": query(z.object({ traceId, spanId: spanId.optional() }), z.array(note)),
} as const;
