import { Handle, Position } from "@xyflow/react";
import styles from "./graph.module.css";

/** A point where several branches end and several begin. */
export function JunctionDot() {
  return (
    <div className={styles.junction}>
      <Handle type="target" position={Position.Left} className={styles.handle} isConnectable={false} />
      <Handle type="source" position={Position.Right} className={styles.handle} isConnectable={false} />
    </div>
  );
}
