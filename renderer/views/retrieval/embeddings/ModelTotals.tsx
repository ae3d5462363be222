import type { EmbeddingModel } from "../../../../shared/contract/embeddings.js";
import { formatCostFigure, formatDuration, formatNumber } from "../../../lib/format.js";
import { ScrollBox } from "../../../ui/ScrollBox.js";
import styles from "./embeddings.module.css";

interface ModelTotalsProps {
  readonly models: readonly EmbeddingModel[];
  /** Told the model whose calls are to be shown alone. */
  readonly onModel: (model: string) => void;
}

/** What each model embedded, in numbers. */
export function ModelTotals({ models, onModel }: ModelTotalsProps) {
  if (models.length === 0) return null;
  return (
    <ScrollBox className={styles.totals} role="group" aria-label="Totals by model">
      <table>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Calls</th>
            <th scope="col">Failed</th>
            <th scope="col">Inputs</th>
            <th scope="col">Dimensions</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost, $</th>
            <th scope="col">Median</th>
            <th scope="col">p95</th>
            <th scope="col">Cut</th>
            <th scope="col">Takes, tokens</th>
          </tr>
        </thead>
        <tbody>
          {models.map((model) => (
            <tr key={model.model ?? ""}>
              <th scope="row">
                {model.model === null ? (
                  <span className={styles.nameless}>no model named</span>
                ) : (
                  <button
                    type="button"
                    title={`Search for the calls of ${model.model}`}
                    onClick={() => onModel(model.model ?? "")}
                  >
                    {model.model}
                  </button>
                )}
              </th>
              <td>{formatNumber(model.calls)}</td>
              <td className={model.failed > 0 ? styles.failed : undefined}>{formatNumber(model.failed)}</td>
              <td>{model.inputs === 0 ? "–" : formatNumber(model.inputs)}</td>
              <td>{model.dimensions.length === 0 ? "–" : model.dimensions.map(formatNumber).join(", ")}</td>
              <td>{formatNumber(model.tokens)}</td>
              <td>{formatCostFigure(model.costUsd)}</td>
              <td>{formatDuration(model.medianNs)}</td>
              <td>{formatDuration(model.p95Ns)}</td>
              <td>{formatNumber(model.cut)}</td>
              <td title={model.limit?.from ?? "The price table does not list it"}>
                {formatNumber(model.limit?.tokens ?? null)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
