import { z } from "zod";
import { spanId, traceId } from "../model/ids.js";
import { SPAN_STATUSES } from "../model/kind.js";
import { query } from "./procedure.js";
import { mark } from "./traces.js";

/** What takes part in a network. `server` is an MCP server, `knowledge_base` a retriever or what it reads. */
export const NODE_TYPES = [
  "user",
  "agent",
  "tool",
  "server",
  "knowledge_base",
  "memory",
  "model",
  "guardrail",
  "evaluator",
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/**
 * What goes from one to another. `invokes`: a user asks an agent, or an agent another and waits. `hands_off`: control passes
 * and does not come back by itself. `sends`: a message, nobody waits. `calls`: a tool. `serves`: a tool is a server's.
 * `uses`: a model. `replies`: what was invoked answers, so it runs against `invokes`.
 */
export const EDGE_TYPES = [
  "invokes",
  "hands_off",
  "sends",
  "calls",
  "serves",
  "uses",
  "retrieves",
  "remembers",
  "guards",
  "evaluates",
  "replies",
] as const;
export type EdgeType = (typeof EDGE_TYPES)[number];

/** The name of a node that stays the same for every query and import: its type, a colon, its name in a folded form. */
const nodeKey = z.string().min(3).max(600);

const selection = z.object({
  /** A search of traces: a run is a trace that it selects, and all spans of it count. */
  query: z.string().max(100_000).default(""),
  zoneOffsetMinutes: z.int().min(-900).max(900).default(0),
});

/** How often, how well, how long and how dear. Durations in ns; null where no span has the figure. */
const figures = z.object({
  count: z.int(),
  errors: z.int(),
  /** In how many runs. */
  runs: z.int(),
  p50Ns: z.number().nullable(),
  p95Ns: z.number().nullable(),
  /** Of an agent: of its own model calls. Of an edge to an agent: of all that ran under its spans, sub-agents included. */
  tokens: z.number().nullable(),
  costUsd: z.number().nullable(),
});
export type NetworkFigures = z.output<typeof figures>;

/** Why something is in the graph: the rule (a heading of the documentation), what it saw, and how often. */
const reason = z.object({
  rule: z.string(),
  /** One example, for people: "agent.name = planner". */
  evidence: z.string(),
  count: z.int(),
  /** True where the rule guesses from structure, and nothing in the data names it. */
  inferred: z.boolean(),
});
export type NetworkReason = z.output<typeof reason>;

/** A name as spans have it, `raw`; `name` tells its service as well. The user merges and splits these. */
const identity = z.object({ identity: nodeKey, name: z.string(), raw: z.string(), count: z.int() });

export const networkNode = figures.extend({
  key: nodeKey,
  type: z.enum(NODE_TYPES),
  name: z.string(),
  /** Most frequent first. */
  why: z.array(reason),
  /** True where no reason is more than a guess. */
  inferred: z.boolean(),
  /** The names that are this node, most frequent first, at most 100; at least one. */
  rawNames: z.array(identity),
  /** True where the user hid it. It is in an answer only when asked for. */
  hidden: z.boolean(),
  /** The user renamed it or merged others into it. */
  edited: z.boolean(),
  /** How many nodes this one stands for. Above 1 it is a fold ("search_* · 40 tools"), and its key opens it (`open`). */
  folds: z.int(),
  /** An example: where it is met first. Null for a node that only others' spans name. */
  firstTrace: traceId.nullable(),
  firstSpan: spanId.nullable(),
});
export type NetworkNode = z.output<typeof networkNode>;

export const networkEdge = figures.extend({
  from: nodeKey,
  to: nodeKey,
  type: z.enum(EDGE_TYPES),
  why: z.array(reason),
  inferred: z.boolean(),
});
export type NetworkEdge = z.output<typeof networkEdge>;

export const networkAnswer = z.object({
  ms: z.number(),
  /** What the query selects. */
  traces: z.int(),
  spans: z.int(),
  /** Most frequent first within users, agents, and the others. */
  nodes: z.array(networkNode),
  edges: z.array(networkEdge),
  /** Nodes before folding, and without hidden ones. */
  totalNodes: z.int(),
  /** How many nodes the user hid that would be here. */
  hiddenNodes: z.int(),
});
export type NetworkAnswer = z.output<typeof networkAnswer>;

/** Something that went over an edge. */
export const networkMessage = z.object({
  traceId,
  /** The span to open. */
  spanId,
  /** Names of the nodes. */
  who: z.string(),
  whom: z.string(),
  /** The span's own name. */
  name: z.string(),
  startMs: z.number().nullable(),
  durationNs: z.number().nullable(),
  status: z.enum(SPAN_STATUSES),
  tokens: z.number().nullable(),
  costUsd: z.number().nullable(),
  /** What was said to `whom`: a request, arguments, a query; of `replies` the answer. Empty where nothing is recorded. */
  excerpt: z.string(),
  marks: z.array(mark),
  /** What came back, where it is recorded; of what failed without an answer, the error's words. */
  answer: z.string().nullable(),
  answerMarks: z.array(mark),
});
export type NetworkMessage = z.output<typeof networkMessage>;

/** One of two searches' figures, per run as well, and how far it is typical of the first. */
const comparison = {
  here: figures.nullable(),
  there: figures.nullable(),
  /**
   * Log odds ratio of "a run has it", first search against second, natural logarithm, 0.5 added to each of the four counts:
   * above 0 it is over-represented in the first.
   */
  logOdds: z.number(),
  /** `logOdds` by its standard error: beyond 2 or so it is hardly chance. */
  z: z.number(),
  /** False below five runs in both searches together: too few to say anything. */
  enough: z.boolean(),
};

export const comparedNode = networkNode
  .pick({ key: true, type: true, name: true, inferred: true, hidden: true, folds: true })
  .extend(comparison);
export type ComparedNode = z.output<typeof comparedNode>;
export const comparedEdge = networkEdge.pick({ from: true, to: true, type: true, inferred: true }).extend(comparison);
export type ComparedEdge = z.output<typeof comparedEdge>;

const shown = selection.extend({
  showHidden: z.boolean().default(false),
  /** Keys of folds to open. */
  open: z.array(nodeKey).max(200).default([]),
  /** More nodes than this are folded, by type and the beginning of their names. */
  limit: z.int().min(20).max(2000).default(300),
});

export const networkContract = {
  /** All runs that a query selects, as one graph. Throws QUERY_SYNTAX. */
  "network.get": query(shown, networkAnswer),
  /**
   * What went over an edge, latest first. `find` is a search of its own, which the spans have to match; words count where a
   * conversation repeats them as well. Throws QUERY_SYNTAX.
   */
  "network.messages": query(
    selection.extend({
      from: nodeKey,
      to: nodeKey,
      type: z.enum(EDGE_TYPES),
      /** What the graph was asked with, so that folds are the same. */
      showHidden: z.boolean().default(false),
      open: z.array(nodeKey).max(200).default([]),
      nodeLimit: z.int().min(20).max(2000).default(300),
      find: z.string().max(1000).default(""),
      /** Only those that failed. */
      failed: z.boolean().default(false),
      offset: z.int().nonnegative().default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({
      ms: z.number(),
      total: z.int(),
      /** How many of them failed; of all, also where only those were asked for. */
      failed: z.int(),
      offset: z.int(),
      messages: z.array(networkMessage),
    }),
  ),
  /** Two searches over each other, most over-represented in the first to most in the second. */
  "network.compare": query(
    shown.extend({ other: z.string().max(100_000) }),
    z.object({
      ms: z.number(),
      traces: z.int(),
      otherTraces: z.int(),
      nodes: z.array(comparedNode),
      edges: z.array(comparedEdge),
      totalNodes: z.int(),
      hiddenNodes: z.int(),
    }),
  ),
} as const;

export type NetworkComparison = z.output<(typeof networkContract)["network.compare"]["output"]>;
