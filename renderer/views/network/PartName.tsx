import { Icon } from "../../ui/Icon.js";
import { kindFamily } from "../../lib/kinds.js";
import type { NodeType } from "../../../shared/contract/network.js";
import type { Line } from "./lines.js";
import type { NetworkNode } from "./model.js";
import styles from "./network.module.css";
import type { Drawing } from "./stacks.js";
import { EDGE_WORDS, NODE_WORDS } from "./words.js";

type Part = { readonly type: "node"; readonly part: NetworkNode } | { readonly type: "line"; readonly part: Line };

/** A node by icon and name, or a line by both its ends. */
export function PartName({ row, drawing }: { readonly row: Part; readonly drawing: Drawing }) {
  if (row.type === "node") return <NodeName type={row.part.type} name={row.part.name} />;
  const from = drawing.nodes.find((node) => node.key === row.part.from);
  const to = drawing.nodes.find((node) => node.key === row.part.to);
  return (
    <span className={styles.part}>
      <NodeName type={from?.type ?? "tool"} name={from?.name ?? row.part.from} />
      <span className={styles.verb}>{EDGE_WORDS[row.part.type]}</span>
      <NodeName type={to?.type ?? "tool"} name={to?.name ?? row.part.to} />
    </span>
  );
}

export function NodeName({ type, name }: { readonly type: NodeType; readonly name: string }) {
  const words = NODE_WORDS[type];
  return (
    <span className={styles.nodeName} title={`${name}, ${words.one}`}>
      <span className={styles.icon} style={{ color: `var(--kind-${kindFamily(words.kind)})` }}>
        <Icon name={words.icon} size={14} />
      </span>
      <span className={styles.nameText} dir="auto">
        {name}
      </span>
    </span>
  );
}
