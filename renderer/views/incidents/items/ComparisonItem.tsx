import type { BodyOf, RunFigures } from "../../../../shared/model/incident.js";
import { formatCounted } from "../../../lib/format.js";
import styles from "./items.module.css";
import { Figures } from "./Figures.js";

/** Two runs: what each took, how many of their steps are alike, and where they part. */
export function ComparisonItem({ body }: { readonly body: BodyOf<"comparison"> }) {
  const { divergence } = body;
  const steps = [
    `${formatCounted(body.same, "step")} the same`,
    `${body.changed} changed`,
    `${body.added} only in the second`,
    `${body.removed} only in the first`,
  ];
  return (
    <>
      <div className={styles.runs}>
        <Run run={body.left} />
        <Run run={body.right} />
      </div>
      <p className={styles.facts}>{steps.join(" · ")}</p>
      {divergence === null ? (
        <p>The two runs took the same steps.</p>
      ) : (
        <p>
          They part at <b>{divergence.left ?? "no step"}</b> in the first and <b>{divergence.right ?? "no step"}</b> in
          the second.
        </p>
      )}
    </>
  );
}

function Run({ run }: { readonly run: RunFigures }) {
  return (
    <div className={styles.run}>
      <p className={styles.runTitle} dir="auto">
        {run.title}
      </p>
      <Figures run={run} />
    </div>
  );
}
