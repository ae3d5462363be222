import { useMemo } from "react";
import { argumentPairs } from "./argument-pairs.js";
import styles from "./CallCard.module.css";
import { useHighlight } from "./highlight-context.js";
import { PreviewText } from "./PreviewText.js";
import type { Preview } from "./read-text.js";
import { TextMark } from "./TextMark.js";
import { TextPlace } from "./TextPlace.js";

/** The arguments of a call as pairs: short ones share a line. What is no flat object is shown as what it is. */
export function ArgumentPairs({ preview }: { readonly preview: Preview }) {
  const highlight = useHighlight();
  const lines = useMemo(() => (preview.length === preview.text.length ? argumentPairs(preview.text) : null), [preview]);
  if (lines === null) {
    return preview.text === "" ? null : (
      <div className={styles.code}>
        <PreviewText preview={preview} label="Arguments" openLevels={1} />
      </div>
    );
  }
  return (
    <TextPlace preview={preview} escaped>
      <pre className={styles.code} dir="ltr">
        {lines.map((line, index) => (
          <div key={index}>
            {line.map((pair, place) => (
              <span key={pair.name}>
                {place === 0 ? "" : "  "}
                <span className={styles.key}>&quot;{pair.name}&quot;</span>
                <span className={styles.colon}>: </span>
                {highlight === undefined ? pair.value : <TextMark text={pair.value} marks={highlight(pair.value)} />}
              </span>
            ))}
          </div>
        ))}
      </pre>
    </TextPlace>
  );
}
