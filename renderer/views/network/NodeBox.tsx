import { useStore as useFlowStore, type NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import { classes } from "../../lib/classes.js";
import { kindFamily } from "../../lib/kinds.js";
import { Icon } from "../../ui/Icon.js";
import text from "../../ui/text.module.css";
import type { EmphasisStore } from "./emphasis.js";
import styles from "./graph.module.css";
import type { NetworkNode } from "./model.js";
import { nodeCorners, nodeLabel, type Totals } from "./node-text.js";
import { NODE_WORDS } from "./words.js";

export interface NodeBoxData extends Record<string, unknown> {
  readonly node: NetworkNode;
  readonly totals: Totals;
  readonly emphasis: EmphasisStore;
}

/** Under this zoom only the name is written, larger. */
const READABLE_ZOOM = 0.62;

/** A node: its kind by icon and hue, its name, and its figures in fixed corners. */
export const NodeBox = memo(function NodeBox({ data }: NodeProps) {
  const { node, totals, emphasis } = data as NodeBoxData;
  const selected = useStore(emphasis, (state) => state.selectedNode === node.key);
  const ringed = useStore(emphasis, (state) => state.ends.has(node.key));
  const dimmed = useStore(emphasis, (state) => state.near !== null && !state.near.nodes.has(node.key));
  const isTabStop = useStore(emphasis, (state) => state.tabStop === node.key);
  const far = useFlowStore((state) => state.transform[2] < READABLE_ZOOM);
  const words = NODE_WORDS[node.type];
  const family = kindFamily(words.kind);
  const corners = nodeCorners(node, totals);
  const label = nodeLabel(node, totals);
  return (
    <button
      type="button"
      data-node={node.key}
      tabIndex={isTabStop ? 0 : -1}
      aria-pressed={selected}
      title={label}
      className={classes(
        styles.node,
        node.folds > 1 && styles.stack,
        node.inferred && styles.inferred,
        node.hidden && styles.hiddenNode,
        (selected || ringed) && styles.chosen,
        dimmed && styles.dimmed,
        far && styles.far,
        node.lean === 1 && styles.leansHere,
        node.lean === -1 && styles.leansThere,
      )}
    >
      <i className={styles.edge} style={{ background: `var(--kind-${family})` }} />
      {/* Said as one sentence; what is drawn are abbreviations of it. */}
      <span className={text.visuallyHidden}>{label}</span>
      <span className={styles.top} aria-hidden="true">
        <span className={styles.icon} style={{ color: `var(--kind-${family})` }}>
          <Icon name={words.icon} size={14} />
        </span>
        <span className={styles.name} dir="auto">
          {node.name}
        </span>
        <span className={corners.failed ? styles.failed : styles.sign}>{corners.topRight}</span>
      </span>
      <span className={styles.bottom} aria-hidden="true">
        <span>{corners.bottomLeft}</span>
        <span>{corners.bottomRight}</span>
      </span>
    </button>
  );
});
