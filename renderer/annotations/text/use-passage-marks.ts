import { useEffect, type RefObject } from "react";
import { passageRanges, TEXT_ATTRIBUTE, textAround, type TextPassage } from "../../ui/text-places.js";

/** The name of the marks in the style sheet: `::highlight(skein-noted)`. */
const MARKS = "skein-noted";

/**
 * Marks the words of which something is said, wherever a part of the page shows their text. The marks lie over the page and are
 * none of its elements, so that they hold in Markdown, in trees of JSON and in plain text alike. Where a browser has no such
 * marks, the line under the text still tells of them.
 */
export function usePassageMarks(
  root: RefObject<HTMLElement | null>,
  passages: ReadonlyMap<string, readonly TextPassage[]>,
): void {
  useEffect(() => {
    const within = root.current;
    if (within === null || passages.size === 0 || !("highlights" in CSS)) return;
    const marks = new Highlight();
    CSS.highlights.set(MARKS, marks);
    const paint = () => {
      marks.clear();
      for (const element of within.querySelectorAll(`[${TEXT_ATTRIBUTE}]`)) {
        const wanted = passages.get(element.getAttribute(TEXT_ATTRIBUTE) ?? "");
        const shown = wanted === undefined ? null : textAround(element);
        if (wanted === undefined || shown === null) continue;
        for (const range of passageRanges(element, shown.text, wanted)) if (range !== null) marks.add(range);
      }
    };
    let frame = requestAnimationFrame(paint);
    const observer = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(paint);
    });
    observer.observe(within, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(MARKS);
    };
  }, [root, passages]);
}
