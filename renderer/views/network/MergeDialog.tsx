import { useMemo, useState } from "react";
import { formatNumber } from "../../lib/format.js";
import { useChange } from "../../results/use-change.js";
import { Dialog } from "../../ui/Dialog.js";
import styles from "./inspector.module.css";
import { countOf, type NetworkNode } from "./model.js";
import { NodeName } from "./PartName.js";

interface MergeDialogProps {
  readonly open: boolean;
  readonly node: NetworkNode;
  readonly candidates: readonly NetworkNode[];
  readonly onClose: () => void;
}

const MOST = 100;

/** Chooses the node that this one really is. */
export function MergeDialog({ open, node, candidates, onClose }: MergeDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Merge ${node.name} into another`} wide>
      {open ? <Choice node={node} candidates={candidates} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Choice({ node, candidates, onClose }: Omit<MergeDialogProps, "open">) {
  const [words, setWords] = useState("");
  const change = useChange();
  const fitting = useMemo(() => {
    const wanted = words.trim().toLowerCase();
    return candidates
      .filter((one) => one.type === node.type && one.key !== node.key && one.folds === 1)
      .filter((one) => one.name.toLowerCase().includes(wanted))
      .toSorted((a, b) => countOf(b) - countOf(a));
  }, [words, candidates, node]);
  const merge = (into: NetworkNode) => {
    change(
      { command: "network.merge", identity: node.key, into: into.key },
      `${node.name} is part of ${into.name} from now on`,
    );
    onClose();
  };
  return (
    <div className={styles.form}>
      <p className={styles.none}>
        Its calls count for the other from now on. Undo, or Split off, takes them apart again.
      </p>
      <input
        type="search"
        aria-label="Filter"
        placeholder="Filter by name"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {fitting.length === 0 ? (
        <p className={styles.none}>There is no other of its type here.</p>
      ) : (
        <ul aria-label="Nodes to merge into" className={styles.neighbours}>
          {fitting.slice(0, MOST).map((one) => (
            <li key={one.key}>
              <button type="button" onClick={() => merge(one)}>
                <NodeName type={one.type} name={one.name} />
                <span className={styles.times}>{formatNumber(countOf(one))}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
