import { formatCounted, formatNumber } from "../../lib/format.js";
import { Button } from "../../ui/Button.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import { Facts } from "./Facts.js";
import type { InspectorProps } from "./Inspector.js";
import styles from "./inspector.module.css";
import { InspectorHead } from "./InspectorHead.js";
import { countOf, type NetworkNode } from "./model.js";
import { NodeName } from "./PartName.js";

type StackInspectorProps = Omit<InspectorProps, "selected"> & { readonly node: NetworkNode };

const MOST = 200;

/** A stack: what is in it. */
export function StackInspector({ node, totals, onOpen, onSelectNode, onClose }: StackInspectorProps) {
  return (
    <>
      <InspectorHead
        what={`Stack of ${formatCounted(node.folds, "node")}`}
        title={node.name}
        actions={
          <Button look="primary" onClick={() => onOpen(node)}>
            Open the stack
          </Button>
        }
        onClose={onClose}
      />
      <ScrollBox className={styles.body}>
        <Facts part={node} totals={totals} />
        <p className={styles.none}>
          {node.members.length > 0
            ? "They have the same neighbours, or the same part in the network, so one stack stands for them."
            : "Their names begin alike, so one stack stands for them."}
        </p>
        {node.members.length === 0 ? null : (
          <>
            <h3 className={styles.section}>In it</h3>
            <ul className={styles.neighbours}>
              {node.members.slice(0, MOST).map((member) => (
                <li key={member.key}>
                  <button type="button" onClick={() => onSelectNode(member.key)}>
                    <NodeName type={member.type} name={member.name} />
                    <span className={styles.times}>{formatNumber(countOf(member))}</span>
                  </button>
                </li>
              ))}
            </ul>
            {node.members.length > MOST ? (
              <p className={styles.none}>and {formatNumber(node.members.length - MOST)} more</p>
            ) : null}
          </>
        )}
      </ScrollBox>
    </>
  );
}
