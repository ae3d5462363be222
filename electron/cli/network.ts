import type { OutputOf } from "../../shared/contract/procedure.js";
import type { networkContract, NetworkEdge } from "../../shared/contract/network.js";
import type { CommonOptions } from "./common-options.js";
import { withEngine } from "./engine.js";
import type { Output } from "./output.js";
import { table } from "./terminal-text.js";

type Answer = OutputOf<(typeof networkContract)["network.get"]>;

/** Nodes that the command line prints before it folds. */
const MOST_NODES = 2000;

interface NetworkOptions extends CommonOptions {
  readonly hidden?: true;
}

/** `skein network ['QUERY']`: who does what with whom in the runs that a query selects, with `--json` `{nodes, edges, ...}`. */
export function network(query: string | undefined, options: NetworkOptions, output: Output): Promise<number> {
  return withEngine({ ...options, mustExist: true }, async (client, signal) => {
    const zoneOffsetMinutes = -new Date().getTimezoneOffset();
    const showHidden = options.hidden === true;
    const answer = await client.call(
      "network.get",
      { query: query ?? "", zoneOffsetMinutes, showHidden, limit: MOST_NODES },
      signal,
    );
    output.answer(answer, () => `${nodesTable(answer)}\n\n${edgesTable(answer)}\n\n${summary(answer)}`);
    return 0;
  });
}

function nodesTable({ nodes }: Answer): string {
  return table(
    ["node", "type", "count", "runs", "errors", "p50", "p95", "why"],
    nodes.map((node) => [
      `${node.name}${node.folds > 1 ? ` (${node.folds})` : ""}`,
      node.type.replace("_", " "),
      node.count,
      node.runs,
      node.errors,
      duration(node.p50Ns),
      duration(node.p95Ns),
      `${node.inferred ? "inferred, " : ""}${node.why[0]?.rule ?? ""}: ${node.why[0]?.evidence ?? ""}`,
    ]),
  );
}

function edgesTable({ nodes, edges }: Answer): string {
  const names = new Map(nodes.map((node) => [node.key, node.name]));
  return table(
    ["from", "does", "to", "count", "runs", "errors", "p50", "p95", "tokens", "cost, $"],
    edges.map((edge: NetworkEdge) => [
      names.get(edge.from) ?? edge.from,
      edge.type.replace("_", " "),
      names.get(edge.to) ?? edge.to,
      edge.count,
      edge.runs,
      edge.errors,
      duration(edge.p50Ns),
      duration(edge.p95Ns),
      edge.tokens === null ? "" : String(edge.tokens),
      edge.costUsd === null ? "" : edge.costUsd.toFixed(4),
    ]),
  );
}

function summary({ traces, spans, totalNodes, nodes, hiddenNodes }: Answer): string {
  const folded = totalNodes > nodes.length ? `, ${totalNodes} nodes folded to ${nodes.length}` : "";
  const hidden = hiddenNodes > 0 ? `, ${hiddenNodes} hidden` : "";
  return `${traces} runs, ${spans} spans${folded}${hidden}`;
}

function duration(ns: number | null): string {
  if (ns === null) return "";
  if (ns < 1e6) return `${(ns / 1e3).toFixed(0)} µs`;
  return ns < 1e9 ? `${(ns / 1e6).toFixed(1)} ms` : `${(ns / 1e9).toFixed(2)} s`;
}
