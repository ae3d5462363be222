import { MAP_KINDS, type MapAnswer } from "../../../../shared/contract/vectors.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatDateTime } from "../../../lib/format.js";
import { useSettled } from "../../../lib/use-settled.js";
import { usePreferences } from "../../../state/preferences.js";
import { toPx } from "./camera.js";
import { formatScore, scoreName } from "./colours.js";
import type { MapCamera } from "./map-camera.js";
import styles from "./map.module.css";
import { DOCUMENT } from "./points.js";
import { Shape } from "./Shape.js";

interface HoverCardProps {
  readonly map: MapAnswer;
  readonly point: number;
  readonly camera: MapCamera;
}

const CARD_PX = { width: 300, height: 110, gap: 14 } as const;

/** What the point under the pointer is: its text, and the figures that the map has of it. */
export function HoverCard({ map, point, camera }: HoverCardProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  // While the pointer wanders over many points none is asked for.
  const settled = useSettled(point, 60);
  const key = { span: map.span[settled] ?? -1, text: map.text[settled] ?? -1 };
  const answer = useEngineQuery("map.points", { points: [key] }, { enabled: settled === point });
  const place = settled === point ? answer.data?.places[0] : undefined;
  const at = toPx(camera.view, camera.area, { x: map.x[point] ?? 0, y: map.y[point] ?? 0 });
  const toLeft = at.x + CARD_PX.gap + CARD_PX.width > camera.area.widthPx;
  const score = map.score[point] ?? Number.NaN;
  const count = map.count[point] ?? 1;
  const isDocument = map.kind[point] === DOCUMENT;
  const facts = [
    Number.isNaN(score)
      ? null
      : `${isDocument ? "best ever" : "best"} ${scoreName(map.scoreKind[point] ?? 0)} ${formatScore(score)}`,
    isDocument ? `retrieved ${formatCounted(count, "time")}` : null,
    dictionaryAt(map.agent, point),
    Number.isNaN(map.atMs[point]) ? null : formatDateTime(map.atMs[point] ?? 0, zone),
  ].filter((fact) => fact !== null);
  const kind = MAP_KINDS[map.kind[point] ?? 0] ?? "text";
  return (
    <div
      className={styles.card}
      role="tooltip"
      style={{
        width: CARD_PX.width,
        left: toLeft ? Math.max(4, at.x - CARD_PX.gap - CARD_PX.width) : at.x + CARD_PX.gap,
        top: Math.max(4, Math.min(at.y - 12, camera.area.heightPx - CARD_PX.height)),
      }}
    >
      <p className={styles.cardKind}>
        <Shape kind={kind} />
        {kind}
      </p>
      <p className={styles.cardText} dir="auto">
        {place === undefined ? "…" : (place.preview?.text.trim() ?? "no text with its vector")}
      </p>
      {facts.length === 0 ? null : <p className={styles.cardFacts}>{facts.join(" · ")}</p>}
    </div>
  );
}
