import type { DocumentDetail, DocumentRetrieval } from "../../../../shared/contract/documents.js";
import { toUnixMs } from "../../../../shared/model/time.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber, formatShortDateTime, type Zone } from "../../../lib/format.js";
import { formatScore, SCORE_WORDS } from "../../../results/documents/document-model.js";
import { linkTo } from "../../../state/navigation.js";
import { retrievalRoute } from "../../../state/retrieval-route.js";
import { traceRoute } from "../../../state/route.js";
import { ArgumentPairs } from "../../../ui/ArgumentPairs.js";
import { ClampedText } from "../../../ui/ClampedText.js";
import { FateMark } from "../list/FateMark.js";
import { Inspected, InspectedBody, InspectedHead, InspectedPart } from "../list/Inspected.js";
import styles from "../list/inspected.module.css";
import { Twins } from "./Twins.js";

interface DocumentInspectorProps {
  readonly selection: { readonly query: string; readonly zoneOffsetMinutes: number };
  readonly documentKey: string;
  readonly zone: Zone;
  /** Texts have been compared, so that near-duplicates are known. */
  readonly twins: boolean;
  readonly onSelect: (key: string) => void;
  readonly onClose: () => void;
}

/** One document: what it says, what is known of it, and every time that it was retrieved. */
export function DocumentInspector({ selection, documentKey, zone, twins, onSelect, onClose }: DocumentInspectorProps) {
  const query = useEngineQuery("document.get", { ...selection, key: documentKey });
  return (
    <Inspected query={query} what="The document" onClose={onClose}>
      {(document) => (
        <>
          <InspectedHead
            kind="retriever"
            place={document.knowledgeBase ?? "no knowledge base named"}
            title={document.title === "" ? "Document without text" : document.title}
            facts={[
              document.documentId,
              `retrieved ${formatCounted(document.retrieved, "time")}`,
              usedWords(document),
              document.texts > 1 ? `${formatNumber(document.texts)} texts under this id` : null,
            ]}
            link={
              document.textNumber === null ? null : (
                <a
                  className={styles.link}
                  title="Where its text lies on the map, and what is near it"
                  {...linkTo(retrievalRoute({ tab: "map", q: selection.query, selected: `t${document.textNumber}` }))}
                >
                  On the map
                </a>
              )
            }
            onClose={onClose}
          />
          <InspectedBody key={documentKey} label="The document">
            <InspectedPart title="Text" count={document.texts > 1 ? "the newest" : ""}>
              {document.text === null ? (
                <p className={styles.note}>No text was recorded, only its id.</p>
              ) : (
                <ClampedText preview={document.text} label="Text of the document" lines={8} />
              )}
            </InspectedPart>
            {document.metadata === null ? null : (
              <InspectedPart title="Metadata">
                <ArgumentPairs preview={document.metadata} />
              </InspectedPart>
            )}
            {twins && document.text !== null ? (
              <Twins selection={selection} documentKey={documentKey} own={document.text.text} onSelect={onSelect} />
            ) : null}
            <InspectedPart title="Asked by">
              <p className={styles.note}>
                {document.agents
                  .map(({ agent, retrieved }) => `${agent ?? "no agent named"} ${formatNumber(retrieved)}`)
                  .join(", ")}
              </p>
            </InspectedPart>
            <Retrievals document={document} query={selection.query} zone={zone} />
          </InspectedBody>
        </>
      )}
    </Inspected>
  );
}

function usedWords({ known, kept, cited }: DocumentDetail): string {
  if (known === 0) return "use not known";
  return `kept ${formatNumber(kept)} of ${formatCounted(known, "time")}, cited ${formatNumber(cited)}`;
}

function Retrievals({
  document: { retrievals, retrieved, originNs },
  query,
  zone,
}: {
  readonly document: DocumentDetail;
  readonly query: string;
  readonly zone: Zone;
}) {
  return (
    <InspectedPart title="Retrieved" count={formatNumber(retrieved)}>
      <ol className={styles.items}>
        {retrievals.map((retrieval) => (
          <li key={`${retrieval.traceId}/${retrieval.spanId}/${retrieval.rank}`}>
            <div className={styles.first}>
              <a
                className={styles.name}
                dir="auto"
                {...linkTo(traceRoute(retrieval.traceId, { q: query, span: retrieval.spanId }))}
                title={`Open in trace ${retrieval.traceId.slice(0, 8)}`}
              >
                {retrieval.query ?? "no query recorded"}
              </a>
              <FateMark kept={retrieval.kept} cited={retrieval.cited} />
            </div>
            <div className={styles.second}>
              <span className={styles.figure}>rank {retrieval.rank}</span>
              <span className={styles.figure} title={scoreTitle(retrieval)}>
                {retrieval.score === null ? "no score" : formatScore(retrieval.score)}
              </span>
              <span className={styles.name}>
                {[
                  retrieval.agent,
                  retrieval.atNs === null ? null : formatShortDateTime(toUnixMs(originNs, retrieval.atNs), zone),
                ]
                  .filter((word) => word !== null)
                  .join(", ")}
              </span>
              <a
                className={styles.link}
                {...linkTo(retrievalRoute({ q: query, span: `${retrieval.traceId}/${retrieval.spanId}` }))}
              >
                Funnel
              </a>
            </div>
          </li>
        ))}
      </ol>
      {retrievals.length < retrieved ? (
        <p className={styles.note}>The latest {formatNumber(retrievals.length)} are listed.</p>
      ) : null}
    </InspectedPart>
  );
}

function scoreTitle({ score, scoreKind }: DocumentRetrieval): string {
  return score === null ? "No score was recorded" : SCORE_WORDS[scoreKind];
}
