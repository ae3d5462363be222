import type { ReactNode } from "react";
import { formatCounted } from "../../../lib/format.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import styles from "./queries.module.css";
import type { RetrievalWindow } from "./use-retrieval-window.js";

interface RowsStateProps {
  readonly list: RetrievalWindow;
  readonly query: string;
  readonly allTraces: number | null;
  readonly onQuery: (query: string) => void;
  /** The rows. */
  readonly children: ReactNode;
}

/** The rows of the list, or why there are none. */
export function RowsState({ list: { head, total }, query, allTraces, onQuery, children }: RowsStateProps) {
  const clear = query === "" ? undefined : <Button onClick={() => onQuery("")}>Clear search</Button>;
  if (head.isError && !head.isFetching) {
    return (
      <ErrorPanel
        title={
          head.error.code === "QUERY_SYNTAX" ? "The search was not understood" : "The retrievals could not be listed"
        }
        failure={head.error.toData()}
        onRetry={() => void head.refetch()}
        actions={clear}
      />
    );
  }
  if (head.data === undefined) {
    return (
      <div className={styles.loading}>
        <Skeleton label="Loading the retrievals" rows={14} rowHeightPx={28} />
      </div>
    );
  }
  if (total > 0) return children;
  if (query !== "") {
    return (
      <EmptyState
        title="No retrieval matches"
        hint="Those are shown whose span the search selects; it selects none."
        actions={clear}
      />
    );
  }
  return (
    <EmptyState
      title="Nothing was retrieved in these traces"
      hint={`${allTraces === null ? "No trace" : `None of ${formatCounted(allTraces, "trace")}`} has a span of kind retriever or reranker, or one that records documents. Instrument the retriever, or set its span's kind, and import the traces again.`}
    />
  );
}
