import { formatCounted, formatNumber } from "../../lib/format.js";
import type { NetworkRoute } from "../../state/network-route.js";
import { Button } from "../../ui/Button.js";
import styles from "./network.module.css";
import type { NetworkView } from "./use-network.js";

interface FoldNotesProps {
  readonly route: NetworkRoute;
  readonly network: NetworkView;
  readonly onChange: (change: Partial<Omit<NetworkRoute, "page">>, push?: boolean) => void;
}

function hiddenIn({ answer, comparison }: NetworkView): number {
  return (comparison ?? answer)?.hiddenNodes ?? 0;
}

/** True where something is not drawn by itself, or was opened. */
export function isFolded(route: NetworkRoute, network: NetworkView): boolean {
  const folds = network.drawing.nodes.some((node) => node.folds > 1);
  return network.quietLines > 0 || hiddenIn(network) > 0 || folds || route.open.length > 0;
}

/** What of the network is not drawn by itself, with its count, and the way to see it. */
export function FoldNotes({ route, network, onChange }: FoldNotesProps) {
  const { drawing, least, quietLines } = network;
  const hidden = hiddenIn(network);
  const folds = drawing.nodes.filter((node) => node.folds > 1);
  const inside = folds.reduce((sum, node) => sum + node.folds, 0);
  const opened = route.open.length;
  if (!isFolded(route, network)) return null;
  return (
    <div className={styles.notes}>
      {quietLines === 0 ? null : (
        <span>
          {formatCounted(quietLines, "line")} under {formatNumber(least)} calls {quietLines === 1 ? "is" : "are"}{" "}
          folded.{" "}
          <Button look="quiet" onClick={() => onChange({ least: 1 })}>
            Show
          </Button>
        </span>
      )}
      {folds.length === 0 ? null : (
        <span>
          {formatCounted(inside, "node")} in {formatCounted(folds.length, "stack")}.{" "}
          <Button
            look="quiet"
            onClick={() => onChange({ open: [...route.open, ...folds.map((node) => node.key)] }, true)}
          >
            Open all
          </Button>
        </span>
      )}
      {opened === 0 ? null : (
        <Button look="quiet" onClick={() => onChange({ open: [] }, true)}>
          Fold again
        </Button>
      )}
      {hidden === 0 ? null : (
        <span>
          {formatCounted(hidden, "node")} hidden.{" "}
          <Button look="quiet" onClick={() => onChange({ hidden: !route.hidden })}>
            {route.hidden ? "Leave out" : "Show"}
          </Button>
        </span>
      )}
    </div>
  );
}
