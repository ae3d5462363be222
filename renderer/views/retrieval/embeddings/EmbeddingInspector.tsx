import type { SpanId, TraceId } from "../../../../shared/model/ids.js";
import { useEngineQuery } from "../../../data/engine.js";
import {
  formatCost,
  formatCounted,
  formatDateTime,
  formatDuration,
  formatNumber,
  type Zone,
} from "../../../lib/format.js";
import { linkTo } from "../../../state/navigation.js";
import { traceRoute } from "../../../state/route.js";
import { ClampedText } from "../../../ui/ClampedText.js";
import { Inspected, InspectedBody, InspectedHead, InspectedPart } from "../list/Inspected.js";
import styles from "../list/inspected.module.css";
import own from "./embeddings.module.css";
import type { EmbeddingRow } from "./model.js";

interface EmbeddingInspectorProps {
  /** The trace, a slash, the span. */
  readonly callKey: string;
  /** Undefined where the call is not among the pages at hand. */
  readonly row: EmbeddingRow | undefined;
  readonly query: string;
  readonly zone: Zone;
  readonly onClose: () => void;
}

const MOST_SHOWN = 100;
const EVIDENCE = {
  finish: "The call ended for its length.",
  flag: "An attribute of the call says so.",
  limit: "One input, and as many tokens as the model takes or more.",
} as const;

/** One call: what it was given, what came out, and what tells that an input was cut. */
export function EmbeddingInspector({ callKey, row, query, zone, onClose }: EmbeddingInspectorProps) {
  const slash = callKey.lastIndexOf("/");
  const span = { traceId: callKey.slice(0, slash) as TraceId, spanId: callKey.slice(slash + 1) as SpanId };
  const overview = useEngineQuery("span.get", span);
  const documents = useEngineQuery("span.documents", span);
  const embeddings = documents.data?.embeddings ?? [];
  return (
    <Inspected query={overview} what="The call" onClose={onClose}>
      {(call) => (
        <>
          <InspectedHead
            kind="embedding"
            place={row?.model ?? call.model ?? "no model named"}
            title={call.name}
            facts={[
              row === undefined || Number.isNaN(row.inputs) ? null : formatCounted(row.inputs, "input"),
              row === undefined || Number.isNaN(row.dimensions) ? null : formatCounted(row.dimensions, "dimension"),
              call.durationNs === null ? null : formatDuration(call.durationNs),
              row === undefined || Number.isNaN(row.tokens) ? null : formatCounted(row.tokens, "token"),
              row === undefined || Number.isNaN(row.costUsd) ? null : formatCost(row.costUsd),
              row === undefined || Number.isNaN(row.startMs) ? null : formatDateTime(row.startMs, zone),
            ]}
            link={
              <a className={styles.link} {...linkTo(traceRoute(span.traceId, { q: query, span: span.spanId }))}>
                Open in trace
              </a>
            }
            onClose={onClose}
          />
          <InspectedBody key={callKey} label="The call">
            {row === undefined || row.cut.length === 0 ? null : (
              <InspectedPart title="An input was cut">
                {row.cut.map((evidence) => (
                  <p key={evidence} className={styles.note}>
                    {EVIDENCE[evidence]}
                  </p>
                ))}
                <p className={styles.note}>{row.evidence}</p>
              </InspectedPart>
            )}
            {row?.mixed === true ? (
              <p className={styles.note}>
                Vectors of different lengths came out: they can&apos;t be compared with each other.
              </p>
            ) : null}
            {embeddings.length === 0 ? (
              <InspectedPart title="Input">
                {call.input === null ? (
                  <p className={styles.note}>Neither an input nor a vector was recorded at this span.</p>
                ) : (
                  <ClampedText preview={call.input} label="Input" lines={8} />
                )}
              </InspectedPart>
            ) : (
              <InspectedPart title="Inputs" count={formatNumber(embeddings.length)}>
                <ol className={styles.items}>
                  {embeddings.slice(0, MOST_SHOWN).map((embedding) => (
                    <li key={embedding.position}>
                      {embedding.text === null ? (
                        <p className={styles.note}>no text was recorded</p>
                      ) : (
                        <ClampedText preview={embedding.text} label={`Input ${embedding.position + 1}`} lines={4} />
                      )}
                      {embedding.first.length === 0 ? null : (
                        <div className={own.numbers}>
                          [{embedding.first.map((value) => String(Number(value.toFixed(4)))).join(", ")}
                          {embedding.dimensions > embedding.first.length ? ", …" : ""}]
                        </div>
                      )}
                    </li>
                  ))}
                </ol>
                {embeddings.length > MOST_SHOWN ? (
                  <p className={styles.note}>The first {MOST_SHOWN} are listed; the trace shows the others.</p>
                ) : null}
              </InspectedPart>
            )}
          </InspectedBody>
        </>
      )}
    </Inspected>
  );
}
