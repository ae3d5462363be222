import type { ReactNode } from "react";
import { formatShare } from "../../../lib/format.js";
import { runCommand } from "../../../state/commands.js";
import { Button } from "../../../ui/Button.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { ErrorPanel } from "../../../ui/ErrorPanel.js";
import { Progress } from "../../../ui/Progress.js";
import { useDelayed } from "../../../lib/use-delayed.js";
import styles from "./map.module.css";
import type { MapState } from "./use-map.js";
import { phaseWords } from "./words.js";

interface MapStatesProps {
  readonly state: MapState;
  readonly query: string;
  readonly onClearSearch: () => void;
  /** The map, once there is one. */
  readonly children: ReactNode;
}

/** The map, or what stands in its place: an error, nothing to show, or how far the work is. */
export function MapStates({ state, query, onClearSearch, children }: MapStatesProps) {
  const { failure } = state;
  if (failure !== null && failure.code !== "NOT_FOUND") {
    return (
      <ErrorPanel
        title={failure.code === "QUERY_SYNTAX" ? "The search was not understood" : "The map could not be made"}
        failure={failure}
        onRetry={state.run}
        actions={query === "" ? undefined : <Button onClick={onClearSearch}>Clear search</Button>}
      />
    );
  }
  if (failure !== null || state.map?.points === 0)
    return <NothingToShow state={state} query={query} onClearSearch={onClearSearch} />;
  if (state.isCancelled && state.map === null) {
    return (
      <EmptyState
        title="The map was not made"
        hint="You stopped the work. Nothing of it was kept."
        actions={<Button onClick={state.run}>Make the map</Button>}
      />
    );
  }
  return (
    <div className={styles.holder} aria-busy={state.isRunning}>
      {state.map === null ? null : children}
      {state.isRunning ? <Working state={state} /> : null}
      {state.isCancelled ? (
        <div className={styles.working}>
          <span>Stopped. This is the map from before.</span>
          <Button onClick={state.run}>Make the map</Button>
        </div>
      ) : null}
    </div>
  );
}

function Working({ state }: { readonly state: MapState }) {
  const isSlow = useDelayed(true, 150);
  const { progress } = state;
  if (!isSlow) return null;
  const phase = progress === null ? "Making the map" : phaseWords(progress.phase, state.space === null);
  return (
    <div className={styles.working}>
      <span role="status">{phase}</span>
      <span className={styles.share}>{progress === null ? "" : formatShare(progress.share)}</span>
      <Button onClick={state.cancel}>Cancel</Button>
      <span className={styles.line}>
        <Progress label={phase} value={progress?.share ?? null} />
      </span>
    </div>
  );
}

function NothingToShow({ state, query, onClearSearch }: Omit<MapStatesProps, "children">) {
  if (query !== "") {
    return (
      <EmptyState
        title="Nothing that the search selects can be placed"
        hint={
          state.failure?.message ??
          "The map is of the queries, documents and answers of all runs that the search selects."
        }
        actions={<Button onClick={onClearSearch}>Clear search</Button>}
      />
    );
  }
  return (
    <EmptyState
      title="There are no queries, documents or answers to place"
      hint="A map needs retriever spans with a query or documents, or embedding spans with vectors. Without vectors it is made of the words of the texts."
      actions={<Button onClick={() => runCommand("open-files")}>Open files</Button>}
    />
  );
}
