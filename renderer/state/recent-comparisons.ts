import { z } from "zod";
import { create } from "zustand";
import { stored } from "./storage.js";

const LIMIT = 8;
const run = z.object({ traceId: z.string().max(200), title: z.string().max(200) });
const recent = z.object({ pairs: z.array(z.object({ left: run, right: run })).max(LIMIT) });
const store = stored("recent-comparisons", 1, recent, { pairs: [] });

export type ComparedPair = z.output<typeof recent>["pairs"][number];

/** Which runs were compared, latest first. It stays in this browser. */
export const useRecentComparisons = create<z.output<typeof recent>>(() => store.read());

export function noteComparison(pair: ComparedPair): void {
  const cut = ({ traceId, title }: ComparedPair["left"]) => ({ traceId, title: title.slice(0, 200) });
  const { pairs } = useRecentComparisons.getState();
  const others = pairs.filter(
    ({ left, right }) => left.traceId !== pair.left.traceId || right.traceId !== pair.right.traceId,
  );
  useRecentComparisons.setState({
    pairs: [{ left: cut(pair.left), right: cut(pair.right) }, ...others].slice(0, LIMIT),
  });
  store.write(useRecentComparisons.getState());
}
