import { POLICY } from "./policy.js";
import type { Topic } from "./policy.js";
import { Random } from "../random.js";

/** Width of the vectors: small, so that the sample stays small. */
export const DIMENSIONS = 48;
export type Vector = readonly number[];

export interface PolicyHit {
  readonly id: string;
  readonly title: string;
  readonly content: string;
  readonly lang: string;
  readonly score: number;
}

/** The local index: sections of the policy with made-up vectors that lie near each other where their topics do. */
export class PolicyIndex {
  readonly vectors = new Map<string, Vector>();
  readonly #random = new Random("policy index");

  constructor() {
    const topics = new Map<Topic, Vector>();
    for (const section of POLICY) {
      for (const topic of section.topics) if (!topics.has(topic)) topics.set(topic, this.#direction());
    }
    for (const section of POLICY) {
      const original = section.editionOf === undefined ? undefined : this.vectors.get(section.editionOf);
      const parts: [Vector, number][] = section.topics.map((topic, place) => [
        topics.get(topic) ?? [],
        place === 0 ? 1 : 0.5,
      ]);
      const vector =
        original === undefined
          ? mix([...parts, [this.#direction(), 0.85]])
          : mix([
              [original, 1],
              [this.#direction(), 0.35],
            ]);
      this.vectors.set(section.id, vector);
    }
  }

  /**
   * A query's vector that lies as near to the named sections as asked (cosine), as far as their own distances allow.
   * @param near wanted cosine by section id
   * @param atMost no section lies nearer than this
   */
  embed(query: string, near: Readonly<Record<string, number>>, atMost = 1): Vector {
    const random = new Random(query);
    const wanted = Object.entries(near);
    const pull: [Vector, number][] = wanted.map(([id, score]) => [this.#vector(id), score]);
    let vector = mix([...pull, [directionFrom(random), 0.3]]);
    for (let step = 0; step < 400; step++) {
      for (const [id, section] of this.vectors) {
        const score = cosine(vector, section);
        const missing = (near[id] ?? Math.min(score, atMost)) - score;
        if (missing === 0) continue;
        vector = mix([
          [vector, 1],
          [section, missing * 0.4],
        ]);
      }
    }
    return vector.map((value) => Math.round(value * 1e6) / 1e6);
  }

  /** The nearest sections, nearest first, with their cosine to the query. */
  nearest(query: Vector, count: number): PolicyHit[] {
    return POLICY.map((section) => ({
      id: section.id,
      title: section.title,
      content: section.content,
      lang: section.lang ?? "en",
      score: Math.round(cosine(query, this.#vector(section.id)) * 1e4) / 1e4,
    }))
      .toSorted((left, right) => right.score - left.score)
      .slice(0, count);
  }

  #vector(id: string): Vector {
    const vector = this.vectors.get(id);
    if (vector === undefined) throw new Error(`the policy has no section ${id}`);
    return vector;
  }

  #direction(): Vector {
    return directionFrom(this.#random);
  }
}

function directionFrom(random: Random): Vector {
  return mix([[Array.from({ length: DIMENSIONS }, () => random.normal()), 1]]);
}

/** The weighted sum of vectors, scaled to length 1. */
function mix(parts: readonly (readonly [Vector, number])[]): Vector {
  const sum = Array.from({ length: DIMENSIONS }, (_, at) =>
    parts.reduce((total, [vector, weight]) => total + (vector[at] ?? 0) * weight, 0),
  );
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}

function cosine(left: Vector, right: Vector): number {
  const dot = left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
  return dot / (Math.hypot(...left) * Math.hypot(...right));
}
