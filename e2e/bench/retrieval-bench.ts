import type { BenchFolder } from "./corpora.js";
import { benchMap } from "./map-bench.js";
import { benchRetrievalTable } from "./retrieval-table-bench.js";
import { benchVectors } from "./vectors-bench.js";
import type { ViewFigure } from "./view-figures.js";

type Note = (text: string) => void;
type RetrievalPart = (folder: BenchFolder, note: Note) => Promise<ViewFigure[]>;

/** What `npm run bench -- retrieval` measures, one part after the other. */
const RETRIEVAL_PARTS: readonly RetrievalPart[] = [benchRetrievalTable, benchVectors, benchMap];

export async function benchRetrieval(folder: BenchFolder, note: Note): Promise<ViewFigure[]> {
  const figures: ViewFigure[] = [];
  for (const part of RETRIEVAL_PARTS) figures.push(...(await part(folder, note)));
  return figures;
}
