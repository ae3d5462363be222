import { useEngineQuery } from "../data/engine.js";
import type { KnownLabel } from "./model.js";

const NONE: readonly KnownLabel[] = [];

/** The labels that the workspace has, of readers and of files. */
export function useKnownLabels(wanted = true): readonly KnownLabel[] {
  return useEngineQuery("annotation.labels", {}, { keepPrevious: true, enabled: wanted }).data ?? NONE;
}
