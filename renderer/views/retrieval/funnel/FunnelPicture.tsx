import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { fitted } from "./fitted.js";
import { FunnelHeads, HEADS_PX } from "./FunnelHeads.js";
import { slopeOf } from "./slope.js";
import { SlopeDrawing } from "./SlopeDrawing.js";

interface FunnelPictureProps {
  readonly funnel: RetrievalFunnel;
  readonly selected: number | null;
}

const WIDTH_PX = 900;
const MARGIN_PX = 24;
const TITLE_PX = 56;
const FOOT_PX = 34;

/** The funnel of one retrieval as a drawing, for a file. */
export function FunnelPicture({ funnel, selected }: FunnelPictureProps) {
  const slope = slopeOf(funnel, { widthPx: WIDTH_PX - 2 * MARGIN_PX, all: false, selected });
  const heightPx = TITLE_PX + HEADS_PX + slope.heightPx + FOOT_PX;
  const title = funnel.query?.text ?? funnel.name;
  const from = [funnel.knowledgeBase, funnel.agent].filter((part) => part !== null).join(", asked by ");
  return (
    <svg
      width={WIDTH_PX}
      height={heightPx}
      viewBox={`0 0 ${WIDTH_PX} ${heightPx}`}
      fontFamily="var(--font)"
      fontSize={12}
      fill="none"
    >
      <title>{title}</title>
      <rect width={WIDTH_PX} height={heightPx} fill="var(--surface)" />
      <text x={MARGIN_PX} y={30} fontSize={15} fontWeight={600} fill="var(--text)">
        {fitted(title, WIDTH_PX - 2 * MARGIN_PX, 7.6)}
      </text>
      <text x={MARGIN_PX} y={48} fontSize={11} fill="var(--text-3)">
        {fitted(from, WIDTH_PX - 2 * MARGIN_PX, 5.8)}
      </text>
      <g transform={`translate(${MARGIN_PX} ${TITLE_PX})`}>
        <FunnelHeads stages={funnel.stages} columns={slope.columns} />
      </g>
      <g transform={`translate(${MARGIN_PX} ${TITLE_PX + HEADS_PX})`}>
        <SlopeDrawing slope={slope} selected={selected} hovered={null} />
      </g>
      <text x={MARGIN_PX} y={heightPx - 14} fontSize={11} fill="var(--text-3)">
        Thick: in the prompt and cited in the answer. Thin: in the prompt. Grey: dropped. Evidence from shared wording,
        not proof.
        {slope.folded > 0 ? ` ${slope.folded} more documents are not drawn.` : ""}
      </text>
    </svg>
  );
}
