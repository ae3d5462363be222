import type { RetrievalFunnel } from "../../../../shared/contract/retrieval.js";
import { failureOf } from "../../../data/engine.js";
import { showAlert } from "../../../state/alerts.js";
import { savePicture, type PictureFormat } from "../../../ui/save-picture.js";
import { FunnelPicture } from "../funnel/FunnelPicture.js";

/** Saves the funnel of a retrieval as a file. */
export function useSavePicture(
  funnel: RetrievalFunnel | undefined,
  selected: number | null,
): (format: PictureFormat) => void {
  return (format) => {
    if (funnel === undefined) return;
    const name = `retrieval ${funnel.query?.text ?? funnel.name}`;
    savePicture(<FunnelPicture funnel={funnel} selected={selected} />, name, format).catch((error: unknown) =>
      showAlert({ tone: "error", title: "The picture could not be saved", ...failureOf(error) }),
    );
  };
}
