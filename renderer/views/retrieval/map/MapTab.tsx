import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { MAP_KINDS, type MapAnswer } from "../../../../shared/contract/vectors.js";
import { failureOf } from "../../../data/engine.js";
import { usePictureEvidence } from "../../../results/use-picture-evidence.js";
import { showAlert } from "../../../state/alerts.js";
import { navigate } from "../../../state/navigation.js";
import { setPreferences, usePreferences } from "../../../state/preferences.js";
import type { RetrievalRoute } from "../../../state/retrieval-route.js";
import { reportQuery } from "../../../state/status.js";
import { InspectorPanel } from "../../../ui/InspectorPanel.js";
import { savePicture, type PictureFormat } from "../../../ui/save-picture.js";
import type { TabProps } from "../tabs.js";
import { ClusterList } from "./ClusterList.js";
import { KIND_COLOURS } from "./colours.js";
import { pointKey, pointOfPlace } from "./map-view.js";
import styles from "./map.module.css";
import { KindKeys } from "./MapLegend.js";
import { MapPicture } from "./MapPicture.js";
import { MapStates } from "./MapStates.js";
import { MapSurface } from "./MapSurface.js";
import { MapToolbar } from "./MapToolbar.js";
import { PointInspector } from "./PointInspector.js";
import { PointTable } from "./PointTable.js";
import { useMap, type MapQuestion, type MapState } from "./use-map.js";
import { useMapModel } from "./use-map-model.js";
import { useNearPoints, useOpenPoint } from "./use-selection.js";
import { countsOf } from "./words.js";

export type ChangeRoute = (change: Partial<Omit<RetrievalRoute, "page">>, push?: boolean) => void;

/** Queries, documents and answers as points: what lies together says the like. */
export function MapTab({ route }: TabProps) {
  const question: MapQuestion = { query: route.q, method: route.method, space: route.space };
  const state = useMap(question);
  const [lassoing, setLassoing] = useState(false);
  const [save, setSave] = useState<((format: PictureFormat) => void) | null>(null);
  const change = useChangeRoute(route);
  const { map } = state;
  useEffect(() => {
    if (map !== null && !state.isOld)
      reportQuery(
        map.ms,
        "map",
        `${countsOf(map)}, ${map.cached ? "made before" : `${Math.max(1, Math.round(map.ms))}\u00a0ms`}`,
      );
  }, [map, state.isOld]);
  const onSave = useCallback((next: ((format: PictureFormat) => void) | null) => setSave(() => next), []);
  return (
    <div className={styles.tab}>
      <div className={styles.center}>
        <MapToolbar
          route={route}
          state={state}
          lassoing={lassoing}
          onLassoing={setLassoing}
          onChange={change}
          onSave={map === null ? null : save}
        />
        <MapStates state={state} query={route.q} onClearSearch={() => change({ q: "", lasso: undefined }, true)}>
          {map === null ? null : (
            <Shown
              map={map}
              state={state}
              route={route}
              question={question}
              lassoing={lassoing}
              onLassoing={setLassoing}
              onChange={change}
              onSave={onSave}
            />
          )}
        </MapStates>
      </div>
    </div>
  );
}

interface ShownProps {
  readonly map: MapAnswer;
  readonly state: MapState;
  readonly route: RetrievalRoute;
  readonly question: MapQuestion;
  readonly lassoing: boolean;
  readonly onLassoing: (on: boolean) => void;
  readonly onChange: ChangeRoute;
  readonly onSave: (save: ((format: PictureFormat) => void) | null) => void;
}

const ALL_KINDS: readonly boolean[] = MAP_KINDS.map(() => true);

function Shown({ map, route, question, lassoing, onLassoing, onChange, onSave }: ShownProps) {
  const inspectorWidthPx = usePreferences((preferences) => preferences.inspectorWidthPx);
  const [shown, setShown] = useState(ALL_KINDS);
  const model = useMapModel(map, route, shown);
  const { selected, caught } = model;
  const near = useNearPoints(map, selected, question);
  const open = useOpenPoint(map);
  const select = (point: number | null) => onChange({ selected: point === null ? undefined : pointKey(map, point) });
  usePictureEvidence("map", route.q === "" ? "Map" : `Map of ${route.q}`, () => (
    <MapPicture model={model} shown={shown} query={route.q} />
  ));
  useEffect(() => {
    onSave((format) => {
      const picture = <MapPicture model={model} shown={shown} query={route.q} />;
      savePicture(picture, route.q === "" ? "map" : `map ${route.q}`, format).catch((error: unknown) =>
        showAlert({ tone: "error", title: "The picture could not be saved", ...failureOf(error) }),
      );
    });
    return () => onSave(null);
  }, [onSave, model, shown, route.q]);
  return (
    <>
      <div className={styles.body}>
        <div className={styles.stage}>
          <MapSurface
            model={model}
            route={route}
            shown={shown}
            selected={selected}
            near={near}
            lassoing={lassoing}
            onChange={onChange}
            onLassoing={onLassoing}
            onSelect={select}
            onOpen={open}
            keys={
              <KindKeys
                counts={model.counts}
                shown={shown}
                colours={route.color === "kind" ? MAP_KINDS.map((kind) => KIND_COLOURS[kind]) : []}
                onToggle={(kind) => setShown(shown.map((is, code) => (code === kind ? !is : is)))}
              />
            }
          />
        </div>
        {route.list === "clusters" ? (
          <ClusterList map={map} picked={route.lasso} onPick={(id) => onChange({ lasso: id }, true)} />
        ) : route.list === "points" ? (
          <PointTable
            map={map}
            caught={caught?.points ?? null}
            shown={shown}
            selected={selected}
            onSelect={select}
            onOpen={open}
          />
        ) : null}
      </div>
      {selected === null ? null : (
        <InspectorPanel
          onClose={() => select(null)}
          widthPx={inspectorWidthPx}
          onWidthChange={(widthPx) => setPreferences({ inspectorWidthPx: widthPx })}
        >
          <PointInspector
            map={map}
            point={selected}
            question={question}
            onClose={() => select(null)}
            onPlace={(place) => {
              const point = pointOfPlace(map, place);
              if (point !== null) select(point);
            }}
          />
        </InspectorPanel>
      )}
    </>
  );
}

/** Changes the address; handlers keep their identity, so that a selection draws nothing anew but its mark. */
export function useChangeRoute(route: RetrievalRoute): ChangeRoute {
  const latest = useRef(route);
  useLayoutEffect(() => {
    latest.current = route;
  });
  return useCallback((next, push = false) => {
    latest.current = { ...latest.current, ...next };
    navigate(latest.current, { replace: !push });
  }, []);
}
