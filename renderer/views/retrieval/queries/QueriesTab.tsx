import { useMemo, useRef, useState } from "react";
import { useEngineQuery } from "../../../data/engine.js";
import { zoneOffsetMinutes } from "../../../lib/format.js";
import { useElementWidth } from "../../../lib/use-element-width.js";
import { useRowSteps } from "../../../results/use-row-steps.js";
import { useShownColumns } from "../../../results/use-shown-columns.js";
import { useCommand } from "../../../state/commands.js";
import { useEvidence } from "../../../state/add-to-incident.js";
import { usePictureEvidence } from "../../../results/use-picture-evidence.js";
import { navigate } from "../../../state/navigation.js";
import { setPreferences, usePreferences } from "../../../state/preferences.js";
import { useQueryHighlight } from "../../../state/query-highlight.js";
import { retrievalSort, type RetrievalRoute } from "../../../state/retrieval-route.js";
import { traceRoute } from "../../../state/route.js";
import { HighlightContext } from "../../../ui/highlight-context.js";
import { InspectorPanel } from "../../../ui/InspectorPanel.js";
import { VirtualTable, type VirtualTableHandle } from "../../../ui/VirtualTable.js";
import type { TabProps } from "../tabs.js";
import { listColumns, tableColumns } from "./columns.js";
import { COLUMNS, givingWay, keyParts, retrievalKey, type RetrievalRow } from "./model.js";
import { QueriesToolbar } from "./QueriesToolbar.js";
import styles from "./queries.module.css";
import { RetrievalFacets } from "./RetrievalFacets.js";
import { RetrievalInspector } from "./RetrievalInspector.js";
import { RowsState } from "./RowsState.js";
import { SelectedRetrieval } from "./SelectedRetrieval.js";
import { useReported } from "./use-reported.js";
import { useRetrievalWindow, type Question } from "./use-retrieval-window.js";
import { FunnelPicture } from "../funnel/FunnelPicture.js";
import { useSavePicture } from "./use-save-picture.js";
import { useShownRetrieval } from "./use-shown-retrieval.js";

const ROW_PX = 28;

