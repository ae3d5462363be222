import { useMemo } from "react";
import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { formatCounted, formatDateTime, formatDuration, type Zone } from "../../../lib/format.js";
import type { ShownDocument } from "../../../results/documents/document-model.js";
import { DocumentCards } from "../../../results/documents/DocumentCards.js";
import { useJudgements } from "../../../results/documents/use-judgements.js";
import { linkTo } from "../../../state/navigation.js";
import { traceRoute } from "../../../state/route.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { IconButton } from "../../../ui/IconButton.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import text from "../../../ui/text.module.css";
import styles from "./inspector.module.css";

interface RetrievalInspectorProps {
  readonly funnel: RetrievalFunnel;
  readonly documents: readonly ShownDocument[];
  readonly query: string;
  readonly zone: Zone;
  readonly selected: number | null;
  readonly onSelect: (document: number) => void;
  readonly onClose: () => void;
}

/** One retrieval: what was asked, and each document with what became of it. */
export function RetrievalInspector({
  funnel,
  documents,
  query,
  zone,
  selected,
  onSelect,
  onClose,
}: RetrievalInspectorProps) {
  const { traceId, spanId, name, knowledgeBase, agent, topK, startMs, durationNs, stages } = funnel;
  const spanIds = useMemo(
    () => [spanId, ...stages.flatMap((stage) => (stage.spanId === null ? [] : [stage.spanId]))],
    [spanId, stages],
  );
  const judgements = useJudgements(traceId, spanIds);
  const facts = [
    formatCounted(funnel.totalDocuments, "document"),
    agent === null ? null : `asked by ${agent}`,
    topK === null ? null : `top ${topK}`,
    durationNs === null ? null : formatDuration(durationNs),
    startMs === null ? null : formatDateTime(startMs, zone),
  ].filter((fact) => fact !== null);
  return (
    <>
      <header className={styles.head}>
        <div className={styles.kind}>
          <KindIcon kind="retriever" failed={funnel.failed} size={14} />
          <span className={text.ellipsis}>{knowledgeBase ?? name}</span>
          <span className={text.space} />
          <a className={styles.open} {...linkTo(traceRoute(traceId, { q: query, span: spanId }))}>
            Open in trace
          </a>
          <IconButton icon="close" label="Close inspector" chord="Escape" size="small" onClick={onClose} />
        </div>
        <h2 className={styles.title} dir="auto">
          {funnel.query === null || funnel.query.text === "" ? name : funnel.query.text}
        </h2>
        <p className={styles.facts}>{facts.join(", ")}</p>
        {funnel.failed ? (
          <p className={styles.failed} dir="auto">
            {funnel.error ?? "The retrieval failed, and does not say why."}
          </p>
        ) : null}
      </header>
      <ScrollBox className={styles.documents} role="group" aria-label="Documents of the retrieval">
        {documents.length === 0 ? (
          <div className={styles.none}>
            <EmptyState
              compact
              title="Nothing was found"
              hint={
                funnel.failed ? "This retrieval failed and gave no documents." : "This retrieval gave no documents."
              }
            />
          </div>
        ) : (
          <DocumentCards
            key={spanId}
            documents={documents}
            total={funnel.totalDocuments}
            selected={selected}
            onSelect={onSelect}
            judgements={judgements}
            showFate
          />
        )}
      </ScrollBox>
    </>
  );
}
