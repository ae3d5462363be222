import { useState } from "react";
import type { SpanId, TraceId } from "../../../shared/model/ids.js";
import { useEngineQuery } from "../../data/engine.js";
import { formatCost, formatDuration, formatNumber } from "../../lib/format.js";
import { useDelayed } from "../../lib/use-delayed.js";
import { linkTo } from "../../state/navigation.js";
import { traceRoute } from "../../state/route.js";
import { ErrorPanel } from "../../ui/ErrorPanel.js";
import { IconButton } from "../../ui/IconButton.js";
import { KindIcon } from "../../ui/KindIcon.js";
import { PreviewText } from "../../ui/PreviewText.js";
import { ScrollBox } from "../../ui/ScrollBox.js";
import { Segmented } from "../../ui/Segmented.js";
import { Skeleton } from "../../ui/Skeleton.js";
import styles from "./detail.module.css";
import { DiffText } from "./DiffText.js";
import { type ComparedRow, signed, type Step, whatChanged } from "./model.js";
import { pairTexts, type StepText, type TextPair, textsOf } from "./texts.js";

export interface StepDetailProps {
  readonly left: TraceId;
  readonly right: TraceId;
  readonly row: ComparedRow;
  readonly onClose: () => void;
}

const SIDES = [
  { id: "changes", label: "Changes" },
  { id: "left", label: "Left" },
  { id: "right", label: "Right" },
] as const;
type Side = (typeof SIDES)[number]["id"];

/** One row of the comparison: figures of both steps, and in which words their texts differ. */
export function StepDetail({ left, right, row, onClose }: StepDetailProps) {
  const [side, setSide] = useState<Side>("changes");
  const step = row.left ?? row.right;
  const before = useStepTexts(left, row.left);
  const after = useStepTexts(right, row.right);
  const late = useDelayed(before.loading || after.loading);
  if (step === null) return null;
  const both = row.left !== null && row.right !== null;
  const error = before.error ?? after.error;
  const pairs = pairTexts(before.texts, after.texts);
  return (
    <>
      <div className={styles.head}>
        <div className={styles.line}>
          <KindIcon kind={step.kind} failed={step.failed} />
          <span className={styles.name}>{step.subject}</span>
          {step.agent === null || step.agent === step.subject ? null : <span className={styles.of}>{step.agent}</span>}
          <span className={styles.space} />
          <IconButton icon="close" label="Close inspector" chord="Escape" size="small" onClick={onClose} />
        </div>
        <p className={styles.words}>{whatChanged(row)}</p>
      </div>
      <ScrollBox className={styles.body}>
        <Figures row={row} left={left} right={right} />
        {both ? (
          <div className={styles.sides}>
            <Segmented label="Which texts are shown" items={SIDES} value={side} onChange={setSide} />
          </div>
        ) : null}
        {error !== null ? (
          <ErrorPanel title="The texts could not be read" failure={error.toData()} />
        ) : before.loading || after.loading ? (
          late ? (
            <Skeleton label="Loading the texts" rows={6} />
          ) : null
        ) : pairs.length === 0 ? (
          <p className={styles.hint}>Neither step recorded what was said.</p>
        ) : (
          pairs.map((pair, index) => (
            <PairView key={`${step.spanId} ${index}`} pair={pair} side={both ? side : "changes"} both={both} />
          ))
        )}
      </ScrollBox>
    </>
  );
}

/** Kinds whose steps find documents. */
const FINDERS: ReadonlySet<string> = new Set(["retriever", "reranker", "memory"]);

function useStepTexts(traceId: TraceId, step: Step | null) {
  const key = { traceId, spanId: (step?.spanId ?? "") as SpanId };
  const enabled = step !== null;
  const overview = useEngineQuery("span.get", key, { enabled });
  const messages = useEngineQuery("span.messages", key, { enabled });
  const documents = useEngineQuery("span.documents", key, { enabled: enabled && FINDERS.has(step.kind) });
  const isWaiting = documents.isPending && documents.isEnabled;
  const texts: readonly StepText[] =
    enabled && overview.data !== undefined && messages.data !== undefined && !isWaiting
      ? textsOf(overview.data, messages.data, documents.data ?? null)
      : [];
  return {
    texts,
    loading: enabled && (overview.isPending || messages.isPending || isWaiting),
    error: overview.error ?? messages.error,
  };
}

