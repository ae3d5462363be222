import { useCallback } from "react";
import type { InputOf } from "../../shared/contract/procedure.js";
import type { SkeinContract } from "../../shared/contract/index.js";
import type { SpanId, TraceId } from "../../shared/model/ids.js";
import type { AnnotationAbout } from "../../shared/model/own-annotation.js";
import { failureOf, useEngine } from "../data/engine.js";
import { formatCounted, formatNumber } from "../lib/format.js";
import { showAlert } from "../state/alerts.js";
import { runCommand } from "../state/commands.js";
import { type ResultUnit, UNIT_WORD } from "./units.js";

type Bulk = InputOf<SkeinContract["annotation.bulk"]>;
export type BulkTarget = Bulk["to"];

/** Says one thing of many rows, or takes it back from them, as one change; tells of how many, and offers to undo it. */
export function useSayOfMany(unit: ResultUnit): (bulk: Bulk) => Promise<boolean> {
  const { client } = useEngine();
  return useCallback(
    (bulk) =>
      client.call("annotation.bulk", bulk).then(
        ({ seq, changed, already, beyond }) => {
          const what = bulk.said.kind === "label" ? `Label “${bulk.said.label}”` : "Note";
          const some = formatCounted(changed, UNIT_WORD[unit]);
          const left = [
            already === 0
              ? ""
              : `${formatNumber(already)} ${bulk.remove === true ? "did not have it" : "had it already"}.`,
            beyond === 0 ? "" : `${formatNumber(beyond)} more are beyond what one change can do.`,
          ].filter((part) => part !== "");
          showAlert({
            tone: "notice",
            title: bulk.remove === true ? `${what} taken back from ${some}` : `${what} on ${some}`,
            ...(left.length === 0 ? {} : { message: left.join(" ") }),
            ...(seq === null ? {} : { action: { label: "Undo", run: () => runCommand("undo") } }),
          });
          return true;
        },
        (error: unknown) => {
          showAlert({ tone: "error", title: "It could not be kept", ...failureOf(error) });
          return false;
        },
      ),
    [client, unit],
  );
}

/** What the rows of a list are, by their keys, as something is said of them. */
export function placesOf(unit: ResultUnit, keys: readonly string[]): AnnotationAbout[] {
  return keys.map((key): AnnotationAbout => {
    if (unit === "traces") return { target: "trace", traceId: key as TraceId };
    if (unit === "conversations") return { target: "conversation", traceId: key as TraceId };
    const cut = key.indexOf("/");
    return { target: "span", traceId: key.slice(0, cut) as TraceId, spanId: key.slice(cut + 1) as SpanId };
  });
}
