import type { BodyOf } from "../../../../shared/model/incident.js";
import { formatCost, formatCounted, formatNumber } from "../../../lib/format.js";
import { QueryText } from "../../../results/query/QueryText.js";
import { UNIT_WORD } from "../../../results/units.js";
import { usePreferences } from "../../../state/preferences.js";
import styles from "./items.module.css";
import { KeptHistogram } from "./KeptHistogram.js";
import { useCountNow } from "./use-count-now.js";

interface SearchItemProps {
  readonly body: BodyOf<"search">;
  readonly onCountAgain: (() => void) | null;
}

/** A search with what it found when it was added, and what it finds now where that is something else. */
export function SearchItem({ body, onCountAgain }: SearchItemProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const now = useCountNow(body);
  const facts = [
    formatCounted(body.total, UNIT_WORD[body.in]),
    body.in === "spans" ? null : formatCounted(body.spans, "span"),
    body.in === "traces" ? null : formatCounted(body.traces, "trace"),
    body.tokens === 0 ? null : formatCounted(body.tokens, "token"),
    body.costUsd === 0 ? null : formatCost(body.costUsd),
  ].filter((fact) => fact !== null);
  return (
    <>
      <QueryText query={body.query} />
      {body.query === "" ? <p className={styles.facts}>All {body.in} of the workspace</p> : null}
      <KeptHistogram histogram={body.histogram} zone={zone} />
      <p className={styles.facts}>
        {facts.join(" · ")}
        {body.errors === 0 ? null : (
          <>
            {" · "}
            <span className={styles.error}>{formatCounted(body.errors, "error")}</span>
          </>
        )}
        {now !== undefined && now !== body.total ? (
          <>
            {" · "}
            <b className={styles.now}>now {formatNumber(now)}</b>{" "}
            {onCountAgain === null ? null : (
              <button type="button" className={styles.link} onClick={onCountAgain}>
                Count again
              </button>
            )}
          </>
        ) : null}
      </p>
    </>
  );
}
