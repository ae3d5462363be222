import type { EdgeType, NodeType } from "../../../../shared/contract/network.js";
import type { SpanKind } from "../../../../shared/model/kind.js";

/** What many spans have in common, so that rules look at it once. */
export interface Profile {
  readonly kind: SpanKind;
  /** Of containers, agents and whatever else is named by its span; null where the name says nothing more. */
  readonly name: string | null;
  readonly agent: string | null;
  readonly tool: string | null;
  readonly model: string | null;
  /** The knowledge base, or the memory store. */
  readonly store: string | null;
  readonly service: string | null;
  readonly scope: string | null;
  readonly handoffFrom: string | null;
  readonly handoffTo: string | null;
  readonly graphNode: string | null;
  readonly graphParent: string | null;
  /** By field (`agent`, `tool`, `model`, `graphNode`...): the attribute that gave it; `name` where that was the span's name. */
  readonly sources: Readonly<Record<string, string>>;
}

/** The beginning of a system prompt, and what tells it from others. */
export interface Prompt {
  readonly hash: string;
  readonly opening: string;
}

/** The spans of one run in preorder. Times in ns from any common origin; NaN where there is none. */
export interface Run {
  readonly rows: number;
  readonly profiles: readonly Profile[];
  readonly profile: Int32Array;
  readonly parent: Int32Array;
  readonly subtreeEnd: Int32Array;
  readonly startNs: Float64Array;
  /** False where no span stands for a node of a LangGraph. */
  readonly hasGraphNodes: boolean;
  /** 1 where the parent is named but absent. */
  readonly orphan: Uint8Array;
  /** Tools that a model asked for and no span of the run executed, by row. */
  readonly requests: ReadonlyMap<number, readonly string[]>;
  /** Rows that a row links to. */
  readonly links: ReadonlyMap<number, readonly number[]>;
  /** Agents at work in the spans of other traces that a row links to. */
  readonly elsewhere: ReadonlyMap<number, readonly Party[]>;
  /** Of model calls without a named agent. */
  readonly prompts: ReadonlyMap<number, Prompt>;
}

/** Who takes part, as one rule sees it. */
export interface Party {
  readonly type: NodeType;
  /** What people call it. Parties whose names fold to the same are one node. */
  readonly name: string;
  /** The name as spans have it. */
  readonly raw: string;
  /** Where it runs, which tells apart what has one name; null where that means nothing. */
  readonly service: string | null;
  readonly rule: string;
  readonly evidence: string;
  readonly inferred: boolean;
}

/** Something that a party does with another, whenever it does so. */
export interface Relation {
  readonly from: Party;
  readonly to: Party;
  readonly type: EdgeType;
  readonly rule: string;
  readonly evidence: string;
  readonly inferred: boolean;
}

/** Takes what happened in a run, in any order. */
export interface ContactSink {
  /** `row`: the span that shows it. `of`: the span whose time, status and usage it has; -1 where none is known. */
  add(row: number, of: number, relation: Relation): void;
  /** What a span did with its partner (`readProfile`), for the many: `actor` and the row's profile say all of the relation. */
  addCall(row: number, actor: Party): void;
}

export function profileOf(run: Run, row: number): Profile {
  const profile = run.profiles[run.profile[row] ?? -1];
  if (profile === undefined) throw new RangeError(`No profile of row ${row}`);
  return profile;
}
