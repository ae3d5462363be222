import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import { FunnelPane } from "../funnel/FunnelPane.js";
import { Below } from "./Below.js";
import styles from "./queries.module.css";
import type { ShownRetrieval } from "./use-shown-retrieval.js";

interface SelectedRetrievalProps {
  readonly route: RetrievalRoute;
  /** The key of the retrieval. */
  readonly span: string | undefined;
  readonly retrieval: ShownRetrieval;
  readonly selected: number | null;
  readonly onSelect: (document: number) => void;
}

/** The funnel of the selected retrieval, and the answer that it led to. */
export function SelectedRetrieval({ route, span, retrieval, selected, onSelect }: SelectedRetrievalProps) {
  const { funnel, error } = retrieval;
  if (error !== null) {
    return (
      <div className={styles.chosen}>
        {error.code === "NOT_FOUND" ? (
          <EmptyState
            title="This span is in no retrieval"
            hint="It may have gone with its file, or it found no documents. Choose another one in the list."
          />
        ) : (
          <ErrorPanel title="The retrieval could not be shown" failure={error.toData()} onRetry={retrieval.retry} />
        )}
      </div>
    );
  }
  if (funnel === undefined) {
    return (
      <div className={styles.chosen}>
        <div className={styles.loading}>
          <Skeleton label="Following the documents" rows={10} rowHeightPx={28} />
        </div>
      </div>
    );
  }
  return (
    <div className={styles.chosen} aria-busy={retrieval.isFetching}>
      <FunnelPane key={`${funnel.traceId}/${funnel.spanId}`} funnel={funnel} selected={selected} onSelect={onSelect} />
      <Below route={route} span={span} funnel={funnel} selected={selected} onSelect={onSelect} />
    </div>
  );
}
