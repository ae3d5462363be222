import { useMemo } from "react";
import { KIND_FAMILIES } from "../../../../shared/model/kind.js";
import type { KindFamily } from "../../../../shared/model/kind.js";
import { IconButton } from "../../../ui/IconButton.js";
import { Menu } from "../../../ui/Menu.js";
import type { MenuItem } from "../../../ui/Menu.js";
import { familyAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import { NO_FOLDS } from "./folds.js";
import type { Folds } from "./folds.js";

const MOST_DEPTHS = 6;
const NAMES: Readonly<Record<KindFamily, string>> = {
  agent: "agents",
  llm: "model calls",
  tool: "tools",
  retriever: "retrievals",
  rank: "rerankers and embeddings",
  memory: "memories",
  guard: "checks",
  chain: "workflows and steps",
};

/** Folds whole levels or kinds at once. */
export function FoldMenu(props: {
  readonly structure: TraceStructure;
  readonly folds: Folds;
  readonly onFolds: (folds: Folds) => void;
}) {
  const { structure, folds, onFolds } = props;
  const parents = useMemo(() => parentsOf(structure), [structure]);
  const items: MenuItem[] = [
    { id: "none", label: "Unfold all", disabled: folds === NO_FOLDS, onSelect: () => onFolds(NO_FOLDS) },
    ...Array.from({ length: Math.min(parents.depths, MOST_DEPTHS) }, (_, depth) => ({
      id: `depth-${depth}`,
      label: depth === 0 ? "Fold to the roots" : `Fold to level ${depth + 1}`,
      checked: folds.depth === depth,
      onSelect: () => onFolds({ ...folds, depth: folds.depth === depth ? null : depth, turned: NO_FOLDS.turned }),
    })),
    ...parents.families.map((family) => ({
      id: family,
      label: `Fold ${NAMES[family]}`,
      checked: folds.families.includes(family),
      onSelect: () =>
        onFolds({
          ...folds,
          families: folds.families.includes(family)
            ? folds.families.filter((other) => other !== family)
            : [...folds.families, family],
          turned: NO_FOLDS.turned,
        }),
    })),
  ];
  return (
    <Menu
      label="Fold"
      align="start"
      items={items}
      trigger={
        <IconButton
          icon="more"
          iconSize={12}
          size="small"
          label="Fold levels or kinds"
          disabled={parents.depths === 0}
        />
      }
    />
  );
}

/** Of what kinds there are rows with something inside, and on how many levels. */
function parentsOf(structure: TraceStructure): { families: KindFamily[]; depths: number } {
  const found = new Set<KindFamily>();
  let depths = 0;
  for (let row = 0; row < structure.rowCount; row++) {
    if ((structure.childCount[row] ?? 0) === 0) continue;
    found.add(familyAt(structure, row));
    depths = Math.max(depths, (structure.table.depth[row] ?? 0) + 1);
  }
  return { families: KIND_FAMILIES.filter((family) => found.has(family)), depths };
}
