import type { BodyOf } from "../../../../shared/model/incident.js";
import styles from "./items.module.css";
import { Figures } from "./Figures.js";
import { Quote } from "./Quote.js";

/** A whole run: what it took, who took part, what was asked and answered. */
export function TraceItem({ body }: { readonly body: BodyOf<"trace"> }) {
  return (
    <>
      <Figures run={body} />
      {body.agents.length === 0 ? null : <p className={styles.facts}>agents {body.agents.join(", ")}</p>}
      <Quote excerpts={body.excerpts} />
    </>
  );
}
