import { useState } from "react";
import { MAP_KINDS, VECTOR_METRICS, type MapAnswer, type VectorMetric } from "../../../../shared/contract/vectors.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatDateTime, zoneOffsetMinutes } from "../../../lib/format.js";
import { linkTo } from "../../../state/navigation.js";
import { usePreferences } from "../../../state/preferences.js";
import { traceRoute } from "../../../state/route.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { IconButton } from "../../../ui/IconButton.js";
import { PreviewText } from "../../../ui/PreviewText.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import { Segmented } from "../../../ui/Segmented.js";
import { Skeleton } from "../../../ui/Skeleton.js";
import text from "../../../ui/text.module.css";
import { formatScore, scoreName } from "./colours.js";
import styles from "./map.module.css";
import { DOCUMENT, QUERY } from "./points.js";
import { Shape } from "./Shape.js";
import type { MapQuestion } from "./use-map.js";

interface PointInspectorProps {
  readonly map: MapAnswer;
  readonly point: number;
  readonly question: MapQuestion;
  readonly onClose: () => void;
  /** A neighbour was clicked. */
  readonly onPlace: (place: { readonly span: number; readonly text: number | null }) => void;
}

const METRICS: Readonly<Record<VectorMetric, { readonly label: string; readonly hint: string }>> = {
  cosine: { label: "Cosine", hint: "Angle alone: 1 is the same direction" },
  dot: { label: "Dot", hint: "Angle and lengths: more is nearer" },
  l2: { label: "L2", hint: "Straight distance: less is nearer" },
};

/** A point's text, where it was met, and its nearest neighbours among all vectors of its space. */
export function PointInspector({ map, point, question, onClose, onPlace }: PointInspectorProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const key = { span: map.span[point] ?? -1, text: map.text[point] ?? -1 };
  const place = useEngineQuery("map.points", { points: [key] }).data?.places[0];
  const kind = MAP_KINDS[map.kind[point] ?? 0] ?? "text";
  const score = map.score[point] ?? Number.NaN;
  const gap = map.gap[point] ?? Number.NaN;
  const facts: readonly (readonly [string, string])[] = [
    ["Agent", dictionaryAt(map.agent, point) ?? ""],
    ["Source", dictionaryAt(map.source, point) ?? ""],
    ["Time", Number.isNaN(map.atMs[point]) ? "" : formatDateTime(map.atMs[point] ?? 0, zone)],
    ["Retrieved", kind === "document" ? formatCounted(map.count[point] ?? 1, "time") : ""],
    [
      `Best ${scoreName(map.scoreKind[point] ?? 0)}`,
      Number.isNaN(score)
        ? map.kind[point] === QUERY || map.kind[point] === DOCUMENT
          ? "no score"
          : ""
        : formatScore(score),
    ],
    ["Nearest document", Number.isNaN(gap) ? "" : `${gap.toFixed(2)} away (cosine distance)`],
  ];
  return (
    <>
      <div className={styles.head}>
        <div className={styles.headKind}>
          <Shape kind={kind} />
          {kind}
          <span className={text.space} />
          {place === undefined ? null : (
            <a {...linkTo(traceRoute(place.traceId, { span: place.spanId }))}>
              Open in trace {place.traceId.slice(0, 8)}
            </a>
          )}
          <IconButton icon="close" label="Close inspector" chord="Escape" size="small" onClick={onClose} />
        </div>
        <h2 className={styles.headTitle} dir="auto" aria-live="polite">
          {place === undefined ? "…" : titleOf(place.preview?.text ?? place.spanName)}
        </h2>
      </div>
      <ScrollBox aria-label="Point" role="group" className={styles.inspected}>
        <dl className={styles.facts}>
          {facts.map(([name, value]) =>
            value === "" ? null : (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
          )}
        </dl>
        {place?.preview == null || titleOf(place.preview.text) === place.preview.text.trim() ? null : (
          <div className={styles.whole}>
            <PreviewText preview={place.preview} label={`Text of the ${kind}`} />
          </div>
        )}
        <Neighbours map={map} point={point} question={question} onPlace={onPlace} />
      </ScrollBox>
    </>
  );
}

type NeighboursProps = Omit<PointInspectorProps, "onClose">;

function Neighbours({ map, point, question, onPlace }: NeighboursProps) {
  const [metric, setMetric] = useState<VectorMetric>("cosine");
  const zone = usePreferences((preferences) => preferences.zone);
  const own = map.text[point] ?? -1;
  const answer = useEngineQuery("vector.nearest", {
    query: question.query,
    zoneOffsetMinutes: zoneOffsetMinutes(zone),
    space: map.space?.id ?? null,
    of: own < 0 ? { span: map.span[point] ?? -1, position: 0 } : { text: own },
    metric,
    limit: 10,
  });
  const { data } = answer;
  return (
    <section className={styles.neighbours} aria-label="Nearest neighbours">
      <h3>
        Nearest
        {map.of === "texts" ? (
          <span>by words, not by vectors</span>
        ) : (
          <Segmented
            label="Measured by"
            items={VECTOR_METRICS.map((id) => ({ id, ...METRICS[id] }))}
            value={metric}
            onChange={setMetric}
          />
        )}
      </h3>
      {answer.isError ? (
        <ErrorPanel
          title="Its neighbours could not be found"
          failure={answer.error.toData()}
          onRetry={() => void answer.refetch()}
        />
      ) : data === undefined ? (
        <Skeleton label="Looking for neighbours" rows={6} rowHeightPx={44} />
      ) : (
        <>
          <ol>
            {data.neighbours.map((neighbour) => (
              <li key={`${neighbour.span} ${neighbour.text}`}>
                <button type="button" className={styles.neighbour} onClick={() => onPlace(neighbour)}>
                  <Shape kind={neighbour.kind} />
                  <span dir="auto">{neighbour.preview?.text.trim() ?? neighbour.spanName}</span>
                  <b>{neighbour.score.toFixed(3)}</b>
                </button>
              </li>
            ))}
          </ol>
          <p className={styles.compared}>
            {data.metric === "l2" ? "L2 distance, less is nearer" : `${METRICS[data.metric].label}, more is nearer`};
            exact, of {formatCounted(data.compared, map.of === "texts" ? "text" : "vector")}.
          </p>
        </>
      )}
    </section>
  );
}

const TITLE_LETTERS = 140;

function titleOf(words: string): string {
  const line = words.trim().replace(/\s+/gu, " ");
  return line.length > TITLE_LETTERS ? `${line.slice(0, TITLE_LETTERS)}…` : line;
}
