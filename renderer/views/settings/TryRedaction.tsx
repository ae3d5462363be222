import { useId, useState } from "react";
import { failureOf, useEngineQuery } from "../../data/engine.js";
import { formatNumber } from "../../lib/format.js";
import { useSettled } from "../../lib/use-settled.js";
import { RedactedText } from "../../redaction/InContext.js";
import { RULE_WORDS } from "../../redaction/rule-words.js";
import styles from "./Redaction.module.css";

const TYPING_MS = 200;
const MOST = 100_000;

/** A text goes in, and comes out as it would leave. */
export function TryRedaction() {
  const id = useId();
  const [text, setText] = useState("");
  const asked = useSettled(text, TYPING_MS);
  const preview = useEngineQuery(
    "redaction.preview",
    { text: asked },
    { enabled: asked.trim() !== "", keepPrevious: true },
  );
  const shown = asked.trim() === "" ? undefined : preview.data;
  return (
    <div className={styles.try}>
      <label className={styles.tryLabel} htmlFor={id}>
        Try it
      </label>
      <textarea
        id={id}
        rows={3}
        maxLength={MOST}
        value={text}
        spellCheck={false}
        placeholder="A text or a piece of JSON: what is found in it is shown below. Nothing of it is kept."
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {preview.error !== null && asked.trim() !== "" ? (
        <p className={styles.problem} role="alert">
          {failureOf(preview.error).message}
        </p>
      ) : null}
      {shown === undefined ? null : (
        <div role="status" aria-label="As it would leave">
          <pre className={styles.result}>
            <RedactedText text={shown.text} />
          </pre>
          <p className={styles.counts}>
            {shown.counts.length === 0
              ? "Nothing is found in it."
              : shown.counts.map(({ rule, places }) => `${RULE_WORDS[rule].label} ${formatNumber(places)}`).join(", ")}
          </p>
        </div>
      )}
    </div>
  );
}
