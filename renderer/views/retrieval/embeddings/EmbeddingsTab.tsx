import { useMemo } from "react";
import { toggleFacet } from "../../../../shared/query/facets.js";
import { formatQuery } from "../../../../shared/query/format.js";
import { parseQuery } from "../../../../shared/query/parse.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";
import { navigate } from "../../../state/navigation.js";
import { traceRoute } from "../../../state/route.js";
import { ListTab } from "../list/ListTab.js";
import { useListWindow } from "../list/use-list-window.js";
import { useQuestion } from "../list/use-question.js";
import type { TabProps } from "../tabs.js";
import { embeddingColumns } from "./columns.js";
import { EmbeddingInspector } from "./EmbeddingInspector.js";
import { callKey, embeddingsAsked, emptyColumns, rowOfPage } from "./model.js";
import { ModelTotals } from "./ModelTotals.js";

const READING = { rowOf: rowOfPage, keyOf: callKey };
const FILTERS = [
  { id: "all", label: "All" },
  { id: "cut", label: "Cut inputs", hint: "calls of which something recorded tells that an input was cut" },
  { id: "failed", label: "Failed" },
] as const;

/** Columns that give way in a narrow table, in this order. */
const GIVING_WAY = ["agent", "cost", "tokens", "dimensions", "model"];

/** The calls that embed texts: with which model, how long they took, and whose inputs were cut. */
export function EmbeddingsTab({ route }: TabProps) {
  const asked = embeddingsAsked(route);
  const { zone, selection, question } = useQuestion(route.q, asked);
  const list = useListWindow("embedding.list", question, READING);
  const models = useEngineQuery("embedding.models", selection, { keepPrevious: true });
  const answer = list.head.data;
  const longestNs = answer?.longestNs ?? 0;
  const columns = useMemo(() => embeddingColumns(zone, longestNs), [zone, longestNs]);
  const hidden = useMemo(() => emptyColumns(answer), [answer]);
  const at = route.selected === undefined ? -1 : list.indexOf(route.selected);
  return (
    <ListTab
      route={route}
      label="Embedding calls"
      one="embedding call"
      list={list}
      columns={columns}
      hidden={hidden}
      givingWay={GIVING_WAY}
      sort={{ id: asked.sort, descending: asked.descending }}
      keyOf={callKey}
      onOpen={(row) => navigate(traceRoute(row.traceId, { q: route.q, span: row.spanId }))}
      filters={FILTERS}
      only={asked.only}
      question={question}
      words={
        answer === undefined ? null : (
          <>
            <b>{formatNumber(answer.calls)}</b> {answer.calls === 1 ? "call" : "calls"}
            {answer.flagsOf < answer.calls
              ? `; attributes that tell of a cut were looked for in the latest ${formatCounted(answer.flagsOf, "call")}`
              : ""}
          </>
        )
      }
      above={
        <ModelTotals
          models={models.data ?? []}
          onModel={(model) => navigate({ ...route, q: withModel(route.q, model), selected: undefined })}
        />
      }
      none={{
        title: "No texts were embedded in these traces",
        hint: "Shown are spans of kind embedding: OpenInference's EMBEDDING, operations called embeddings and the like.",
      }}
      renderInspector={(key, close) => (
        <EmbeddingInspector
          callKey={key}
          row={at < 0 ? undefined : list.rowAt(at)}
          query={route.q}
          zone={zone}
          onClose={close}
        />
      )}
    />
  );
}

/** The search with a model asked for, or without it where it was. */
function withModel(query: string, model: string): string {
  const parsed = parseQuery(query);
  return parsed.ok ? formatQuery(toggleFacet(parsed.query, "model", model)) : query;
}
