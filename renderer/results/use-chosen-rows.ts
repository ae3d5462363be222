import { useCallback, useMemo, useRef, useState } from "react";
import { failureOf } from "../data/engine.js";
import { showAlert } from "../state/alerts.js";
import type { RowChoosing } from "../ui/RowChoice.js";

/** The rows of a list that are chosen: some by their keys, or all that its search finds. */
export interface ChosenRows<Row> {
  readonly choosing: RowChoosing<Row>;
  /** Keys of the chosen rows; null where all that the search finds are. */
  readonly keys: readonly string[] | null;
  readonly count: number;
  readonly clear: () => void;
  readonly chooseAll: () => void;
}

interface ChosenOptions<Row> {
  /** The search whose rows these are; with another one nothing is chosen. */
  readonly question: unknown;
  readonly list: {
    readonly total: number;
    readonly keysBetween: (first: number, last: number) => Promise<readonly string[]>;
  };
  readonly rowKey: (row: Row) => string;
  readonly nameOf: (row: Row) => string;
}

interface Chosen {
  readonly of: unknown;
  /** Null: all. */
  readonly keys: ReadonlySet<string> | null;
}

const NONE: ReadonlySet<string> = new Set();

/** Choosing several rows of a list: one by one, from one to another, or all that the search finds. */
export function useChosenRows<Row>({ question, list, rowKey, nameOf }: ChosenOptions<Row>): ChosenRows<Row> {
  const { total, keysBetween } = list;
  const [kept, setChosen] = useState<Chosen>({ of: question, keys: NONE });
  const keys = kept.of === question ? kept.keys : NONE;
  const choose = useCallback((next: ReadonlySet<string> | null) => setChosen({ of: question, keys: next }), [question]);
  // Where the last choice was made: a choice with Shift goes from there.
  const from = useRef(0);
  const count = keys === null ? total : keys.size;
  const choosing = useMemo((): RowChoosing<Row> => {
    const chooseLater = (asked: Promise<ReadonlySet<string>>) => {
      asked.then(choose, (error: unknown) =>
        showAlert({ tone: "error", title: "The rows could not be chosen", ...failureOf(error) }),
      );
    };
    return {
      isChosen: (row) => keys === null || keys.has(rowKey(row)),
      some: count > 0,
      all: count > 0 && count >= total,
      nameOf,
      onChoose: (row, index, extend) => {
        const [first, last] = [Math.min(from.current, index), Math.max(from.current, index)];
        from.current = index;
        const key = rowKey(row);
        if (extend) chooseLater(keysBetween(first, last).then((more) => new Set([...(keys ?? NONE), ...more])));
        // To leave one out of all, all have to be named.
        else if (keys === null)
          chooseLater(keysBetween(0, total - 1).then((all) => new Set(all.filter((other) => other !== key))));
        else choose(keys.has(key) ? new Set([...keys].filter((other) => other !== key)) : new Set([...keys, key]));
      },
      onAll: (all) => choose(all ? null : NONE),
    };
  }, [keys, count, total, rowKey, nameOf, keysBetween, choose]);
  return {
    choosing,
    keys: useMemo(() => (keys === null ? null : [...keys]), [keys]),
    count,
    clear: useCallback(() => choose(NONE), [choose]),
    chooseAll: useCallback(() => choose(null), [choose]),
  };
}
