import { useLayoutEffect, useState } from "react";
import type { RefObject } from "react";

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The inner size of an element, kept up to date. Both are 0 until it is laid out. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const measure = () =>
      setSize((before) =>
        before.widthPx === target.clientWidth && before.heightPx === target.clientHeight
          ? before
          : { widthPx: target.clientWidth, heightPx: target.clientHeight },
      );
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
