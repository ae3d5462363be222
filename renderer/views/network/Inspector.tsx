import type { NetworkRoute } from "../../state/network-route.js";
import { LineInspector } from "./LineInspector.js";
import type { Line } from "./lines.js";
import type { NetworkNode } from "./model.js";
import { NodeInspector } from "./NodeInspector.js";
import type { Totals } from "./node-text.js";
import type { Selected } from "./selection.js";
import { StackInspector } from "./StackInspector.js";
import type { NetworkView } from "./use-network.js";

export interface InspectorProps {
  readonly selected: NonNullable<Selected>;
  readonly route: NetworkRoute;
  readonly network: NetworkView;
  readonly totals: Totals;
  readonly onSelectNode: (key: string) => void;
  readonly onSelectLine: (line: Line) => void;
  readonly onOpen: (node: NetworkNode) => void;
  readonly onClose: () => void;
}

/** What is selected in the network: a node, a stack of them, or a line. */
export function Inspector({ selected, ...rest }: InspectorProps) {
  if (selected.type === "line") return <LineInspector key={selected.line.id} line={selected.line} {...rest} />;
  const { node } = selected;
  return node.folds > 1 ? (
    <StackInspector key={node.key} node={node} {...rest} />
  ) : (
    <NodeInspector key={node.key} node={node} {...rest} />
  );
}
