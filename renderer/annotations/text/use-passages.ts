import { useMemo } from "react";
import type { Annotation } from "../../../shared/contract/annotations.js";
import type { AnnotationAbout } from "../../../shared/model/own-annotation.js";
import { useEngineQuery } from "../../data/engine.js";
import { aboutOf, placeKey } from "../model.js";

export type AboutWords = Extract<AnnotationAbout, { readonly target: "text" }>;

/** What is said of some words of a text. */
export interface NotedPassage {
  readonly key: string;
  readonly about: AboutWords;
  readonly annotations: readonly Annotation[];
}

/** What is said of words in texts, by the hash of the text, in the order of the words. */
export function passagesByHash(annotations: readonly Annotation[]): ReadonlyMap<string, readonly NotedPassage[]> {
  const passages = new Map<string, { key: string; about: AboutWords; annotations: Annotation[] }>();
  for (const annotation of annotations) {
    const about = aboutOf(annotation);
    if (about?.target !== "text") continue;
    const key = placeKey(about);
    const known = passages.get(key);
    if (known === undefined) passages.set(key, { key, about, annotations: [annotation] });
    else known.annotations.push(annotation);
  }
  const byHash = new Map<string, NotedPassage[]>();
  for (const passage of [...passages.values()].sort((one, other) => one.about.offset - other.about.offset)) {
    const list = byHash.get(passage.about.hash);
    if (list === undefined) byHash.set(passage.about.hash, [passage]);
    else list.push(passage);
  }
  return byHash;
}

const NONE: readonly Annotation[] = [];

/** What is said of words in the workspace's texts. */
export function usePassages(): ReadonlyMap<string, readonly NotedPassage[]> {
  const annotations = useEngineQuery("annotation.passages", {}, { keepPrevious: true }).data ?? NONE;
  return useMemo(() => passagesByHash(annotations), [annotations]);
}
