import { useCallback, useEffect, useState } from "react";
import type { MapAnswer, MapMethod, MapProgress, VectorSpace } from "../../../../shared/contract/vectors.js";
import type { ErrorData } from "../../../../shared/contract/errors.js";
import { failureOf, useEngine, useEngineQuery, type EngineClient } from "../../../data/engine.js";
import { zoneOffsetMinutes } from "../../../lib/format.js";
import { WORDS } from "../../../state/map-route.js";
import { usePreferences } from "../../../state/preferences.js";

export interface MapQuestion {
  readonly query: string;
  readonly method: MapMethod;
  /** A space's id, `WORDS`, or undefined for the engine's choice. */
  readonly space: string | undefined;
}

export interface MapState {
  /** What can be shown; undefined until it is known. */
  readonly spaces: readonly VectorSpace[] | undefined;
  /** The space that is shown: null for the words of the texts; undefined until it is known. */
  readonly space: string | null | undefined;
  readonly texts: { readonly queries: number; readonly documents: number; readonly answers: number };
  readonly map: MapAnswer | null;
  /** True while `map` answers another question than the present one. */
  readonly isOld: boolean;
  /** How far the work is; null where none is under way. */
  readonly progress: MapProgress | null;
  readonly isRunning: boolean;
  readonly isCancelled: boolean;
  readonly failure: ErrorData | null;
  readonly cancel: () => void;
  readonly run: () => void;
}

interface Run {
  readonly key: string;
  readonly map: MapAnswer | null;
  readonly progress: MapProgress | null;
  readonly failure: ErrorData | null;
  readonly state: "running" | "done" | "cancelled";
}

interface KeptMap {
  readonly revision: number;
  readonly space: string | null;
  readonly map: MapAnswer;
}

/** The last maps of an engine, by their question: back on the page, or back at the other method, the map is there at once. */
const keptMaps = new WeakMap<EngineClient, Map<string, KeptMap>>();
const MOST_KEPT = 4;

function keptOf(client: EngineClient, name: string): KeptMap | undefined {
  return keptMaps.get(client)?.get(name);
}

function keep(client: EngineClient, name: string, kept: KeptMap): void {
  const maps = keptMaps.get(client) ?? new Map<string, KeptMap>();
  keptMaps.set(client, maps);
  maps.delete(name);
  maps.set(name, kept);
  const [oldest] = maps.keys();
  if (maps.size > MOST_KEPT && oldest !== undefined) maps.delete(oldest);
}

const NOTHING: Run = { key: "", map: null, progress: null, failure: null, state: "done" };

/** The map of a search: asked for at once, with its progress; the last one stays until the next is there. */
export function useMap(question: MapQuestion): MapState {
  const { client, revision } = useEngine();
  const zone = usePreferences((preferences) => preferences.zone);
  const offset = zoneOffsetMinutes(zone);
  const { query, method } = question;
  const known = useEngineQuery("vector.spaces", { query, zoneOffsetMinutes: offset }, { keepPrevious: true });
  const usable = known.data?.spaces.find(({ vectors }) => vectors > 0)?.id ?? null;
  // An address may name a space that the search, or this workspace, has not.
  const isThere = known.data?.spaces.some(({ id }) => id === question.space) === true;
  const chosen = question.space === WORDS ? null : isThere ? question.space : usable;
  const space = known.data === undefined ? undefined : chosen;
  const name = JSON.stringify([query, offset, method, question.space]);
  const [run, setRun] = useState<Run>(() => ({ ...NOTHING, map: keptOf(client, name)?.map ?? null }));
  const [round, setRound] = useState(0);
  const [stop, setStop] = useState<AbortController | null>(null);
  const key = JSON.stringify([query, offset, method, space, revision, round]);

  useEffect(() => {
    if (space === undefined) return;
    const kept = keptOf(client, name);
    if (kept !== undefined && kept.revision === revision && kept.space === space) {
      setRun({ key, map: kept.map, progress: null, failure: null, state: "done" });
      return;
    }
    const ended = new AbortController();
    setStop(ended);
    const change = (next: Partial<Run>): void => {
      if (!ended.signal.aborted) setRun((before) => ({ ...before, ...next, key }));
    };
    const follow = async (): Promise<void> => {
      change({ state: "running", progress: null, failure: null });
      try {
        const input = { query, zoneOffsetMinutes: offset, space, method };
        for await (const part of client.subscribe("map.run", input, ended.signal)) {
          if (part.type === "progress") change({ progress: part });
          else {
            change({ map: part, state: "done", progress: null });
            if (!ended.signal.aborted) keep(client, name, { revision, space, map: part });
          }
        }
        change({ state: "done" });
      } catch (error) {
        change({ failure: failureOf(error), map: null, state: "done", progress: null });
      }
    };
    void follow();
    return () => ended.abort();
  }, [client, key, name, revision, query, offset, method, space]);

  const cancel = useCallback(() => {
    stop?.abort();
    setRun((before) => ({ ...before, state: "cancelled", progress: null }));
  }, [stop]);
  const isPresent = run.key === key;
  return {
    spaces: known.data?.spaces,
    space,
    texts: known.data?.texts ?? { queries: 0, documents: 0, answers: 0 },
    map: run.map,
    isOld: run.map !== null && (!isPresent || run.state !== "done"),
    progress: run.progress,
    isRunning: known.isFetching || (space !== undefined && (!isPresent || run.state === "running")),
    isCancelled: isPresent && run.state === "cancelled",
    failure: known.isError && !known.isFetching ? known.error.toData() : isPresent ? run.failure : null,
    cancel,
    run: () => setRound(round + 1),
  };
}
