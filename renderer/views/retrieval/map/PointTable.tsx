import { useCallback, useMemo, useRef, useState } from "react";
import { MAP_KINDS, type MapAnswer, type VectorPlace } from "../../../../shared/contract/vectors.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { useEngineQueries } from "../../../data/engine.js";
import { formatNumber } from "../../../lib/format.js";
import { useElementWidth } from "../../../lib/use-element-width.js";
import { VirtualTable, type VirtualColumn } from "../../../ui/VirtualTable.js";
import { formatScore } from "./colours.js";
import { pointKey } from "./map-view.js";
import styles from "./map.module.css";
import { Shape } from "./Shape.js";

interface PointTableProps {
  readonly map: MapAnswer;
  /** Those within the lasso; null for all that are shown. */
  readonly caught: readonly number[] | null;
  readonly shown: readonly boolean[];
  readonly selected: number | null;
  readonly onSelect: (point: number) => void;
  readonly onOpen: (point: number) => void;
}

interface Row {
  readonly point: number;
  readonly place: VectorPlace | undefined;
}

const PAGE = 100;
/** Columns that go where there is no room for the text beside them. */
const GIVING_WAY = [
  { id: "agent", underPx: 480 },
  { id: "cluster", underPx: 400 },
] as const;

/** What is on the map as a table: the truth for those who don't see the picture. Of the lasso, where there is one. */
export function PointTable({ map, caught, shown, selected, onSelect, onOpen }: PointTableProps) {
  const [range, setRange] = useState({ first: 0, last: 0 });
  const points = useMemo(
    () => caught ?? [...map.kind.keys()].filter((point) => shown[map.kind[point] ?? 0] === true),
    [map, caught, shown],
  );
  const inputs = useMemo(() => {
    const pages: { points: { span: number; text: number }[] }[] = [];
    for (let page = Math.floor(range.first / PAGE); page <= Math.floor(range.last / PAGE); page++) {
      const keys = points
        .slice(page * PAGE, (page + 1) * PAGE)
        .map((point) => ({ span: map.span[point] ?? -1, text: map.text[point] ?? -1 }));
      if (keys.length > 0) pages.push({ points: keys });
    }
    return pages;
  }, [map, points, range]);
  const pages = useEngineQueries("map.points", inputs);
  const places = new Map(
    pages.flatMap(({ data }) => data?.places ?? []).map((place) => [`${place.span}.${place.text ?? -1}`, place]),
  );
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), []);
  const columns = useMemo(() => columnsOf(map), [map]);
  const box = useRef<HTMLElement>(null);
  const width = useElementWidth(box);
  const hidden = useMemo(
    () => new Set(GIVING_WAY.filter(({ underPx }) => width < underPx).map(({ id }) => id)),
    [width],
  );
  return (
    <section ref={box} className={styles.table} aria-label="Points of the map">
      <p>
        {caught === null ? "All points" : "In the lasso"} <span>{formatNumber(points.length)}</span>
      </p>
      <VirtualTable<Row>
        label="Points"
        columns={columns}
        hidden={hidden}
        rowCount={points.length}
        rowHeightPx={28}
        rowAt={(index) => {
          const point = points[index];
          return point === undefined ? undefined : { point, place: places.get(pointKey(map, point)) };
        }}
        rowKey={(row) => pointKey(map, row.point)}
        selectedKey={selected === null ? null : pointKey(map, selected)}
        onSelect={(row) => onSelect(row.point)}
        onOpen={(row) => onOpen(row.point)}
        onRange={onRange}
      />
    </section>
  );
}

function columnsOf(map: MapAnswer): readonly VirtualColumn<Row>[] {
  const names = new Map(map.clusters.map(({ id, words }) => [id, words[0]?.word ?? ""]));
  return [
    {
      id: "kind",
      label: "Kind",
      track: "92px",
      cell: ({ point }) => {
        const kind = MAP_KINDS[map.kind[point] ?? 0] ?? "text";
        return (
          <span className={styles.kindCell}>
            <Shape kind={kind} />
            {kind}
          </span>
        );
      },
    },
    {
      id: "text",
      label: "Text",
      track: "minmax(0, 1fr)",
      cell: ({ place }) => (
        <span dir="auto" className={styles.cell}>
          {place === undefined ? "…" : (place.preview?.text.trim() ?? place.spanName)}
        </span>
      ),
    },
    {
      id: "score",
      label: "Best",
      track: "56px",
      align: "end",
      cell: ({ point }) => {
        const score = map.score[point] ?? Number.NaN;
        return Number.isNaN(score) ? "" : formatScore(score);
      },
    },
    {
      id: "agent",
      label: "Agent",
      track: "84px",
      cell: ({ point }) => <span className={styles.cell}>{dictionaryAt(map.agent, point) ?? ""}</span>,
    },
    {
      id: "cluster",
      label: "Cluster",
      track: "84px",
      cell: ({ point }) => <span className={styles.cell}>{names.get(map.cluster[point] ?? -1) ?? ""}</span>,
    },
  ];
}
