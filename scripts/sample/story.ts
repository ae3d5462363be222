import type { IndexQuestion } from "./retrieval.js";
import type { Failure, Timing } from "./run.js";

/** How the policy portal behaved. */
export type SearchOutcome =
  | "timeout twice"
  | "timeout once"
  | "too many requests"
  | "connection reset"
  | readonly string[];

/** One message of a customer and what the network made of it. What is not told did not happen. */
export interface TurnStory {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly says: string;
  /** Values that the guardrail took out. */
  readonly redacted?: number;
  readonly blocked?: string;
  /** What is known of the customer. */
  readonly recalls?: readonly string[];
  /** Triage's one line. */
  readonly note: string;
  readonly plan?: string;
  readonly research?: {
    readonly task: string;
    readonly query: string;
    readonly lang?: string;
    readonly search?: SearchOutcome;
    readonly thought?: string;
    readonly index?: IndexQuestion;
    /** Has the question translated first. */
    readonly translates?: readonly [from: string, into: string];
    readonly finding: string;
  };
  readonly order?: {
    readonly task: string;
    readonly id: string;
    readonly found: Readonly<Record<string, unknown>> | Failure;
    readonly tracking?: {
      readonly id: string;
      readonly found: Readonly<Record<string, unknown>> | Failure | "never ended";
    };
    /** The order desk gives the case on to billing itself, with this note. */
    readonly handsOver?: string;
    readonly finding: string;
  };
  /** The planner's words between the facts and the money. */
  readonly weighs?: string;
  readonly billing?: {
    readonly task: string;
    readonly order: string;
    readonly amount: number;
    readonly as: "card" | "store_credit" | "gift_card";
    readonly ledger?: Readonly<Record<string, unknown>>;
    readonly issue?: "paid" | Failure;
    readonly approval?: string;
    readonly finding: string;
  };
  readonly writes?: { readonly task: string; readonly draft: string };
  readonly answer: string;
  readonly grounded?: number;
  /** What is written to the customer's memory. */
  readonly remembers?: string;
  /** Fixed ids, times and sums, for the run that the documentation shows. */
  readonly fixed?: {
    readonly tracePrefix: string;
    readonly spanPrefixes: Readonly<Record<string, string>>;
    readonly timing: Timing;
    readonly totalTokens: number;
    readonly researchTokens: readonly [input: number, output: number, cached: number];
    /** Triage hands over without a span of its own. */
    readonly plainHandOff: true;
  };
}

export interface Conversation {
  readonly id: string;
  readonly user: string;
  readonly turns: readonly TurnStory[];
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "type" in value && "message" in value;
}
