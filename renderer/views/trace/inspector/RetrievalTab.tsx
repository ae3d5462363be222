import { useMemo, useState } from "react";
import type { OutputOf } from "../../../../shared/contract/procedure.js";
import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import type { spansContract } from "../../../../shared/contract/spans.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";
import {
  lastRanked,
  plainDocuments,
  shownDocuments,
  type ShownDocument,
} from "../../../results/documents/document-model.js";
import { DocumentCards } from "../../../results/documents/DocumentCards.js";
import { useJudgements } from "../../../results/documents/use-judgements.js";
import { linkTo } from "../../../state/navigation.js";
import { retrievalRoute } from "../../../state/retrieval-route.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Answer } from "./Answer.js";
import { ClampedText } from "../../../ui/ClampedText.js";
import { PreviewText } from "../../../ui/PreviewText.js";
import { Provenance } from "./Provenance.js";
import type { SpanKey } from "./span-key.js";
import styles from "./tabs.module.css";

type DocumentsAnswer = OutputOf<(typeof spansContract)["span.documents"]>;

/** What was asked, what was found in which order with which score, and the vectors behind it. */
export function RetrievalTab({ span }: { readonly span: SpanKey }) {
  const query = useEngineQuery("span.documents", span, { keepPrevious: true });
  return (
    <Answer query={query} what="the documents">
      {(answer) => <Documents key={span.spanId} span={span} answer={answer} />}
    </Answer>
  );
}

function Documents({ span, answer }: { readonly span: SpanKey; readonly answer: DocumentsAnswer }) {
  const { documents, embeddings } = answer;
  if (documents.length === 0 && embeddings.length === 0 && answer.query === null) {
    return (
      <EmptyState
        compact
        title="Nothing was retrieved here"
        hint="Retrievers, rerankers, embeddings and memories show their documents and vectors in this place."
      />
    );
  }
  return (
    <div>
      {answer.query === null ? null : (
        <section className={styles.section}>
          <h3>Query</h3>
          <PreviewText preview={answer.query} label="Query" />
        </section>
      )}
      {answer.knowledgeBase === null && answer.topK === null ? null : (
        <dl className={styles.pairs}>
          {answer.knowledgeBase === null ? null : (
            <div>
              <dt>From</dt>
              <dd>{answer.knowledgeBase}</dd>
            </div>
          )}
          {answer.topK === null ? null : (
            <div>
              <dt>Asked for</dt>
              <dd>{formatCounted(answer.topK, "document")}</dd>
            </div>
          )}
        </dl>
      )}
      {documents.length === 0 ? null : <FoundDocuments span={span} answer={answer} />}
      {embeddings.length === 0 ? null : (
        <section className={styles.section}>
          <h3>
            Vectors <span className={styles.faint}>{formatNumber(embeddings.length)}</span>
          </h3>
          <ol className={styles.vectors}>
            {embeddings.slice(0, 200).map((embedding) => (
              <li key={embedding.position}>
                <div className={styles.vectorHead}>
                  {embedding.model ?? "unknown model"}
                  <span className={styles.faint}>{formatCounted(embedding.dimensions, "dimension")}</span>
                </div>
                <div className={styles.numbers}>
                  [{embedding.first.map((value) => String(Number(value.toFixed(4)))).join(", ")}
                  {embedding.dimensions > embedding.first.length ? ", …" : ""}]
                </div>
                {embedding.text === null ? null : <ClampedText preview={embedding.text} label="Text" lines={2} />}
              </li>
            ))}
          </ol>
        </section>
      )}
      <Provenance from={answer.from} />
    </div>
  );
}

/** The documents of the span, with what became of them where it is part of a retrieval. */
function FoundDocuments({ span, answer }: { readonly span: SpanKey; readonly answer: DocumentsAnswer }) {
  const [selected, setSelected] = useState<number | null>(null);
  // What is said of a document asks anew; the cards stay meanwhile, with what is open in them.
  const funnel = useEngineQuery("retrieval.get", span, { keepPrevious: true });
  const judgements = useJudgements(span.traceId, [span.spanId]);
  const documents = useMemo(() => documentsOf(span, answer, funnel.data), [span, answer, funnel.data]);
  // What became of them comes with them, not after them.
  if (funnel.isPending) return null;
  const route = retrievalRoute({ span: `${span.traceId}/${span.spanId}` });
  return (
    <section className={styles.section}>
      <h3>
        Documents <span className={styles.faint}>{formatNumber(documents.length)}</span>
        <span className={styles.space} />
        {funnel.data === undefined ? null : (
          <a className={styles.link} {...linkTo(route)}>
            Show in Retrieval
          </a>
        )}
      </h3>
      <div className={styles.cards}>
        <DocumentCards
          documents={documents}
          total={documents.length}
          selected={selected}
          onSelect={(index) => setSelected(index === selected ? null : index)}
          judgements={judgements}
          showFate={funnel.data !== undefined}
        />
      </div>
    </section>
  );
}

/** Those that the span itself gave, in its order; a step of a retrieval shows its own. */
function documentsOf(
  span: SpanKey,
  answer: DocumentsAnswer,
  funnel: RetrievalFunnel | undefined,
): readonly ShownDocument[] {
  const plain = plainDocuments(answer.documents, span.spanId);
  if (funnel === undefined) return plain;
  const stage = funnel.stages.findIndex(({ spanId }) => spanId === span.spanId);
  const shown = shownDocuments(funnel, stage < 0 ? lastRanked(funnel.stages) : stage).filter(
    ({ rank }) => rank !== null,
  );
  return shown.map((document) => ({
    ...document,
    place: document.rank === null ? null : { spanId: span.spanId, position: document.rank },
  }));
}
