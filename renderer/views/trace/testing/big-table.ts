import { SPAN_KINDS } from "../../../../shared/model/kind.js";
import type { SpanTable } from "../../../../shared/model/span-table.js";

const INSIDE = ["llm", "tool", "tool", "retriever", "llm"] as const;

/**
 * A generated trace of `rowCount` spans: turns of an agent, ten calls each, every 97th call failed. Seeded by nothing but
 * its size, so equal sizes are equal tables.
 */
export function bigTable(rowCount: number): SpanTable {
  const parent = new Int32Array(rowCount);
  const subtreeEnd = new Int32Array(rowCount);
  const depth = new Uint32Array(rowCount);
  const startNs = new Float64Array(rowCount);
  const durationNs = new Float64Array(rowCount);
  const kind = new Uint8Array(rowCount);
  const status = new Uint8Array(rowCount);
  const nameIndex = new Uint32Array(rowCount);
  const agentIndex = new Uint32Array(rowCount);
  const error: (string | null)[] = Array.from({ length: rowCount }, () => null);
  const names = ["session", "planner", ...INSIDE];
  let clockNs = 0;
  parent[0] = -1;
  subtreeEnd[0] = rowCount;
  kind[0] = SPAN_KINDS.indexOf("workflow");
  for (let row = 1; row < rowCount; row++) {
    const place = (row - 1) % 11;
    const turn = row - place;
    parent[row] = place === 0 ? 0 : turn;
    depth[row] = place === 0 ? 1 : 2;
    subtreeEnd[row] = place === 0 ? Math.min(row + 11, rowCount) : row + 1;
    kind[row] = SPAN_KINDS.indexOf(place === 0 ? "agent" : (INSIDE[place % INSIDE.length] ?? "other"));
    nameIndex[row] = place === 0 ? 1 : 2 + (place % INSIDE.length);
    startNs[row] = clockNs;
    durationNs[row] = place === 0 ? 10 * 1.1e6 : 1e6 + ((row * 7919) % 13) * 7e3;
    if (place !== 0) clockNs += 1.1e6;
    if (row % 97 === 0 && place !== 0) {
      status[row] = 2;
      error[row] = "timeout";
    }
  }
  durationNs[0] = clockNs;
  const nothing = () => new Float64Array(rowCount).fill(Number.NaN);
  const absent = { values: [], index: new Uint32Array(rowCount).fill(0xffffffff) };
  return {
    originNs: "1763200000000000000",
    spanId: Array.from({ length: rowCount }, (_, row) => row.toString(16).padStart(16, "0")),
    parent,
    subtreeEnd,
    depth,
    startNs,
    durationNs,
    selfNs: nothing(),
    kind,
    status,
    flags: new Uint8Array(rowCount),
    name: { values: names, index: nameIndex },
    agent: { values: ["planner"], index: agentIndex },
    tool: absent,
    model: absent,
    detail: Array.from({ length: rowCount }, () => null),
    error,
    inputTokens: nothing(),
    outputTokens: nothing(),
    costUsd: nothing(),
    timeToFirstTokenNs: nothing(),
    notes: new Uint32Array(rowCount),
    labels: new Uint32Array(rowCount),
    events: { span: new Uint32Array(), atNs: new Float64Array(), name: { values: [], index: new Uint32Array() } },
    links: {
      span: new Uint32Array(),
      targetTraceId: [],
      targetSpanId: [],
      targetRow: new Int32Array(),
      targetKnown: new Uint8Array(),
    },
  };
}
