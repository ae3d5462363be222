import { MAP_KINDS, type MapAnswer } from "../../../../shared/contract/vectors.js";
import { useEngine } from "../../../data/engine.js";
import { formatCounted } from "../../../lib/format.js";
import { AddToIncidentButton } from "../../../results/AddToIncidentButton.js";
import { useEvidence } from "../../../state/add-to-incident.js";
import { Button } from "../../../ui/Button.js";
import { IconButton } from "../../../ui/IconButton.js";
import { formatScore, scoreName } from "./colours.js";
import { caughtOf } from "./map-view.js";
import styles from "./map.module.css";
import { storeSelection } from "./store-selection.js";
import { useShowAsList } from "./use-show-as-list.js";
import { countedKind } from "./words.js";
import { useMemo } from "react";

interface LassoBarProps {
  readonly map: MapAnswer;
  readonly points: readonly number[];
  readonly query: string;
  readonly onClear: () => void;
}

/** What the lasso holds, in a sentence, and what can be done with it. */
export function LassoBar({ map, points, onClear }: LassoBarProps) {
  const caught = useMemo(() => caughtOf(map, points), [map, points]);
  const { client } = useEngine();
  const { show, isBusy } = useShowAsList(map);
  useEvidence(() => {
    if (points.length === 0) return [];
    const title = `${formatCounted(points.length, "point")} of the map`;
    const what = { type: "selection", title, save: () => storeSelection(client, map, points) } as const;
    return [{ id: "lasso", label: "Selection", detail: title, what, rank: 0 }];
  });
  const kinds = MAP_KINDS.flatMap((kind, code) => {
    const count = points.filter((point) => map.kind[point] === code).length;
    return count === 0 ? [] : [countedKind(count, kind)];
  });
  const score =
    caught.meanScore === null
      ? null
      : `best ${scoreName(caught.scoreKind ?? 0)} ${formatScore(caught.meanScore)} on average${
          caught.unscored === 0 ? "" : ` of ${formatCounted(caught.queries - caught.unscored, "query", "queries")}`
        }`;
  return (
    <div className={styles.lassoBar} role="group" aria-label="Lasso">
      <span role="status">
        <b>{kinds.length === 0 ? "Nothing" : kinds.join(", ")}</b> in the lasso{score === null ? "" : `, ${score}`}
      </span>
      <Button disabled={points.length === 0 || isBusy} onClick={() => show(points)}>
        Show as list
      </Button>
      <AddToIncidentButton />
      <IconButton
        icon="close"
        label="Clear the lasso"
        chord="Escape"
        size="small"
        onClick={onClear}
        tooltipSide="top"
      />
    </div>
  );
}
