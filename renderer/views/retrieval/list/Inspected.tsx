import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { SpanKind } from "../../../../shared/model/kind.js";
import type { AppError } from "../../../../shared/contract/errors.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { IconButton } from "../../../ui/IconButton.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import text from "../../../ui/text.module.css";
import styles from "./inspected.module.css";

interface InspectedHeadProps {
  readonly kind: SpanKind;
  /** Where it is: a knowledge base, a store, a model. */
  readonly place: string;
  readonly title: string;
  readonly facts: readonly (string | null)[];
  /** A link at the right. */
  readonly link?: ReactNode;
  readonly onClose: () => void;
}

/** The head of the panel beside a list: what is shown, and where it is. */
export function InspectedHead({ kind, place, title, facts, link, onClose }: InspectedHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <KindIcon kind={kind} size={14} />
        <span className={text.ellipsis}>{place}</span>
        <span className={text.space} />
        {link}
        <IconButton icon="close" label="Close inspector" chord="Escape" size="small" onClick={onClose} />
      </div>
      <h2 className={styles.title} dir="auto">
        {title}
      </h2>
      <p className={styles.facts}>{facts.filter((fact) => fact !== null).join(", ")}</p>
    </header>
  );
}

interface InspectedProps<Data> {
  readonly query: UseQueryResult<Data, AppError>;
  /** "The document". */
  readonly what: string;
  readonly onClose: () => void;
  readonly children: (data: Data) => ReactNode;
}

/** What the panel shows when it is there; why not, else. */
export function Inspected<Data>({ query, what, onClose, children }: InspectedProps<Data>) {
  const { data, error, isError, isFetching, refetch } = query;
  if (data !== undefined) return children(data);
  const close = (
    <div className={styles.bar}>
      <IconButton icon="close" label="Close inspector" chord="Escape" size="small" onClick={onClose} />
    </div>
  );
  if (isError && !isFetching) {
    return (
      <>
        {close}
        <div className={styles.body}>
          {error.code === "NOT_FOUND" ? (
            <EmptyState
              compact
              title={`${what} is not among what the search selects`}
              hint={error.toData().hint ?? ""}
            />
          ) : (
            <ErrorPanel title={`${what} could not be read`} failure={error.toData()} onRetry={() => void refetch()} />
          )}
        </div>
      </>
    );
  }
  return (
    <>
      {close}
      <div className={styles.body}>
        <Skeleton label={`Loading: ${what.toLowerCase()}`} rows={8} />
      </div>
    </>
  );
}

/** The part under the head that scrolls. */
export function InspectedBody({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ScrollBox className={styles.body} role="group" aria-label={label}>
      {children}
    </ScrollBox>
  );
}

/** A part under a small head; with a count where it is given. */
export function InspectedPart({
  title,
  count = "",
  children,
}: {
  readonly title: string;
  readonly count?: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles.part}>
      <h3 className={text.section}>
        {title} <span className={styles.count}>{count}</span>
      </h3>
      {children}
    </section>
  );
}
