import type {
  EdgeType,
  NetworkAnswer,
  NetworkComparison,
  NetworkFigures,
  NodeType,
} from "../../../shared/contract/network.js";

export type Figures = NetworkFigures;

/** What a comparison says of a part: 1 where it is typical of the first search, -1 of the second, 0 of neither. */
export type Lean = -1 | 0 | 1;

/** Figures of the search, and of the one it is compared with. */
export interface Counted {
  readonly here: Figures | null;
  readonly there: Figures | null;
  readonly lean: Lean;
  /** Natural logarithm of the odds ratio of "a run has it", first search against second; 0 where nothing is compared. */
  readonly logOdds: number;
  /** `logOdds` by its standard error. */
  readonly z: number;
}

/** What stands where nothing is compared. */
const ALONE = { there: null, lean: 0, logOdds: 0, z: 0 } as const;

export interface NetworkNode extends Counted {
  readonly key: string;
  readonly type: NodeType;
  readonly name: string;
  readonly inferred: boolean;
  readonly hidden: boolean;
  /** How many nodes it stands for: above 1 it is a fold, made by the engine or here. */
  readonly folds: number;
  /** The nodes of a stack that was made here, most frequent first; of all others empty. */
  readonly members: readonly NetworkNode[];
}

export interface NetworkEdge extends Counted {
  readonly from: string;
  readonly to: string;
  readonly type: EdgeType;
  readonly inferred: boolean;
}

/** One answer or two searches over each other, in one shape. */
export interface Network {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
}

/** Beyond it, in standard errors, a difference is hardly chance. */
const CLEAR_Z = 2;

/** The network of one search. */
export function networkOf(answer: NetworkAnswer): Network {
  return {
    nodes: answer.nodes.map((node) => ({
      key: node.key,
      type: node.type,
      name: node.name,
      inferred: node.inferred,
      hidden: node.hidden,
      folds: node.folds,
      members: [],
      here: node,
      ...ALONE,
    })),
    edges: answer.edges.map(({ from, to, type, inferred, ...figures }) => ({
      from,
      to,
      type,
      inferred,
      here: figures,
      ...ALONE,
    })),
  };
}

/** Two searches over each other. */
export function comparedNetworkOf(answer: NetworkComparison): Network {
  return {
    nodes: answer.nodes.map((node) => ({ ...node, members: [], lean: leanOf(node) })),
    edges: answer.edges.map((edge) => ({ ...edge, lean: leanOf(edge) })),
  };
}

/** Whether a difference between two searches is clear, and which way it goes. */
export function leanOf(part: { readonly enough: boolean; readonly z: number }): Lean {
  return !part.enough || Math.abs(part.z) < CLEAR_Z ? 0 : part.z > 0 ? 1 : -1;
}

/** The figures to draw: of the first search, else of the second. */
export function shownFigures(part: Counted): Figures | null {
  return part.here ?? part.there;
}

/** How often it was met, in both searches. */
export function countOf(part: Counted): number {
  return (part.here?.count ?? 0) + (part.there?.count ?? 0);
}

/** The figures of several parts as one. Their middle durations and runs do not add up: they are left out. */
export function sumOf(parts: readonly (Figures | null)[]): Figures | null {
  const known = parts.filter((part) => part !== null);
  const [only] = known;
  if (only === undefined || known.length === 1) return only ?? null;
  const add = (of: (figures: Figures) => number | null): number | null => {
    const values = known.map(of).filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
  };
  return {
    count: add((figures) => figures.count) ?? 0,
    errors: add((figures) => figures.errors) ?? 0,
    runs: Math.max(...known.map((figures) => figures.runs)),
    p50Ns: null,
    p95Ns: null,
    tokens: add((figures) => figures.tokens),
    costUsd: add((figures) => figures.costUsd),
  };
}
