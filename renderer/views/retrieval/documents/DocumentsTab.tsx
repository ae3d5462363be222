import { useMemo } from "react";
import { NEAR_FROM, UNUSED_AFTER } from "../../../../shared/contract/documents.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber, formatShare } from "../../../lib/format.js";
import { Spinner } from "../../../ui/Spinner.js";
import { ListTab } from "../list/ListTab.js";
import { useListWindow } from "../list/use-list-window.js";
import { useQuestion } from "../list/use-question.js";
import type { TabProps } from "../tabs.js";
import { documentColumns } from "./columns.js";
import { DocumentInspector } from "./DocumentInspector.js";
import styles from "./documents.module.css";
import { type DocumentRow, documentsAsked, emptyColumns, rowOfPage } from "./model.js";

const READING = { rowOf: rowOfPage, keyOf };
const FILTERS = [
  { id: "all", label: "All" },
  {
    id: "unused",
    label: "Never used",
    hint: `retrieved ${UNUSED_AFTER} times or more, and in no later prompt where that is known`,
  },
  {
    id: "near",
    label: "Near-duplicates",
    hint: `${formatShare(NEAR_FROM)} or more of the wording in common with another`,
  },
] as const;

/** Columns that give way in a narrow table, in this order. */
const GIVING_WAY = ["first", "median", "agents", "last", "best", "ranks", "knowledge", "twins"];

/** Every distinct document that the selected spans retrieved: how often, at which ranks, and whether it was used. */
export function DocumentsTab({ route }: TabProps) {
  const asked = documentsAsked(route);
  const { zone, selection, question } = useQuestion(route.q, asked);
  // The list is there at once; who says nearly the same is filled in when all texts have been compared.
  const comparison = useEngineQuery("document.compare", {});
  const twins = comparison.data !== undefined;
  const asks = useMemo(() => ({ ...question, twins }), [question, twins]);
  const list = useListWindow("document.list", asks, READING);
  const answer = list.head.data;
  const columns = useMemo(() => documentColumns(zone), [zone]);
  const hidden = useMemo(() => emptyColumns(answer), [answer]);
  return (
    <ListTab
      route={route}
      label="Documents"
      one="document"
      list={list}
      columns={columns}
      hidden={hidden}
      givingWay={GIVING_WAY}
      sort={{ id: asked.sort, descending: asked.descending }}
      keyOf={keyOf}
      filters={FILTERS}
      only={asked.only}
      question={question}
      words={
        answer === undefined ? null : (
          <>
            <b>{formatNumber(answer.documents)}</b> {answer.documents === 1 ? "document" : "documents"} in{" "}
            {formatCounted(answer.retrievals, "retrieval")}
            {answer.unnamed > 0 ? `, ${formatNumber(answer.unnamed)} more without id or text` : ""}
          </>
        )
      }
      actions={<ComparisonState comparison={comparison} />}
      none={{
        title: "No documents were retrieved in these traces",
        hint: "Documents are read from spans that record what they found: retrieval.documents, gen_ai.retrieval.documents, db.query.result events and the like.",
      }}
      renderInspector={(key, close, select) => (
        <DocumentInspector
          selection={selection}
          documentKey={key}
          zone={zone}
          twins={twins}
          onSelect={select}
          onClose={close}
        />
      )}
    />
  );
}

interface Comparison {
  readonly data: { readonly texts: number; readonly compared: number } | undefined;
  readonly isError: boolean;
  readonly isFetching: boolean;
}

/** How far the comparison of texts is, where that is worth saying. */
function ComparisonState({ comparison: { data, isError, isFetching } }: { readonly comparison: Comparison }) {
  if (isFetching && data === undefined) {
    return (
      <span className={styles.state} role="status">
        <Spinner /> Comparing texts
      </span>
    );
  }
  if (isError) return <span className={styles.state}>Texts could not be compared</span>;
  if (data === undefined || data.compared === data.texts) return null;
  return (
    <span className={styles.state}>
      {formatNumber(data.compared)} of {formatCounted(data.texts, "text")} are compared for near-duplicates
    </span>
  );
}

function keyOf(row: DocumentRow): string {
  return row.key;
}
