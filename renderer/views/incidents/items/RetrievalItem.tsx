import { useState } from "react";
import type { BodyOf } from "../../../../shared/model/incident.js";
import { formatCounted, formatDuration, formatNumber } from "../../../lib/format.js";
import { formatScore } from "../../../results/documents/document-model.js";
import styles from "./items.module.css";

const FEW = 5;

/** What was looked for and what came back, in its order, with its scores and what became of it. */
export function RetrievalItem({ body }: { readonly body: BodyOf<"retrieval"> }) {
  const [all, setAll] = useState(false);
  const shown = all ? body.documents : body.documents.slice(0, FEW);
  const facts = [
    body.knowledge,
    formatCounted(body.documentCount, "document"),
    body.durationMs === null ? null : formatDuration(body.durationMs * 1e6),
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className={styles.asked} dir="auto">
        “{body.query}”
      </p>
      <p className={styles.facts}>{facts.join(" · ")}</p>
      {body.documents.length === 0 ? (
        <p>No documents came back.</p>
      ) : (
        <table className={styles.documents}>
          <thead>
            <tr>
              <th>#</th>
              <th>Document</th>
              <th>{body.scoreKind === null || body.scoreKind === "unknown" ? "score" : body.scoreKind}</th>
              <th>Fate</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((document) => (
              <tr key={document.rank}>
                <td>{document.rank}</td>
                <td>
                  <b dir="auto">{document.title}</b>
                  <span dir="auto">{document.text}</span>
                </td>
                <td>{document.score === null ? "–" : formatScore(document.score)}</td>
                <td>{fateOf(document)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {body.documents.length > FEW ? (
        <button type="button" className={styles.link} onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `Show ${formatNumber(body.documents.length - FEW)} more`}
        </button>
      ) : null}
    </>
  );
}

function fateOf({ kept, cited }: BodyOf<"retrieval">["documents"][number]): string {
  if (cited === true) return "cited";
  if (kept === true) return "kept";
  return kept === false ? "dropped" : "not known";
}
