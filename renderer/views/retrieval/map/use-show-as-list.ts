import { useState } from "react";
import type { MapAnswer } from "../../../../shared/contract/vectors.js";
import { failureOf, useEngine } from "../../../data/engine.js";
import { showAlert } from "../../../state/alerts.js";
import { navigate } from "../../../state/navigation.js";
import { spansRoute } from "../../../state/route.js";
import { storeSelection } from "./store-selection.js";

/** Stores the spans of some points as a selection of the workspace, and goes to the list of them. */
export function useShowAsList(map: MapAnswer): {
  readonly show: (points: readonly number[]) => void;
  readonly isBusy: boolean;
} {
  const { client } = useEngine();
  const [isBusy, setBusy] = useState(false);
  const show = (points: readonly number[]): void => {
    setBusy(true);
    storeSelection(client, map, points)
      .then(({ query }) => navigate(spansRoute({ q: query })))
      .catch((error: unknown) => showAlert({ tone: "error", title: "The list could not be made", ...failureOf(error) }))
      .finally(() => setBusy(false));
  };
  return { show, isBusy };
}
