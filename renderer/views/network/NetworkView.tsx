import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useEngineQuery } from "../../data/engine.js";
import { formatCounted } from "../../lib/format.js";
import { Facets } from "../../results/Facets.js";
import { FacetsButton } from "../../results/FacetsButton.js";
import { runCommand, useCommand } from "../../state/commands.js";
import { usePictureEvidence } from "../../results/use-picture-evidence.js";
import { navigate, useRoute } from "../../state/navigation.js";
import { networkRoute, type NetworkRoute } from "../../state/network-route.js";
import { setPreferences, usePreferences } from "../../state/preferences.js";
import { reportQuery } from "../../state/status.js";
import { Button } from "../../ui/Button.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { InspectorPanel } from "../../ui/InspectorPanel.js";
import { Skeleton } from "../../ui/Skeleton.js";
import text from "../../ui/text.module.css";
import { CompareBar } from "./CompareBar.js";
import { DifferenceTable } from "./DifferenceTable.js";
import { FoldNotes, isFolded } from "./FoldNotes.js";
import { Inspector } from "./Inspector.js";
import type { Line } from "./lines.js";
import { lookOf } from "./look.js";
import type { NetworkNode } from "./model.js";
import styles from "./network.module.css";
import { NetworkGraph } from "./NetworkGraph.js";
import { NetworkPicture } from "./NetworkPicture.js";
import { NetworkTables } from "./NetworkTables.js";
import { NetworkToolbar } from "./NetworkToolbar.js";
import { NOTHING_SELECTED, selectedOf, selectLine, selectNode } from "./selection.js";
import { useNetwork } from "./use-network.js";
import { usePlaces } from "./use-places.js";
import { useSavePicture } from "./use-save-picture.js";

/** All runs that the search selects as one graph: who is there, and who talks to whom. */
export function NetworkView() {
  const present = useRoute();
  const info = useEngineQuery("workspace.info", {}, { keepPrevious: true });
  const route: NetworkRoute = present.page === "network" ? present : networkRoute();
  return info.data?.traces === 0 && route.q === "" ? <NoTraces /> : <Network route={route} />;
}

