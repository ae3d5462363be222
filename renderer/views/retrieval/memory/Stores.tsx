import { MEMORY_ACTIONS } from "../../../../shared/contract/memory.js";
import type { memoryContract } from "../../../../shared/contract/memory.js";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import { classes } from "../../../lib/classes.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";
import styles from "./memory.module.css";

type Store = OutputOf<(typeof memoryContract)["memory.stores"]>[number];

interface StoresProps {
  readonly stores: readonly Store[];
  /** The one that is shown alone; undefined for all. */
  readonly chosen: string | null | undefined;
  readonly onChoose: (store: string | null | undefined) => void;
}

const READ = MEMORY_ACTIONS.indexOf("read");
const WRITE = MEMORY_ACTIONS.indexOf("write");

/** The stores with what was done with each; one of them can be shown alone. */
export function Stores({ stores, chosen, onChoose }: StoresProps) {
  if (stores.length === 0) return null;
  return (
    <div className={styles.stores} role="group" aria-label="Stores">
      {stores.map(({ store, entries, calls, agents }) => (
        <button
          key={store ?? ""}
          type="button"
          aria-pressed={chosen === store}
          className={classes(styles.store, chosen === store && styles.on)}
          title={agents.length === 0 ? "No agent is named" : `By ${agents.join(", ")}`}
          onClick={() => onChoose(chosen === store ? undefined : store)}
        >
          <span className={styles.storeName}>{store ?? "no store named"}</span>
          <span className={styles.storeFacts}>
            {formatCounted(entries, "entry", "entries")}, {formatNumber(calls[READ] ?? 0)} read,{" "}
            {formatNumber(calls[WRITE] ?? 0)} written
          </span>
        </button>
      ))}
    </div>
  );
}
