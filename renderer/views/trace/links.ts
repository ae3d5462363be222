import type { SpanTable } from "../../../shared/model/span-table.js";

/** What a span of a trace links to. */
export interface LinkOfSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Its row in this trace; -1 where it is elsewhere. */
  readonly row: number;
  /** The workspace has its trace. */
  readonly known: boolean;
}

/** The links of a row, in their order. Finds them by halving: links lie by row. */
export function linksOfRow({ links }: SpanTable, row: number): LinkOfSpan[] {
  const { span } = links;
  let low = 0;
  let high = span.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((span[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  const found: LinkOfSpan[] = [];
  for (let at = low; at < span.length && span[at] === row; at++) {
    found.push({
      traceId: links.targetTraceId[at] ?? "",
      spanId: links.targetSpanId[at] ?? "",
      row: links.targetRow[at] ?? -1,
      known: links.targetKnown[at] === 1,
    });
  }
  return found;
}

/** What a mark for links says. */
export function linkWords(links: readonly LinkOfSpan[]): string {
  const [first] = links;
  if (first === undefined) return "";
  const end =
    first.row >= 0
      ? "another span of this run"
      : `trace ${first.traceId.slice(0, 8)}${first.known ? "" : ", which is not in this workspace"}`;
  return `Linked to ${end}${links.length === 1 ? "" : `, and ${links.length - 1} more`}`;
}
