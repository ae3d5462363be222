import { useState, type ReactNode } from "react";
import { MAP_KINDS, type MapAnswer } from "../../../../shared/contract/vectors.js";
import { useEngine, useEngineQuery } from "../../../data/engine.js";
import { linkTo } from "../../../state/navigation.js";
import { retrievalRoute, type RetrievalRoute } from "../../../state/retrieval-route.js";
import { IconButton } from "../../../ui/IconButton.js";
import { KIND_COLOURS } from "./colours.js";
import { countKinds, pointOfPlace } from "./map-view.js";
import styles from "./map.module.css";
import { useChangeRoute } from "./MapTab.js";
import { KindKeys } from "./MapLegend.js";
import { MapStates } from "./MapStates.js";
import { MapSurface } from "./MapSurface.js";
import { QUERY } from "./points.js";
import { useMap } from "./use-map.js";
import { useMapModel } from "./use-map-model.js";
import { useOpenPoint } from "./use-selection.js";

export interface MapPaneProps {
  readonly route: RetrievalRoute;
  /** The selected retrieval: its trace, a slash, its span. */
  readonly span: string | undefined;
}

/** The map for a part of a page, bound to the selected retrieval: a click on a query selects its retrieval. */
export function MapPane({ route, span }: MapPaneProps) {
  const state = useMap({ query: route.q, method: route.method, space: route.space });
  const [lassoing, setLassoing] = useState(false);
  const [shown, setShown] = useState<readonly boolean[]>(MAP_KINDS.map(() => true));
  const change = useChangeRoute(route);
  const { map } = state;
  const whole = retrievalRoute({
    tab: "map",
    q: route.q,
    method: route.method,
    space: route.space,
    box: route.box,
    lasso: route.lasso,
  });
  return (
    <div className={styles.pane}>
      <MapStates state={state} query={route.q} onClearSearch={() => change({ q: "", lasso: undefined }, true)}>
        {map === null ? null : (
          <Shown
            map={map}
            route={route}
            span={span}
            shown={shown}
            lassoing={lassoing}
            onLassoing={setLassoing}
            onChange={change}
            keys={
              <div className={styles.paneKeys}>
                <KindKeys
                  counts={countKinds(map)}
                  shown={shown}
                  colours={MAP_KINDS.map((kind) => KIND_COLOURS[kind])}
                  onToggle={(kind) => setShown(shown.map((is, code) => (code === kind ? !is : is)))}
                />
                <IconButton
                  icon="lasso"
                  label="Lasso: draw around points, also with Shift"
                  chord="l"
                  size="small"
                  pressed={lassoing}
                  onClick={() => setLassoing(!lassoing)}
                />
                <a {...linkTo(whole)}>Whole map</a>
              </div>
            }
          />
        )}
      </MapStates>
    </div>
  );
}

interface ShownProps extends MapPaneProps {
  readonly map: MapAnswer;
  readonly shown: readonly boolean[];
  readonly lassoing: boolean;
  readonly onLassoing: (on: boolean) => void;
  readonly onChange: ReturnType<typeof useChangeRoute>;
  readonly keys: ReactNode;
}

function Shown({ map, route, span, shown, lassoing, onLassoing, onChange, keys }: ShownProps) {
  const { client } = useEngine();
  const model = useMapModel(map, route, shown);
  const open = useOpenPoint(map);
  const [traceId = "", spanId = ""] = span?.split("/") ?? [];
  const place = useEngineQuery(
    "map.points",
    { points: [], spans: [{ traceId, spanId }] },
    { enabled: span !== undefined },
  ).data?.places[0];
  const selected = span === undefined || place === undefined ? null : pointOfPlace(map, place);
  const select = (point: number | null): void => {
    if (point === null) return;
    if (map.kind[point] !== QUERY) {
      open(point);
      return;
    }
    const key = { span: map.span[point] ?? -1, text: map.text[point] ?? -1 };
    void client.call("map.points", { points: [key] }).then(
      ({ places: [found] }) => {
        if (found !== undefined) onChange({ span: `${found.traceId}/${found.spanId}` });
      },
      () => undefined,
    );
  };
  return (
    <MapSurface
      compact
      model={model}
      route={route}
      shown={shown}
      selected={selected}
      near={[]}
      lassoing={lassoing}
      onChange={onChange}
      onLassoing={onLassoing}
      onSelect={select}
      onOpen={open}
      keys={keys}
    />
  );
}
