import { useMemo, useRef } from "react";
import { NEAR_FROM, UNUSED_AFTER } from "../../../../shared/contract/documents.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber, formatShare, zoneOffsetMinutes } from "../../../lib/format.js";
import { useElementWidth } from "../../../lib/use-element-width.js";
import { navigate } from "../../../state/navigation.js";
import { usePreferences } from "../../../state/preferences.js";
import { Spinner } from "../../../ui/Spinner.js";
import { ListTab } from "../list/ListTab.js";
import { useListWindow } from "../list/use-list-window.js";
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

/** Every distinct document that the selected spans retrieved: how often, at which ranks, and whether it was used. */
export function DocumentsTab({ route }: TabProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const { sort, descending, only } = documentsAsked(route);
  // The list is there at once; who says nearly the same is filled in when all texts have been compared.
  const comparison = useEngineQuery("document.compare", {});
  const twins = comparison.data !== undefined;
  const offset = zoneOffsetMinutes(zone);
  const question = useMemo(
    () => ({ query: route.q, sort, descending, only, zoneOffsetMinutes: offset }),
    [route.q, sort, descending, only, offset],
  );
  const asked = useMemo(() => ({ ...question, twins }), [question, twins]);
  const list = useListWindow("document.list", asked, READING);
  const answer = list.head.data;
  const center = useRef<HTMLDivElement>(null);
  const width = useElementWidth(center);
  const columns = useMemo(() => documentColumns(zone), [zone]);
  const hidden = useMemo(() => new Set([...emptyColumns(answer), ...givingWay(width)]), [answer, width]);
  return (
    <ListTab
      route={route}
      label="Documents"
      one="document"
      list={list}
      columns={columns}
      hidden={hidden}
      sort={{ id: sort, descending }}
      keyOf={keyOf}
      onOpen={(row) => navigate({ ...route, selected: row.key }, { replace: true })}
      filters={FILTERS}
      only={only}
      question={question}
      center={center}
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
      inspector={
        route.selected === undefined ? null : (
          <DocumentInspector
            selection={{ query: route.q, zoneOffsetMinutes: offset }}
            documentKey={route.selected}
            zone={zone}
            twins={twins}
            onSelect={(selected) => navigate({ ...route, selected }, { replace: true })}
            onClose={() => navigate({ ...route, selected: undefined }, { replace: true })}
          />
        )
      }
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

/** Columns that give way in a narrow table. */
function givingWay(widthPx: number): readonly string[] {
  if (widthPx === 0 || widthPx >= 1080) return [];
  if (widthPx >= 860) return ["first", "median"];
  return widthPx >= 680
    ? ["first", "median", "agents", "last"]
    : ["first", "median", "agents", "last", "knowledge", "best"];
}
