import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { AppError } from "../../../../shared/contract/errors.js";
import { useDelayed } from "../../../lib/use-delayed.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Skeleton } from "../../../ui/Skeleton.js";

export interface AnswerProps<T> {
  readonly query: UseQueryResult<T, AppError>;
  /** What is on its way: "the messages". */
  readonly what: string;
  readonly rows?: number;
  readonly children: (answer: T) => ReactNode;
}

/**
 * The place of an answer: what was there stays for 150 ms while the next one is on its way, then grey bars; an error stands
 * where the answer would be.
 */
export function Answer<T>({ query, what, rows = 6, children }: AnswerProps<T>) {
  const late = useDelayed(query.isPlaceholderData);
  if (query.isError) {
    return (
      <ErrorPanel
        title={`${what.charAt(0).toUpperCase()}${what.slice(1)} could not be read`}
        failure={query.error.toData()}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data === undefined || late) return <Skeleton label={`Loading ${what}`} rows={rows} />;
  return children(query.data);
}
