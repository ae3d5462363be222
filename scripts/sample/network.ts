import { genAi, olderGenAi } from "./genai.js";
import { openInference } from "./openinference.js";
import type { ServiceName } from "./services.js";
import type { AgentProfile, Vocabulary } from "./vocabulary.js";

export interface NetworkAgent extends AgentProfile {
  readonly service: ServiceName;
  readonly vocabulary: Vocabulary;
}

const SHOP = "the support network of Hohenweg Outdoor, a shop for mountain sports";

/** The agents of the network, who they are, and in which process and vocabulary each of them lives. */
export const AGENTS = {
  triage: {
    name: "triage",
    service: "agents",
    vocabulary: genAi,
    description: "Reads the message, finds the customer, decides who takes it",
    system: `You are triage of ${SHOP}. Say in one line what the customer wants, which order it concerns and which language to answer in, then hand over.`,
    model: "gpt-4o-mini",
    provider: "openai",
    tools: ["transfer_to_planner", "transfer_to_billing", "transfer_to_human_desk"],
    baseTokens: 1180,
  },
  planner: {
    name: "planner",
    service: "agents",
    vocabulary: genAi,
    description: "Splits the work, waits for the others, answers the customer",
    system: `You are the planner of ${SHOP}. Ask the researcher about rules, order_agent about orders, billing about money, the writer for the answer. Never promise what the policy does not allow.`,
    model: "claude-sonnet-4.5",
    provider: "anthropic",
    tools: ["ask_researcher", "ask_order_agent", "ask_billing", "ask_writer", "ask_customer"],
    baseTokens: 2650,
  },
  researcher: {
    name: "researcher",
    service: "agents",
    vocabulary: genAi,
    description: "Finds the rules that apply, with their paragraphs",
    system: `You are the researcher of ${SHOP}. Search the policy portal first; use policy_index when it does not answer. Name the paragraph for each statement.`,
    model: "claude-haiku-4.5",
    provider: "anthropic",
    tools: ["search", "policy_index", "fetch_page"],
    baseTokens: 2010,
  },
  orderAgent: {
    name: "order_agent",
    service: "orders",
    vocabulary: openInference,
    description: "Knows orders and parcels",
    system: `You are order_agent of ${SHOP}. Report facts about an order: state, days, prices, parcels. No advice.`,
    model: "gpt-4o-mini",
    provider: "openai",
    tools: ["lookup_order", "track_shipment"],
    baseTokens: 1420,
  },
  billing: {
    name: "billing",
    service: "orders",
    vocabulary: openInference,
    description: "Quotes and issues refunds",
    system: `You are billing of ${SHOP}. Quote before you issue. A refund outside the rules needs the approval of a person.`,
    model: "gpt-4o",
    provider: "openai",
    tools: ["quote_refund", "issue_refund", "ledger.find", "request_approval"],
    baseTokens: 1860,
  },
  writer: {
    name: "writer",
    service: "agents",
    vocabulary: genAi,
    description: "Writes the answer in the customer's language",
    system: `You are the writer of ${SHOP}. Friendly, short, concrete. In the customer's language. No promise beyond the facts given.`,
    model: "claude-sonnet-4.5",
    provider: "anthropic",
    tools: [],
    baseTokens: 1540,
  },
  translator: {
    name: "translator",
    service: "translation",
    vocabulary: olderGenAi,
    description: "Translates queries and sources",
    system: "Translate. Keep names, numbers and paragraphs as they are. Give the translation only.",
    model: "gpt-4o-mini",
    provider: "openai",
    tools: [],
    baseTokens: 320,
  },
  critic: {
    name: "critic",
    service: "agents",
    vocabulary: genAi,
    description: "Looks for claims without a source",
    system: "You check a draft against its sources. List each claim that no source supports.",
    model: "claude-haiku-4.5",
    provider: "anthropic",
    tools: [],
    baseTokens: 760,
  },
  browser: {
    name: "browser",
    service: "agents",
    vocabulary: genAi,
    description: "Reads pages of the web",
    system: "You read the pages that you are given and note what they say about the question, with the address.",
    model: "claude-haiku-4.5",
    provider: "anthropic",
    tools: ["fetch_page", "search"],
    baseTokens: 980,
  },
} as const satisfies Record<string, NetworkAgent>;

/** Usual durations of calls, in milliseconds. */
export const PACE: Readonly<Record<string, readonly [number, number]>> = {
  "claude-sonnet-4.5": [1500, 3100],
  "claude-haiku-4.5": [520, 1180],
  "gpt-4o": [820, 1650],
  "gpt-4o-mini": [430, 980],
  search: [310, 520],
  fetch_page: [420, 1900],
  policy_index: [380, 640],
  rerank: [260, 420],
  lookup_order: [380, 820],
  track_shipment: [560, 1900],
  quote_refund: [300, 560],
  issue_refund: [640, 1150],
  "ledger.find": [240, 610],
  request_approval: [38_000, 96_000],
  ask_customer: [9_000, 21_000],
  memory: [120, 260],
  guard: [180, 420],
};
