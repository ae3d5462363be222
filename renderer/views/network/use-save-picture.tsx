import { failureOf } from "../../data/engine.js";
import { showAlert } from "../../state/alerts.js";
import type { NetworkRoute } from "../../state/network-route.js";
import { savePicture, type PictureFormat } from "../../ui/save-picture.js";
import type { Look } from "./look.js";
import { NetworkPicture } from "./NetworkPicture.js";
import type { Placed } from "./use-places.js";

/** Saves the whole picture, whatever the camera shows of it. */
export function useSavePicture(
  placed: Placed | null,
  look: Look,
  route: NetworkRoute,
): (format: PictureFormat) => void {
  return (format) => {
    if (placed === null) return;
    const picture = <NetworkPicture placed={placed} look={look} query={route.q} other={route.with ?? null} />;
    savePicture(picture, route.q === "" ? "network" : `network ${route.q}`, format).catch((error: unknown) =>
      showAlert({ tone: "error", title: "The picture could not be saved", ...failureOf(error) }),
    );
  };
}
