import type { SpanOverview } from "../../../../shared/contract/spans.js";
import { dictionaryAt } from "../../../../shared/model/columns.js";
import { formatCost, formatDuration, formatNumber, formatShare } from "../../../lib/format.js";
import { Icon } from "../../../ui/Icon.js";
import { IconButton } from "../../../ui/IconButton.js";
import { KindIcon } from "../../../ui/KindIcon.js";
import { displayName } from "../display-name.js";
import { failedAt, kindAt } from "../structure.js";
import type { TraceStructure } from "../structure.js";
import { callPlace } from "./call-place.js";
import styles from "./inspector.module.css";

export interface InspectorHeadProps {
  readonly structure: TraceStructure;
  readonly row: number;
  /** For what the span table does not hold; absent until it is here. */
  readonly overview: SpanOverview | undefined;
  readonly onSelect: (row: number) => void;
  readonly onClose: () => void;
}

/** Whose work it is, what it is, and its figures. */
export function InspectorHead({ structure, row, overview, onSelect, onClose }: InspectorHeadProps) {
  const { table } = structure;
  const place = callPlace(structure, row);
  const spanId = table.spanId[row] ?? "";
  const model = dictionaryAt(table.model, row);
  const name = displayName(structure, row);
  const figure = (column: Float64Array): number | null => {
    const value = column[row] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const durationNs = figure(table.durationNs);
  const inputTokens = figure(table.inputTokens);
  const outputTokens = figure(table.outputTokens);
  const cost = figure(table.costUsd);
  const cached = overview?.cacheReadTokens ?? null;
  return (
    <div className={styles.head}>
      <div className={styles.place}>
        {place.owner === null ? null : (
          <button
            type="button"
            className={styles.owner}
            onClick={() => onSelect(place.ownerRow)}
            title={`Select ${place.owner}`}
          >
            <KindIcon kind={kindAt(structure, place.ownerRow)} size={12} />
            <span className={styles.cut}>{place.owner}</span>
          </button>
        )}
        {place.owner === null || place.words === "" ? null : <Icon name="chevron-right" size={12} />}
        <span className={styles.words}>{place.words}</span>
        <span className={styles.space} />
        <span className={styles.id} title={spanId}>
          {spanId.length > 16 ? `${spanId.slice(0, 8)}…` : spanId.slice(0, 8)}
        </span>
        <IconButton
          icon="close"
          label="Close inspector"
          chord="Escape"
          size="small"
          className={styles.close}
          onClick={onClose}
        />
      </div>
      <h2 className={styles.title}>
        <KindIcon kind={kindAt(structure, row)} failed={failedAt(structure, row)} size={16} />
        <span className={styles.name} title={dictionaryAt(table.name, row) ?? ""}>
          {name}
        </span>
        {model === null || model === name ? null : <span className={styles.model}>{model}</span>}
      </h2>
      <div className={styles.figures}>
        <span>
          <b>{durationNs === null ? "no end" : formatDuration(durationNs)}</b> at{" "}
          {formatDuration((structure.startNs[row] ?? 0) - structure.firstNs)}
        </span>
        {inputTokens === null && outputTokens === null ? null : (
          <span>
            <b>{formatNumber(inputTokens)}</b> in, <b>{formatNumber(outputTokens)}</b> out
          </span>
        )}
        {cost === null ? null : (
          <span>
            <b>{formatCost(cost)}</b>
          </span>
        )}
        {cached === null || cached === 0 || inputTokens === null || inputTokens === 0 ? null : (
          <span className={styles.cached}>{formatShare(cached / inputTokens)} cached</span>
        )}
      </div>
    </div>
  );
}
