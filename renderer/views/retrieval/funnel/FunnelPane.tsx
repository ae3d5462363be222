import { useMemo, useRef, useState } from "react";
import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { formatCounted, formatNumber } from "../../../lib/format.js";
import { useElementWidth } from "../../../lib/use-element-width.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import { FunnelHeads, HEADS_PX } from "./FunnelHeads.js";
import styles from "./funnel.module.css";
import { slopeOf } from "./slope.js";
import { SlopeChart } from "./SlopeChart.js";

interface FunnelPaneProps {
  readonly funnel: RetrievalFunnel;
  readonly selected: number | null;
  readonly onSelect: (document: number) => void;
}

/** Less makes columns that can't be told apart; then the chart is scrolled sideways. */
const LEAST_WIDTH_PX = 430;

/** What became of the documents of one retrieval: the stages as counts, and each document's way through them. */
export function FunnelPane({ funnel, selected, onSelect }: FunnelPaneProps) {
  const pane = useRef<HTMLDivElement>(null);
  const measuredPx = useElementWidth(pane);
  const [all, setAll] = useState(false);
  const widthPx = Math.max(LEAST_WIDTH_PX, measuredPx - 2);
  const slope = useMemo(() => slopeOf(funnel, { widthPx, all, selected }), [funnel, widthPx, all, selected]);
  return (
    <ScrollBox ref={pane} className={styles.pane} role="group" aria-label="Funnel">
      {measuredPx === 0 ? null : (
        <>
          <svg
            className={styles.heads}
            width={widthPx}
            height={HEADS_PX}
            role="img"
            aria-label={funnel.stages
              .map(({ label, documents, known }) => `${label}: ${known ? formatNumber(documents) : "not known"}`)
              .join(", ")}
          >
            <FunnelHeads stages={funnel.stages} columns={slope.columns} />
          </svg>
          {funnel.documents.length === 0 ? (
            <EmptyState
              title="Nothing was found"
              hint="The retrieval gave no documents. Its query and its settings are in the trace."
            />
          ) : (
            <SlopeChart slope={slope} selected={selected} onSelect={onSelect} />
          )}
          {slope.folded > 0 ? (
            <p className={styles.folded}>
              {formatCounted(slope.folded, "more document")} folded away
              <Button look="quiet" onClick={() => setAll(true)}>
                Draw all
              </Button>
            </p>
          ) : null}
        </>
      )}
    </ScrollBox>
  );
}
