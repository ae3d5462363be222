import { useDeferredValue, useEffect, useState } from "react";
import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import { SPAN_FLAG } from "../../../../shared/model/span-table.js";
import { useEngineQuery } from "../../../data/engine.js";
import { setPreferences, usePreferences } from "../../../state/preferences.js";
import { InspectorPanel } from "../../../ui/InspectorPanel.js";
import { ReadInSpan } from "../../../ui/ReadInSpan.js";
import { Tabs } from "../../../ui/Tabs.js";
import type { TraceStructure } from "../structure.js";
import { Answer } from "./Answer.js";
import { AttributesTab } from "./AttributesTab.js";
import { InspectorHead } from "./InspectorHead.js";
import styles from "./inspector.module.css";
import { MessagesTab } from "./MessagesTab.js";
import { NotesTab } from "./NotesTab.js";
import type { ComposeRequest } from "./NotesTab.js";
import { OverviewTab } from "./OverviewTab.js";
import { RawTab } from "./RawTab.js";
import { RetrievalTab } from "./RetrievalTab.js";

export type TabId = "overview" | "messages" | "retrieval" | "attributes" | "raw" | "notes";

export interface InspectorProps {
  readonly traceId: TraceId;
  readonly structure: TraceStructure;
  readonly row: number;
  readonly compose: ComposeRequest | null;
  readonly onSelect: (row: number) => void;
  readonly onSelectSpan: (spanId: string) => void;
  readonly onOpenTrace: (traceId: string, spanId: string) => void;
  readonly onClose: () => void;
}

/**
 * All that is known of the selected span. Its head comes from the span table and moves with the selection at once; the tabs
 * ask the engine and follow.
 */
export function Inspector(props: InspectorProps) {
  const { traceId, structure, row, compose } = props;
  const widthPx = usePreferences((preferences) => preferences.inspectorWidthPx);
  const [chosen, setChosen] = useState<TabId | null>(null);
  const spanId = useDeferredValue((structure.table.spanId[row] ?? "") as SpanId);
  const span = { traceId, spanId };
  const overview = useEngineQuery("span.get", span, { keepPrevious: true });
  const tab = chosen ?? usualTab(structure, row);
  useEffect(() => {
    if (compose !== null) setChosen("notes");
  }, [compose]);
  const counts = overview.data?.spanId === spanId ? overview.data.counts : undefined;
  return (
    <InspectorPanel
      widthPx={widthPx}
      onWidthChange={(inspectorWidthPx) => setPreferences({ inspectorWidthPx })}
      onClose={props.onClose}
    >
      <InspectorHead
        structure={structure}
        row={row}
        overview={overview.data?.spanId === structure.table.spanId[row] ? overview.data : undefined}
        onSelect={props.onSelect}
        onClose={props.onClose}
      />
      <Tabs<TabId>
        label="What is known of the span"
        items={[
          { id: "overview", label: "Overview" },
          { id: "messages", label: "Messages", count: counts?.messages },
          { id: "retrieval", label: "Retrieval" },
          { id: "attributes", label: "Attributes" },
          { id: "raw", label: "Raw" },
          { id: "notes", label: "Notes", count: counts === undefined ? undefined : counts.notes + counts.labels },
        ]}
        value={tab}
        onChange={setChosen}
        panelClassName={tab === "attributes" ? styles.flush : styles.panel}
      >
        <ReadInSpan {...span}>
          {tab === "overview" ? (
            <Answer query={overview} what="the span">
              {(answer) => (
                <OverviewTab
                  key={answer.spanId}
                  overview={answer}
                  onSelectSpan={props.onSelectSpan}
                  onOpenTrace={props.onOpenTrace}
                />
              )}
            </Answer>
          ) : null}
          {tab === "messages" ? (
            <MessagesTab
              span={span}
              outputTokens={overview.data?.spanId === spanId ? overview.data.outputTokens : null}
            />
          ) : null}
          {tab === "retrieval" ? <RetrievalTab span={span} /> : null}
          {tab === "attributes" ? <AttributesTab span={span} /> : null}
          {tab === "raw" ? <RawTab span={span} /> : null}
          {tab === "notes" ? <NotesTab span={span} compose={compose} /> : null}
        </ReadInSpan>
      </Tabs>
    </InspectorPanel>
  );
}

/** Until the reader picks a tab: what the span is about. */
function usualTab(structure: TraceStructure, row: number): TabId {
  const flags = structure.table.flags[row] ?? 0;
  if ((flags & SPAN_FLAG.hasMessages) !== 0) return "messages";
  return (flags & SPAN_FLAG.hasDocuments) !== 0 ? "retrieval" : "overview";
}
