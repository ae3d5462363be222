import { kindFamily } from "../../lib/kinds.js";
import { PictureIcon } from "../../ui/PictureIcon.js";
import { PictureSheet } from "../../ui/PictureSheet.js";
import { FIGURES } from "./figures.js";
import type { Look } from "./look.js";
import type { NetworkNode } from "./model.js";
import { nodeCorners } from "./node-text.js";
import { boundsOf, NODE_HEIGHT_PX } from "./places.js";
import { routesOf } from "./routes.js";
import type { Placed } from "./use-places.js";
import { NODE_WORDS } from "./words.js";

interface NetworkPictureProps {
  readonly placed: Placed;
  readonly look: Look;
  readonly query: string;
  readonly other: string | null;
}

const MARGIN_PX = 24;
const HEAD_PX = 44;

/** The network as one drawing of plain shapes and text, for a file. */
export function NetworkPicture({ placed, look, query, other }: NetworkPictureProps) {
  const { drawing, places } = placed;
  const bounds = boundsOf(drawing, places);
  const routes = routesOf(drawing, places, look.widthOf);
  const width = Math.max(480, bounds.widthPx + 2 * MARGIN_PX);
  const height = bounds.heightPx + 2 * MARGIN_PX + HEAD_PX + 36;
  const title = query === "" ? "Network of all runs" : `Network of runs with ${query}`;
  return (
    <PictureSheet
      title={title}
      subtitle={subtitleOf(look, other)}
      widthPx={width}
      heightPx={height}
      marginPx={MARGIN_PX}
      fontSizePx={13}
    >
      <g transform={`translate(${MARGIN_PX - bounds.x} ${MARGIN_PX + HEAD_PX + 20 - bounds.y})`}>
        {routes.map(({ line, path, widthPx, arrow, label }) => {
          const ink = look.inkOf(line);
          return (
            <g key={line.id}>
              <path d={path} stroke={ink.colour} strokeWidth={widthPx} strokeDasharray={ink.dash} />
              {arrow === "" ? null : <path d={arrow} fill={ink.colour} />}
              {ink.failed > 0 ? (
                <path
                  d={path}
                  pathLength={100}
                  stroke="var(--error)"
                  strokeWidth={widthPx}
                  strokeDasharray={`0 ${100 - ink.failed * 100} ${ink.failed * 100} 0`}
                />
              ) : null}
              {line.from === line.to ? (
                <text x={label.x} y={label.y} textAnchor="middle" fontSize={11} fill="var(--text-3)">
                  {look.labelOf(line)}
                </text>
              ) : null}
            </g>
          );
        })}
        {drawing.nodes.map((node) => {
          const place = places.nodes.get(node.key);
          return place === undefined ? null : (
            <g key={node.key} transform={`translate(${place.x} ${place.y})`}>
              <PictureNode node={node} look={look} widthPx={places.widths.get(node.key) ?? 0} />
            </g>
          );
        })}
      </g>
    </PictureSheet>
  );
}

interface PictureNodeProps {
  readonly node: NetworkNode;
  readonly look: Look;
  readonly widthPx: number;
}

function PictureNode({ node, look, widthPx }: PictureNodeProps) {
  const words = NODE_WORDS[node.type];
  const hue = `var(--kind-${kindFamily(words.kind)})`;
  const corners = nodeCorners(node, look.totals);
  const most = Math.floor((widthPx - 40 - corners.topRight.length * 6.5) / 6.9);
  const dash = node.inferred ? "3 2" : "none";
  return (
    <>
      {node.folds > 1 ? (
        <rect
          x={4}
          y={4}
          width={widthPx}
          height={NODE_HEIGHT_PX}
          rx={6}
          fill="var(--surface)"
          stroke="var(--line-strong)"
        />
      ) : null}
      <rect
        width={widthPx}
        height={NODE_HEIGHT_PX}
        rx={6}
        fill="var(--surface)"
        stroke={node.inferred ? "var(--line-control)" : "var(--line-strong)"}
        strokeDasharray={dash}
      />
      <path d="M0 6a6 6 0 0 1 4-5.66V43.66A6 6 0 0 1 0 38z" fill={hue} />
      <PictureIcon name={words.icon} x={12} y={6} sizePx={14} colour={hue} />
      <text x={31} y={18} fill="var(--text)" fontWeight={500}>
        {node.name.length > most ? `${node.name.slice(0, Math.max(1, most - 1))}…` : node.name}
      </text>
      <text
        x={widthPx - 9}
        y={17.5}
        textAnchor="end"
        fontSize={11}
        fill={corners.failed ? "var(--error)" : "var(--text)"}
      >
        {corners.topRight}
      </text>
      <text x={12} y={35} fontSize={11} fill="var(--text-3)">
        {corners.bottomLeft}
      </text>
      <text x={widthPx - 9} y={35} textAnchor="end" fontSize={11} fill="var(--text-3)">
        {corners.bottomRight}
      </text>
    </>
  );
}

function subtitleOf(look: Look, other: string | null): string {
  if (look.totals !== null) {
    return `Compared with runs with ${other ?? ""}. Left: share of runs here, right: there. Solid dark lines: more often here; dashed: more often there`;
  }
  const most = FIGURES[look.width].format(look.widthScale.most);
  const colour =
    look.colour === "failed"
      ? "red end: the share that failed"
      : `strength of grey: ${FIGURES[look.colour].label.toLowerCase()}`;
  return `Width: ${FIGURES[look.width].label.toLowerCase()}, up to ${most}; ${colour}. Nodes: calls, and within how long 95 % ended`;
}
