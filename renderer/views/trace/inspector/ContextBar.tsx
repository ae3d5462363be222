import type { SpanContext } from "../../../../shared/contract/spans.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatNumber, formatShare } from "../../../lib/format.js";
import { PART_WORDS, shownContext, type ShownContext } from "./context-model.js";
import styles from "./context.module.css";
import type { SpanKey } from "./span-key.js";

/** What fills the context of a call: one bar, its parts with their numbers, and how full it is. */
export function ContextBar({ span }: { readonly span: SpanKey }) {
  const answer = useEngineQuery("span.context", span);
  const context = answer.data === undefined ? null : shownContext(answer.data);
  // The messages below say what went in; without this bar nothing of them is missing.
  if (answer.data === undefined || context === null) return null;
  const { parts, full } = context;
  return (
    <section className={styles.context} aria-label="Context window">
      <div className={styles.head}>
        <h3>Context</h3>
        <span>{howFull(context, answer.data)}</span>
      </div>
      <div className={styles.bar} aria-hidden="true">
        {parts.map(({ part, share }) => (
          <i key={part} className={styles[part]} style={{ width: `${share * 100}%` }} />
        ))}
      </div>
      {full === null ? null : (
        <div className={styles.full} aria-hidden="true">
          <i style={{ width: `${Math.min(full, 1) * 100}%` }} />
        </div>
      )}
      <table className={styles.legend}>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Share</th>
            <th scope="col">{context.isTold ? "Tokens" : "Tokens, about"}</th>
            <th scope="col">Characters</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ part, characters, share, tokens }) => (
            <tr key={part}>
              <th scope="row">
                <i className={styles[part]} />
                {PART_WORDS[part]}
              </th>
              <td>{formatShare(share)}</td>
              <td>{formatNumber(Math.round(tokens))}</td>
              <td>{formatNumber(characters)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{whereFrom(context, answer.data)}</p>
    </section>
  );
}

function howFull({ tokens, isTold, full }: ShownContext, { window }: SpanContext): string {
  const went = `${isTold ? "" : "about "}${formatNumber(Math.round(tokens))}`;
  if (window === null || full === null) return `${went} tokens`;
  return `${went} of ${formatNumber(window.tokens)} tokens, ${formatShare(full)} full`;
}

function whereFrom({ isTold }: ShownContext, { window, model, cachedTokens }: SpanContext): string {
  const sentences = [
    isTold
      ? "Tokens are as told, shared out by characters."
      : "The trace tells no tokens: four characters are taken for one.",
    cachedTokens === null || cachedTokens === 0 ? "" : `${formatNumber(cachedTokens)} of them came from a cache.`,
    window === null
      ? model === null
        ? "The model is not known, nor how much it takes."
        : `How much ${model} takes is not known.`
      : `Context length: ${window.from}.`,
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
