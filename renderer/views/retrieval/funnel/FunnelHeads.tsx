import type { FunnelStage } from "../../../../shared/contract/retrieval.js";
import { formatNumber } from "../../../lib/format.js";
import { fitted } from "./fitted.js";
import type { SlopeColumn } from "./slope.js";

interface FunnelHeadsProps {
  readonly stages: readonly FunnelStage[];
  readonly columns: readonly SlopeColumn[];
}

export const HEADS_PX = 92;
const BAR_PX = 34;
const METHOD_CHARACTER_PX = 5.8;
/** Room for "not known"; with less there is a question mark, and the tooltip has the words. */
const NOT_KNOWN_PX = 64;

/** The stages as counts, each over its column of the slope chart. */
export function FunnelHeads({ stages, columns }: FunnelHeadsProps) {
  const most = Math.max(1, ...stages.map(({ documents }) => documents));
  return (
    <g fontFamily="var(--font)">
      {columns.map(({ stage: at, xPx, widthPx }) => {
        const stage = stages[at];
        if (stage === undefined) return null;
        const { label, method, documents, known, type } = stage;
        const heightPx = Math.max(documents > 0 ? 2 : 0, (documents / most) * BAR_PX);
        const used = type === "kept" || type === "cited";
        return (
          <g key={at} transform={`translate(${xPx - 12} 0)`}>
            <title>{titleOf(stage)}</title>
            <text y={22} fontSize={12} fontWeight={500} fill="var(--text)">
              {fitted(label, widthPx, 6.6)}
            </text>
            <text y={37} fontSize={11} fill="var(--text-3)">
              {fitted(shortest(method, widthPx), widthPx, METHOD_CHARACTER_PX)}
            </text>
            {known ? (
              <>
                <rect
                  y={HEADS_PX - 8 - heightPx}
                  width={24}
                  height={heightPx}
                  fill={used ? "var(--kind-retriever)" : "var(--data)"}
                />
                <text x={32} y={HEADS_PX - 9} fontSize={18} fontWeight={600} fill="var(--text)">
                  {formatNumber(documents)}
                </text>
              </>
            ) : (
              <text y={HEADS_PX - 11} fontSize={12} fill="var(--text-3)">
                {widthPx < NOT_KNOWN_PX ? "?" : "not known"}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** "in the prompt", in a narrow column "in prompt" or "prompt". */
function shortest(method: string, widthPx: number): string {
  const ways = [method, method.replace(/^in the /, "in "), method.replace(/^in the /, "")];
  return ways.find((way) => way.length * METHOD_CHARACTER_PX <= widthPx) ?? method;
}

function titleOf({ label, method, documents, known, type, spanName }: FunnelStage): string {
  if (!known) {
    return type === "kept"
      ? "The trace has no later prompt, so it can't be told what was kept"
      : "There is no answer to look at";
  }
  return [`${label}: ${formatNumber(documents)}`, method, spanName]
    .filter((part) => part !== null && part !== "")
    .join(", ");
}
