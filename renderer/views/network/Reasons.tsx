import type { NetworkReason } from "../../../shared/contract/network.js";
import { formatNumber } from "../../lib/format.js";
import styles from "./inspector.module.css";

/** Why something is in the network: the rules that found it, with one example each. */
export function Reasons({ why }: { readonly why: readonly NetworkReason[] }) {
  if (why.length === 0) return null;
  return (
    <>
      <h3 className={styles.section}>Why it is here</h3>
      <ul className={styles.reasons}>
        {why.map((reason) => (
          <li key={`${reason.rule}${reason.evidence}`}>
            <span className={styles.reasonLine}>
              <span className={styles.rule}>{reason.rule}</span>
              {reason.inferred ? <span className={styles.guess}>inferred</span> : null}
              <span className={styles.times}>{formatNumber(reason.count)} ×</span>
            </span>
            <span className={styles.evidence} dir="auto">
              {reason.evidence}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
