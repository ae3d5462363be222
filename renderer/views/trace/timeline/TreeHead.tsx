import { memo } from "react";
import { IconButton } from "../../../ui/IconButton.js";
import type { TraceStructure } from "../structure.js";
import { FoldMenu } from "./FoldMenu.js";
import { NO_FOLDS } from "./folds.js";
import type { Folds } from "./folds.js";
import styles from "./timeline.module.css";

export interface TreeHeadProps {
  readonly structure: TraceStructure;
  readonly folds: Folds;
  readonly anyFolded: boolean;
  readonly onFolds: (folds: Folds) => void;
}

/** The heads of the tree's columns, and what folds all of it. */
export const TreeHead = memo(function TreeHead({ structure, folds, anyFolded, onFolds }: TreeHeadProps) {
  return (
    <div className={styles.columns}>
      <span>Span</span>
      <IconButton
        icon={anyFolded ? "plus" : "minus"}
        iconSize={12}
        size="small"
        label={anyFolded ? "Unfold all" : "Fold all but the first level"}
        disabled={structure.rowCount === structure.rootCount}
        onClick={() => onFolds(anyFolded ? NO_FOLDS : { ...NO_FOLDS, depth: structure.rootCount > 1 ? 0 : 1 })}
      />
      <FoldMenu structure={structure} folds={folds} onFolds={onFolds} />
      <span>Duration</span>
    </div>
  );
});
