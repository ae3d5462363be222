import { useEffect, useRef, useState } from "react";
import { useChange } from "../../results/use-change.js";
import { Button } from "../../ui/Button.js";
import { Dialog } from "../../ui/Dialog.js";
import styles from "./inspector.module.css";
import type { NetworkNode } from "./model.js";

interface RenameDialogProps {
  readonly open: boolean;
  readonly node: NetworkNode;
  readonly onClose: () => void;
}

/** Gives a node another name. */
export function RenameDialog({ open, node, onClose }: RenameDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Rename ${node.name}`}>
      {open ? <Name node={node} onClose={onClose} /> : null}
    </Dialog>
  );
}

function Name({ node, onClose }: Omit<RenameDialogProps, "open">) {
  const [name, setName] = useState(node.name);
  const change = useChange();
  const box = useRef<HTMLInputElement>(null);
  // After the dialog took the focus to itself.
  useEffect(() => {
    const frame = requestAnimationFrame(() => box.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const wanted = name.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted === "") return;
        if (wanted !== node.name)
          change({ command: "network.rename", node: node.key, name: wanted }, `${node.name} is now ${wanted}`);
        onClose();
      }}
    >
      <input
        type="text"
        aria-label="Name"
        maxLength={200}
        ref={box}
        value={name}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className={styles.none}>The traces keep the name that they have; searches find them by it.</p>
      <div className={styles.formActions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" type="submit" disabled={wanted === ""}>
          Rename
        </Button>
      </div>
    </form>
  );
}
