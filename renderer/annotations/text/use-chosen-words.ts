import { useEffect, useState } from "react";
import { chosenWords, type ChosenWords } from "../../ui/text-places.js";

/** What the reader has selected in a text, once the pointer is let go; null where nothing is. */
export function useChosenWords(): ChosenWords | null {
  const [chosen, setChosen] = useState<ChosenWords | null>(null);
  useEffect(() => {
    let held = false;
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (!held) setChosen(chosenWords(document.getSelection()));
      });
    };
    const press = () => {
      held = true;
    };
    const release = () => {
      held = false;
      look();
    };
    document.addEventListener("selectionchange", look);
    document.addEventListener("pointerdown", press, true);
    document.addEventListener("pointerup", release, true);
    document.addEventListener("pointercancel", release, true);
    // Under what scrolls the words move: the tools follow them.
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("selectionchange", look);
      document.removeEventListener("pointerdown", press, true);
      document.removeEventListener("pointerup", release, true);
      document.removeEventListener("pointercancel", release, true);
      document.removeEventListener("scroll", look, true);
    };
  }, []);
  return chosen;
}
