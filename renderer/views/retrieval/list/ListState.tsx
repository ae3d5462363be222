import type { ReactNode } from "react";
import type { AppError } from "../../../../shared/contract/errors.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import styles from "./list.module.css";

interface ListStateProps {
  readonly head: {
    readonly data: unknown;
    readonly error: AppError | null;
    readonly isError: boolean;
    readonly isFetching: boolean;
    readonly refetch: () => unknown;
  };
  readonly total: number;
  readonly label: string;
  readonly one: string;
  readonly query: string;
  /** The quick filter that is on, and its rule; null where all are shown. */
  readonly filter: { readonly label: string; readonly hint?: string | undefined } | null;
  readonly none: { readonly title: string; readonly hint: string };
  readonly onQuery: (query: string) => void;
  /** Takes the quick filter off. */
  readonly onAll: () => void;
  /** The rows. */
  readonly children: ReactNode;
}

/** The rows of a list, or why there are none and what can be done. */
export function ListState({ head, total, label, one, query, filter, none, onQuery, onAll, children }: ListStateProps) {
  const things = label.toLowerCase();
  const clear = query === "" ? null : <Button onClick={() => onQuery("")}>Clear search</Button>;
  if (head.isError && !head.isFetching && head.error !== null) {
    return (
      <ErrorPanel
        title={
          head.error.code === "QUERY_SYNTAX" ? "The search was not understood" : `The ${things} could not be listed`
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
        <Skeleton label={`Loading the ${things}`} rows={14} rowHeightPx={28} />
      </div>
    );
  }
  if (total > 0) return children;
  if (filter !== null) {
    return (
      <EmptyState
        title={`No ${one} under “${filter.label}”`}
        hint={filter.hint === undefined ? "The other filters show what there is." : `Listed there: ${filter.hint}.`}
        actions={<Button onClick={onAll}>Show all</Button>}
      />
    );
  }
  if (query !== "") {
    return (
      <EmptyState
        title={`No ${one} matches`}
        hint="Those are shown whose span the search selects; it selects none."
        actions={clear}
      />
    );
  }
  return <EmptyState title={none.title} hint={none.hint} />;
}
