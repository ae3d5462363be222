import type { TroubledRetrieval } from "../../../../shared/contract/quality.js";
import { formatDateTime, formatShortDateTime, type Zone } from "../../../lib/format.js";
import { TIME_TRACK } from "../../../results/row-cells.js";
import { linkTo } from "../../../state/navigation.js";
import { retrievalRoute } from "../../../state/retrieval-route.js";
import { type Route, traceRoute } from "../../../state/route.js";
import type { VirtualColumn } from "../../../ui/VirtualTable.js";
import styles from "./quality.module.css";

/** The columns of the queue: what was asked, why it is here, when, and the ways on. */
export function signColumns(zone: Zone, query: string): readonly VirtualColumn<TroubledRetrieval>[] {
  return [
    {
      id: "query",
      label: "Query",
      track: "minmax(0, 2fr)",
      cell: (row) => (
        <div className={styles.two}>
          <div className={styles.asked} dir="auto">
            {row.query === "" ? "Query not recorded" : row.query}
          </div>
          <div className={styles.from}>
            {[row.knowledgeBase, row.agent].filter((name) => name !== null).join(" · ")}
          </div>
        </div>
      ),
    },
    {
      id: "reasons",
      label: "Why",
      track: "minmax(0, 3fr)",
      cell: (row) => {
        const words = row.reasons.map(({ text }) => text).join(" ");
        return (
          <div className={styles.reasons} title={words}>
            {words}
          </div>
        );
      },
    },
    {
      id: "when",
      label: "When",
      track: TIME_TRACK,
      cell: ({ startMs }) =>
        startMs === null ? null : (
          <span className={styles.faint} title={formatDateTime(startMs, zone)}>
            {formatShortDateTime(startMs, zone)}
          </span>
        ),
    },
    {
      id: "open",
      label: "Open",
      labelHidden: true,
      track: "112px",
      align: "end",
      cell: ({ traceId, spanId }) => (
        <span className={styles.ways}>
          <Way to={retrievalRoute({ q: query, span: `${traceId}/${spanId}` })}>Retrieval</Way>
          <Way to={traceRoute(traceId, { span: spanId })}>Trace</Way>
        </span>
      ),
    },
  ];
}

/** A link in a row: the row, which would select itself, is not told. */
function Way({ to, children }: { readonly to: Route; readonly children: string }) {
  const { href, onClick } = linkTo(to);
  return (
    <a
      href={href}
      onClick={(event) => {
        event.stopPropagation();
        onClick(event);
      }}
    >
      {children}
    </a>
  );
}
