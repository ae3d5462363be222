import { z } from "zod";
import { spanId, traceId } from "./ids.js";
import { SPAN_KINDS, SPAN_STATUSES } from "./kind.js";

/** How grave an incident is, gravest first: S1 to S4. */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const INCIDENT_STATUSES = ["open", "investigating", "mitigated", "resolved"] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** "S2" for `high`. */
export function severityCode(severity: Severity): string {
  return `S${SEVERITIES.indexOf(severity) + 1}`;
}

/** What can be said of an incident itself. */
export const incidentFields = z.object({
  title: z.string().trim().min(1).max(300),
  severity: z.enum(SEVERITIES),
  status: z.enum(INCIDENT_STATUSES),
  /** Who looks after it; empty where nobody does yet. */
  owner: z.string().max(200),
  /** Markdown. */
  summary: z.string().max(200_000),
  /** When it began and ended, ms since 1970; null where nobody has said. */
  startMs: z.number().nullable(),
  endMs: z.number().nullable(),
});
export type IncidentFields = z.output<typeof incidentFields>;

export const incidentId = z.uuid();
export const itemId = z.uuid();

/** A piece of what was said in a span, cut to a readable length. */
const excerpt = z.object({
  /** Where it stands, in the words of the search: "input message", "tool result". */
  part: z.string().max(100),
  /** Who said it: a role, an agent, a tool; null where nobody is named. */
  speaker: z.string().max(300).nullable(),
  text: z.string().max(20_000),
  /** How many characters the whole has. */
  length: z.int().nonnegative(),
});
export type Excerpt = z.output<typeof excerpt>;

const spanBody = z.object({
  type: z.literal("span"),
  traceId,
  spanId,
  name: z.string().max(2000),
  kind: z.enum(SPAN_KINDS),
  status: z.enum(SPAN_STATUSES),
  agent: z.string().max(300).nullable(),
  model: z.string().max(300).nullable(),
  /** ms since 1970, and since its trace began; null where the span has no time. */
  startMs: z.number().nullable(),
  offsetMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  error: z.string().max(20_000).nullable(),
  excerpts: z.array(excerpt).max(20),
});

const runFigures = z.object({
  traceId,
  title: z.string().max(2000),
  startMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  spans: z.int(),
  errors: z.int(),
  tokens: z.number().nullable(),
  costUsd: z.number().nullable(),
});
export type RunFigures = z.output<typeof runFigures>;

const traceBody = runFigures.extend({
  type: z.literal("trace"),
  agents: z.array(z.string().max(300)).max(50),
  /** What was asked first and answered last. */
  excerpts: z.array(excerpt).max(2),
});

/** Views whose picture can be kept. */
export const PICTURE_VIEWS = ["timeline", "graph", "swimlanes", "network", "map", "funnel"] as const;
export type PictureView = (typeof PICTURE_VIEWS)[number];

/** A drawing of plain shapes and text. It is looked through when it is kept: nothing in it runs or loads. */
const pictureBody = z.object({
  type: z.literal("picture"),
  view: z.enum(PICTURE_VIEWS),
  /** Where it was taken: a path of the app, query included. */
  path: z.string().max(4000),
  traceId: traceId.nullable(),
  svg: z.string().max(3_000_000),
  widthPx: z.number().positive(),
  heightPx: z.number().positive(),
});

const searchBody = z.object({
  type: z.literal("search"),
  query: z.string().max(10_000),
  in: z.enum(["spans", "traces", "conversations"]),
  /** What it found at that time: rows of the view, spans and traces of it, errors among the spans. */
  countedAtMs: z.number(),
  total: z.int(),
  spans: z.int(),
  traces: z.int(),
  errors: z.int(),
  tokens: z.number(),
  costUsd: z.number(),
  histogram: z.object({
    startMs: z.number().nullable(),
    stepMs: z.number(),
    counts: z.array(z.int()).max(200),
    failed: z.array(z.int()).max(200),
  }),
  hits: z
    .array(
      z.object({
        traceId,
        spanId: spanId.nullable(),
        name: z.string(),
        part: z.string(),
        excerpt: z.string().max(4000),
      }),
    )
    .max(20),
});

const retrievalBody = z.object({
  type: z.literal("retrieval"),
  traceId,
  spanId,
  name: z.string().max(2000),
  knowledge: z.string().max(500).nullable(),
  query: z.string().max(20_000),
  startMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  /** What kind of score the documents have; null where they have none. */
  scoreKind: z.string().nullable(),
  documents: z
    .array(
      z.object({
        rank: z.int(),
        title: z.string().max(1000),
        score: z.number().nullable(),
        /** What became of it, as far as the run shows; null where that is not known. */
        kept: z.boolean().nullable(),
        cited: z.boolean().nullable(),
        text: z.string().max(4000),
      }),
    )
    .max(50),
  documentCount: z.int(),
});

const comparisonBody = z.object({
  type: z.literal("comparison"),
  left: runFigures,
  right: runFigures,
  /** Steps of both: the same, changed, only on the right, only on the left. */
  same: z.int(),
  changed: z.int(),
  added: z.int(),
  removed: z.int(),
  /** The first step in which they part; null where they do not. */
  divergence: z.object({ left: z.string().max(2000).nullable(), right: z.string().max(2000).nullable() }).nullable(),
});

const noteBody = z.object({ type: z.literal("note"), text: z.string().max(200_000) });

/** What a piece of evidence holds. All of it as it was when it was added: the report does not change when the data does. */
export const itemBody = z.discriminatedUnion("type", [
  spanBody,
  traceBody,
  pictureBody,
  searchBody,
  retrievalBody,
  comparisonBody,
  noteBody,
]);
export type ItemBody = z.output<typeof itemBody>;
export type ItemType = ItemBody["type"];
export type BodyOf<Type extends ItemType> = Extract<ItemBody, { type: Type }>;

/** A piece of evidence with what the reader says of it. */
export const incidentItem = z.object({
  id: itemId,
  /** The heading in the report. */
  heading: z.string().trim().min(1).max(500),
  /** What it shows, Markdown; may be empty. */
  caption: z.string().max(20_000),
  body: itemBody,
});
export type IncidentItem = z.output<typeof incidentItem>;

/** The most pieces of evidence that an incident holds. */
export const MOST_ITEMS = 2000;

/**
 * An item as changes carry it. When it was added and where it stands (from 0) are said only where it comes back: by undo, or out of
 * a file.
 */
export const keptItem = incidentItem.extend({
  addedAtMs: z.number().optional(),
  place: z.int().nonnegative().optional(),
});
export type KeptItem = z.output<typeof keptItem>;
