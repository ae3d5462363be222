import { useEffect, useState } from "react";
import { useReadText, type Preview } from "./read-text.js";

const SLICE = 1_000_000;

export type WholeText =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly message: string }
  | { readonly state: "ready"; readonly text: string };

/** The whole of a text of which the beginning may be here, read on from the engine while `wanted`. */
export function useWholeText(preview: Preview, wanted: boolean): WholeText {
  const read = useReadText();
  const { text, length, hash } = preview;
  const isHere = text.length >= length;
  const [found, setFound] = useState<{ readonly hash: string; readonly whole: WholeText } | null>(null);
  useEffect(() => {
    if (isHere || !wanted || hash === null || read === undefined) return;
    let given = false;
    const load = async (): Promise<void> => {
      let whole = text;
      while (whole.length < length && !given) {
        const slice = await read(hash, whole.length, SLICE);
        if (slice === "") break;
        whole += slice;
      }
      if (!given) setFound({ hash, whole: { state: "ready", text: whole } });
    };
    load().catch((error: unknown) => {
      const message = error instanceof Error ? error.message : "The rest could not be read.";
      if (!given) setFound({ hash, whole: { state: "failed", message } });
    });
    return () => {
      given = true;
    };
  }, [isHere, wanted, hash, length, read, text]);
  if (isHere) return { state: "ready", text };
  return found !== null && found.hash === hash ? found.whole : { state: "loading" };
}