function Network({ route }: { readonly route: NetworkRoute }) {
  const inspectorWidthPx = usePreferences((preferences) => preferences.inspectorWidthPx);
  // The bar of the second search is open before there is one; the facets only where they are asked for.
  const [asked, setAsked] = useState(false);
  const [facets, setFacets] = useState(false);
  const network = useNetwork(route);
  const { answer, comparison, drawing, all } = network;
  const comparing = route.with !== undefined;
  const answered = comparing ? comparison !== undefined : answer !== undefined;
  const placed = usePlaces(drawing, answered);
  const { width, colour } = route;
  const totals = useMemo(
    () => (comparison == null ? null : { here: comparison.traces, there: comparison.otherTraces }),
    [comparison],
  );
  const shown = placed?.drawing ?? drawing;
  const look = useMemo(() => lookOf(shown, { width, colour }, totals), [shown, width, colour, totals]);
  const selected = useMemo(() => selectedOf(route, drawing, all), [route, drawing, all]);

  // Handlers keep their identity, so that a selection does not draw the picture anew.
  const latest = useRef(route);
  useLayoutEffect(() => {
    latest.current = route;
  });
  const change = useCallback((next: Partial<Omit<NetworkRoute, "page">>, push = false) => {
    navigate({ ...latest.current, ...next }, { replace: !push });
  }, []);
  const pickNode = useCallback((key: string) => change(selectNode(key)), [change]);
  const pickLine = useCallback((line: Pick<Line, "from" | "to" | "type">) => change(selectLine(line)), [change]);
  const clear = useCallback(() => change(NOTHING_SELECTED), [change]);
  const openFold = useCallback(
    (node: NetworkNode) => change({ ...NOTHING_SELECTED, open: [...latest.current.open, node.key] }, true),
    [change],
  );
  const stopComparing = () => {
    setAsked(false);
    change({ with: undefined }, true);
  };
  useCommand("compare-search", () => setAsked(true));
  useCommand("close", clear, { active: selected !== null });
  const save = useSavePicture(placed, look, route);
  usePictureEvidence("network", route.q === "" ? "Network of all runs" : `Network of runs with ${route.q}`, () =>
    placed === null || route.as === "table" ? null : (
      <NetworkPicture placed={placed} look={look} query={route.q} other={route.with ?? null} />
    ),
  );

  useEffect(() => {
    if (answer === undefined || network.isOld) return;
    const ms = comparison?.ms ?? answer.ms;
    reportQuery(
      ms,
      "network",
      `${formatCounted(answer.spans, "span")} in ${formatCounted(answer.traces, "trace")}, ${Math.max(1, Math.round(ms))}\u00a0ms`,
    );
  }, [answer, comparison, network.isOld]);

  const empty = answered && (comparing ? (comparison?.nodes.length ?? 0) : (answer?.nodes.length ?? 0)) === 0;
  return (
    <div className={styles.view}>
      {facets ? (
        <Facets
          unit="traces"
          query={route.q}
          zoneOffsetMinutes={network.question.zoneOffsetMinutes}
          onQuery={(q) => change({ q }, true)}
        />
      ) : null}
      <section className={styles.center} aria-label="Network" aria-busy={network.isFetching}>
        <h1 className={text.visuallyHidden}>Network</h1>
        <NetworkToolbar
          route={route}
          onChange={change}
          lines={all.lines}
          least={network.least}
          onSave={save}
          comparing={comparing || asked}
          onCompare={() => (comparing || asked ? stopComparing() : setAsked(true))}
          start={<FacetsButton query={route.q} open={facets} onToggle={() => setFacets(!facets)} />}
        />
        {comparing || asked ? (
          <CompareBar route={route} network={network} onChange={change} onClose={stopComparing} />
        ) : null}
        {network.error !== null ? (
          <ErrorPanel
            title={
              network.error.code === "QUERY_SYNTAX"
                ? "The search was not understood"
                : "The network could not be worked out"
            }
            failure={network.error.toData()}
            onRetry={network.retry}
            actions={route.q === "" ? undefined : <Button onClick={() => change({ q: "" }, true)}>Clear search</Button>}
          />
        ) : empty ? (
          <NothingFound route={route} hidden={answer?.hiddenNodes ?? 0} onChange={change} />
        ) : !answered || (placed === null && route.as === "graph") ? (
          <div className={styles.loading}>
            <Skeleton label="Working out the network" rows={12} rowHeightPx={44} />
          </div>
        ) : route.as === "table" ? (
          <NetworkTables
            drawing={all}
            totals={totals}
            selected={selected}
            onSelectNode={pickNode}
            onSelectLine={pickLine}
          />
        ) : placed === null ? null : (
          <>
            <div className={styles.picture}>
              <NetworkGraph
                placed={placed}
                look={look}
                selected={selected}
                hasNotes={isFolded(route, network)}
                onSelectNode={pickNode}
                onSelectLine={pickLine}
                onClear={clear}
                onOpen={openFold}
              />
              <FoldNotes route={route} network={network} onChange={change} />
            </div>
            {comparison == null ? null : (
              <DifferenceTable
                drawing={all}
                totals={{ here: comparison.traces, there: comparison.otherTraces }}
                selected={selected}
                onSelectNode={pickNode}
                onSelectLine={pickLine}
              />
            )}
          </>
        )}
      </section>
      {selected === null || network.error !== null ? null : (
        <InspectorPanel
          onClose={clear}
          widthPx={inspectorWidthPx}
          onWidthChange={(widthPx) => setPreferences({ inspectorWidthPx: widthPx })}
        >
          <Inspector
            selected={selected}
            route={route}
            network={network}
            totals={totals}
            onSelectNode={pickNode}
            onSelectLine={pickLine}
            onOpen={openFold}
            onClose={clear}
          />
        </InspectorPanel>
      )}
    </div>
  );
}

interface NothingFoundProps {
  readonly route: NetworkRoute;
  readonly hidden: number;
  readonly onChange: (change: Partial<Omit<NetworkRoute, "page">>, push?: boolean) => void;
}

function NothingFound({ route, hidden, onChange }: NothingFoundProps) {
  if (hidden > 0 && !route.hidden) {
    return (
      <EmptyState
        title="Everything here is hidden"
        hint={`You hid ${formatCounted(hidden, "node")} of this network.`}
        actions={<Button onClick={() => onChange({ hidden: true })}>Show hidden nodes</Button>}
      />
    );
  }
  if (route.q === "") {
    return (
      <EmptyState
        title="No agents, tools or models are named in these traces"
        hint="Their spans are listed under Traces. What Skein takes for an agent or a tool is told by the documentation."
        actions={<Button onClick={() => runCommand("go-traces")}>Go to Traces</Button>}
      />
    );
  }
  return (
    <EmptyState
      title="No run matches"
      hint="The network is drawn of all runs that the search selects; it selects none."
      actions={<Button onClick={() => onChange({ q: "", ...NOTHING_SELECTED }, true)}>Clear search</Button>}
    />
  );
}

function NoTraces() {
  return (
    <div className={styles.view}>
      <section className={styles.center} aria-label="Network">
        <EmptyState
          title="This workspace holds no traces yet"
          hint="The network shows who calls, hands off to and retrieves from what, over all runs. Open a trace dump, or the sample."
          actions={
            <>
              <Button look="primary" onClick={() => runCommand("open-files")}>
                Open files
              </Button>
              <Button onClick={() => runCommand("open-sample")}>Open the sample</Button>
            </>
          }
        />
      </section>
    </div>
  );
}