function Figures({ row, left, right }: { readonly row: ComparedRow; readonly left: TraceId; readonly right: TraceId }) {
  const lines: readonly (readonly [string, (step: Step) => number, (value: number) => string])[] = [
    ["Duration", (step) => step.durationNs, formatDuration],
    ["Begins after", (step) => step.startNs, formatDuration],
    ["Tokens", (step) => step.tokens, formatNumber],
    ["Cost", (step) => step.costUsd, formatCost],
  ];
  const figure = (step: Step | null, of: (step: Step) => number, format: (value: number) => string) =>
    step === null || Number.isNaN(of(step)) ? "–" : format(of(step));
  const status = (step: Step | null) => (step === null ? "–" : step.failed ? "failed" : "ok");
  const link = (traceId: TraceId, step: Step | null, label: string) =>
    step === null ? label : <a {...linkTo(traceRoute(traceId, { span: step.spanId }))}>{label}</a>;
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">{link(left, row.left, "Left span")}</th>
          <th scope="col">{link(right, row.right, "Right span")}</th>
          <th scope="col">Difference</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(([label, of, format]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{figure(row.left, of, format)}</td>
            <td>{figure(row.right, of, format)}</td>
            <td>{row.left === null || row.right === null ? "" : signed(of(row.left), of(row.right), format)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">Status</th>
          <td className={row.left?.failed === true ? styles.failed : undefined}>{status(row.left)}</td>
          <td className={row.right?.failed === true ? styles.failed : undefined}>{status(row.right)}</td>
          <td>{row.left?.failed === row.right?.failed ? "" : "≠"}</td>
        </tr>
        {(row.left?.model ?? row.right?.model ?? null) === null ? null : (
          <tr>
            <th scope="row">Model</th>
            <td>{row.left?.model ?? "–"}</td>
            <td>{row.right?.model ?? "–"}</td>
            <td>{row.left?.model === row.right?.model ? "" : "≠"}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const DIRECTION_WORDS = { input: "in", output: "out" } as const;

function PairView({ pair, side, both }: { readonly pair: TextPair; readonly side: Side; readonly both: boolean }) {
  const shown = side === "left" ? pair.left : side === "right" ? pair.right : (pair.left ?? pair.right);
  const alone = both && side === "changes" && (pair.left === null || pair.right === null);
  const isSame = pair.left !== null && pair.right !== null && isEqual(pair.left, pair.right);
  return (
    <section className={styles.pair} aria-label={`${pair.label}, ${DIRECTION_WORDS[pair.direction]}`}>
      <h3 className={styles.pairHead}>
        <span>{pair.label}</span>
        <span className={styles.of}>{pair.label.endsWith("put") ? "" : DIRECTION_WORDS[pair.direction]}</span>
        <span className={styles.space} />
        <span className={styles.of}>
          {alone ? (pair.left === null ? "only right" : "only left") : both && isSame ? "the same" : ""}
        </span>
      </h3>
      {side === "changes" && pair.left !== null && pair.right !== null && !isSame ? (
        <DiffText label={pair.label} left={pair.left} right={pair.right} />
      ) : shown === null ? (
        <p className={styles.hint}>This side has none.</p>
      ) : (
        <div className={alone ? (pair.left === null ? styles.onlyRight : styles.onlyLeft) : undefined}>
          <PreviewText preview={shown} label={pair.label} markdown />
        </div>
      )}
    </section>
  );
}

/** Texts are stored once, so that equal ones have one hash. */
function isEqual(left: NonNullable<TextPair["left"]>, right: NonNullable<TextPair["right"]>): boolean {
  if (left.hash !== null && right.hash !== null) return left.hash === right.hash;
  return left.text === right.text && left.length === right.length;
}