/** All retrievals that the search selects, and what became of what the selected one found. */
export function QueriesTab({ route }: TabProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const inspectorWidthPx = usePreferences((preferences) => preferences.inspectorWidthPx);
  const [facets, setFacets] = useState(false);
  const [closed, setClosed] = useState(false);
  const { q } = route;
  const { sort, descending } = retrievalSort(route);
  const offset = zoneOffsetMinutes(zone);
  const question: Question = useMemo(
    () => ({ query: q, sort, descending, zoneOffsetMinutes: offset }),
    [q, sort, descending, offset],
  );
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const list = useRetrievalWindow(question);
  const { head, total, shownRows, rowAt } = list;
  const answer = head.data;
  useReported(q, head.isPlaceholderData ? undefined : answer);

  const table = useRef<VirtualTableHandle>(null);
  const center = useRef<HTMLDivElement>(null);
  const width = useElementWidth(center);
  const asTable = route.as === "table";
  const { chosen, hidden } = useShownColumns(COLUMNS, route.cols, width, givingWay);
  const longestNs = answer?.totals.longestNs ?? 0;
  const columns = useMemo(
    () => (asTable ? tableColumns({ zone, longestNs }) : listColumns(sort, longestNs)),
    [asTable, zone, longestNs, sort],
  );

  // Beside the list something is always shown: what was chosen, else the first one.
  const first = rowAt(0);
  const shownKey = route.span ?? (asTable || first === undefined ? null : retrievalKey(first));
  const retrieval = useShownRetrieval(shownKey);
  const at = shownKey === null ? -1 : list.indexOf(shownKey);
  const row = at < 0 ? undefined : rowAt(at);
  const selectedDocument = route.doc ?? null;

  const change = (next: Partial<Omit<RetrievalRoute, "page">>, push = false) =>
    navigate({ ...route, ...next }, { replace: !push });
  const select = (next: RetrievalRow) => {
    setClosed(false);
    change({ span: retrievalKey(next), doc: undefined });
  };
  const open = ({ traceId, spanId }: RetrievalRow) => navigate(traceRoute(traceId, { q, span: spanId }));
  const selectDocument = (doc: number) => {
    setClosed(false);
    change({ span: shownKey ?? undefined, doc });
  };
  const close = () => (asTable ? change({ span: undefined, doc: undefined }) : setClosed(true));
  const stepDocument = (by: number) => {
    const order = retrieval.documents;
    const place = order.findIndex(({ index }) => index === selectedDocument);
    const next = order[place < 0 ? (by > 0 ? 0 : order.length - 1) : place + by];
    if (next !== undefined) selectDocument(next.index);
  };
  const inspects = retrieval.funnel !== undefined && !closed;
  useRowSteps({
    current: row === undefined ? null : { row, index: at },
    shownRows,
    rowAt,
    table,
    onSelect: select,
    onOpen: open,
  });
  useCommand("document-next", () => stepDocument(1), { active: retrieval.documents.length > 0 });
  useCommand("document-previous", () => stepDocument(-1), { active: retrieval.documents.length > 0 });
  useCommand("close", close, { active: inspects });
  const save = useSavePicture(retrieval.funnel, selectedDocument);
  useCommand("save-svg", () => save("svg"), { active: retrieval.funnel !== undefined });
  useCommand("save-png", () => save("png"), { active: retrieval.funnel !== undefined });
  const { funnel } = retrieval;
  useEvidence(() => {
    const span = shownKey === null ? null : keyParts(shownKey);
    if (span === null || funnel === undefined) return [];
    const detail = funnel.query?.text ?? funnel.name;
    return [{ id: "retrieval", label: "Retrieval", detail, what: { type: "retrieval", ...span }, rank: 0 }];
  });
  usePictureEvidence(
    "funnel",
    `Funnel of ${funnel?.query?.text ?? funnel?.name ?? "a retrieval"}`.slice(0, 200),
    funnel === undefined ? null : () => <FunnelPicture funnel={funnel} selected={selectedDocument} />,
    shownKey === null ? null : (keyParts(shownKey)?.traceId ?? null),
  );
  const highlight = useQueryHighlight(q);

  const rows = (
    <RowsState
      list={list}
      query={q}
      allTraces={info.data?.traces ?? null}
      onQuery={(next) => change({ q: next }, true)}
    >
      <VirtualTable
        key={`${route.as}${JSON.stringify(question)}`}
        label="Retrievals"
        columns={columns}
        {...(asTable ? { hidden } : {})}
        rowCount={shownRows}
        rowHeightPx={ROW_PX}
        rowAt={rowAt}
        rowKey={retrievalKey}
        sort={{ id: sort, descending }}
        onSort={(id, desc) => change({ sort: id, desc })}
        selectedKey={shownKey}
        onSelect={select}
        onOpen={open}
        onRange={list.onRange}
        handle={table}
      />
    </RowsState>
  );
  const none = answer !== undefined && total === 0;
  return (
    <HighlightContext value={highlight}>
      {facets ? (
        <RetrievalFacets query={q} zoneOffsetMinutes={offset} onQuery={(next) => change({ q: next }, true)} />
      ) : null}
      <section ref={center} className={styles.center} aria-label="Queries" aria-busy={head.isFetching}>
        <QueriesToolbar
          route={route}
          answer={answer}
          shownRows={shownRows}
          sort={sort}
          facets={facets}
          onFacets={() => setFacets(!facets)}
          onChange={change}
          chosen={chosen}
          onSave={asTable || retrieval.funnel === undefined ? undefined : save}
        />
        {asTable || none ? (
          rows
        ) : (
          <div className={styles.split}>
            <div className={styles.list}>{rows}</div>
            <SelectedRetrieval
              route={route}
              span={shownKey ?? undefined}
              retrieval={retrieval}
              selected={selectedDocument}
              onSelect={selectDocument}
            />
          </div>
        )}
      </section>
      {inspects && retrieval.funnel !== undefined ? (
        <InspectorPanel
          onClose={close}
          widthPx={inspectorWidthPx}
          onWidthChange={(widthPx) => setPreferences({ inspectorWidthPx: widthPx })}
        >
          <RetrievalInspector
            funnel={retrieval.funnel}
            documents={retrieval.documents}
            query={q}
            zone={zone}
            selected={selectedDocument}
            onSelect={selectDocument}
            onClose={close}
          />
        </InspectorPanel>
      ) : null}
    </HighlightContext>
  );
}
