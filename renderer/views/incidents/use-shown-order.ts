import { useRef, useState } from "react";
import { arranged } from "./order.js";

interface Put<T> {
  readonly ids: readonly string[];
  /** What the workspace had when it was put so. */
  readonly of: readonly T[];
  /** The workspace knows: the next that it says counts. */
  readonly known: boolean;
}

/**
 * A list in the order that the reader put it in, before the workspace has it so. Several moves may be on their way: what comes
 * back of the first does not undo the second on the screen.
 */
export function useShownOrder<T extends { readonly id: string }>(stored: readonly T[]) {
  const [put, setPut] = useState<Put<T> | null>(null);
  const under = useRef(0);
  const items = put === null || (put.known && put.of !== stored) ? stored : (arranged(stored, put.ids) ?? stored);
  const show = (next: readonly T[], kept: Promise<boolean>): void => {
    under.current += 1;
    setPut({ ids: next.map(({ id }) => id), of: stored, known: false });
    void kept.then((done) => {
      under.current -= 1;
      if (!done) setPut(null);
      else if (under.current === 0) setPut((now) => (now === null ? null : { ...now, known: true }));
    });
  };
  return { items, show };
}
