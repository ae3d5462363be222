import { useMemo } from "react";
import type { SpanTable } from "../../../shared/model/span-table.js";
import { deriveStructure } from "./structure.js";
import type { TraceStructure } from "./structure.js";

/** What is derived from a span table once; null until there is one. */
export function useStructure(table: SpanTable | undefined): TraceStructure | null {
  return useMemo(() => (table === undefined ? null : deriveStructure(table)), [table]);
}
