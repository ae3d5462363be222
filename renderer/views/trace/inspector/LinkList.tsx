import type { SpanLink } from "../../../../shared/contract/spans.js";
import { Icon } from "../../../ui/Icon.js";
import styles from "./tabs.module.css";

export interface LinkListProps {
  readonly links: readonly SpanLink[];
  readonly onSelectSpan: (spanId: string) => void;
  readonly onOpenTrace: (traceId: string, spanId: string) => void;
}

/** The other ends of a span's links, each a click away where the workspace has it. */
export function LinkList({ links, onSelectSpan, onOpenTrace }: LinkListProps) {
  // A span may link to another one twice.
  const ends = new Map(links.map((link) => [`Trace ${link.traceId}, span ${link.spanId}`, link]));
  return (
    <ul className={styles.links}>
      {[...ends].map(([ids, link]) => {
        const name = link.name ?? `span ${link.spanId}`;
        return (
          <li key={ids} title={ids}>
            {link.title === null || (link.inTrace && link.name === null) ? (
              <span className={styles.linkGone}>
                <Icon name="link" size={12} />
                <span className={styles.linkName}>
                  {link.inTrace ? name : `trace ${link.traceId.slice(0, 8)}, span ${link.spanId}`}
                </span>
                <span className={styles.linkWhere}>not in this workspace</span>
              </span>
            ) : (
              <button
                type="button"
                className={styles.link}
                onClick={() => (link.inTrace ? onSelectSpan(link.spanId) : onOpenTrace(link.traceId, link.spanId))}
              >
                <Icon name="link" size={12} />
                <span className={styles.linkName}>{name}</span>
                {link.inTrace ? null : <span className={styles.linkWhere}>in {link.title}</span>}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
