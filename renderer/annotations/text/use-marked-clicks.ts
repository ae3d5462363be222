import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import { passageRanges, textAround } from "../../ui/text-places.js";
import type { NotedPassage } from "./use-passages.js";

export interface MarkedClick {
  /** The passages that were clicked; they may overlap. */
  readonly hits: readonly [NotedPassage, ...NotedPassage[]];
  /** Where the first of them stands. */
  readonly range: Range;
}

/** Tells of clicks on words of which something is said. The line under each text opens the same by keyboard. */
export function useMarkedClicks(
  root: RefObject<HTMLElement | null>,
  passages: ReadonlyMap<string, readonly NotedPassage[]>,
  onHit: (hit: MarkedClick) => void,
): void {
  const latest = useRef(onHit);
  useLayoutEffect(() => {
    latest.current = onHit;
  });
  useEffect(() => {
    const within = root.current;
    if (within === null || passages.size === 0) return;
    const onClick = (event: MouseEvent) => {
      const target = event.target as Element;
      if (target.closest("button, a, input") !== null || (document.getSelection()?.toString() ?? "") !== "") return;
      const shown = textAround(target);
      const list = passages.get(shown?.text.preview.hash ?? "");
      if (shown === null || list === undefined) return;
      const ranges = passageRanges(
        shown.element,
        shown.text,
        list.map(({ about }) => about),
      );
      const [first, ...more] = list.filter((_, index) => isIn(ranges[index] ?? null, event));
      const range = ranges[list.findIndex((passage) => passage === first)];
      if (first !== undefined && range != null) latest.current({ hits: [first, ...more], range });
    };
    within.addEventListener("click", onClick);
    return () => within.removeEventListener("click", onClick);
  }, [root, passages]);
}

function isIn(range: Range | null, { clientX, clientY }: MouseEvent): boolean {
  if (range === null) return false;
  return [...range.getClientRects()].some(
    (box) => clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom,
  );
}
