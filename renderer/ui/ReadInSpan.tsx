import type { ReactNode } from "react";
import styles from "./ReadInSpan.module.css";

export interface ReadInSpanProps {
  readonly traceId: string;
  readonly spanId: string;
  readonly children: ReactNode;
}

/** A part of the page whose texts were read in one span: what is said of their words is said there. */
export function ReadInSpan({ traceId, spanId, children }: ReadInSpanProps) {
  return (
    <div className={styles.part} data-span={`${traceId}/${spanId}`}>
      {children}
    </div>
  );
}
