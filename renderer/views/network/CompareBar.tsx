import { formatNumber } from "../../lib/format.js";
import { SecondSearch } from "../../results/query/SecondSearch.js";
import type { NetworkRoute } from "../../state/network-route.js";
import { Button } from "../../ui/Button.js";
import { IconButton } from "../../ui/IconButton.js";
import text from "../../ui/text.module.css";
import styles from "./network.module.css";
import type { NetworkView } from "./use-network.js";

interface CompareBarProps {
  readonly route: NetworkRoute;
  readonly network: NetworkView;
  readonly onChange: (change: Partial<Omit<NetworkRoute, "page">>, push?: boolean) => void;
  readonly onClose: () => void;
}

/** A pair of searches that people compare most, for who has not typed any. */
const FAILED = "status:error";
const OTHERS = "-status:error";

/** The second search: what the first is compared with. */
export function CompareBar({ route, network, onChange, onClose }: CompareBarProps) {
  const { comparison } = network;
  return (
    <div className={styles.compare} role="search" aria-label="Comparison">
      <span className={styles.caption}>
        {route.q === "" ? "All runs" : "The search above"}
        {comparison == null ? "" : ` (${formatNumber(comparison.traces)})`} compared with
      </span>
      <span className={styles.second}>
        <SecondSearch
          label="Compare with"
          placeholder={OTHERS}
          view="traces"
          query={route.with ?? ""}
          focused={route.with === undefined}
          onQuery={(query) => onChange({ with: query === "" ? undefined : query }, true)}
        />
      </span>
      {comparison == null ? null : <span className={styles.caption}>{formatNumber(comparison.otherTraces)} runs</span>}
      {route.with === undefined ? (
        <Button onClick={() => onChange({ q: FAILED, with: OTHERS }, true)}>Runs with errors against the others</Button>
      ) : (
        <Button
          look="quiet"
          onClick={() => onChange({ q: route.with ?? "", with: route.q }, true)}
          disabled={route.q === ""}
        >
          Swap
        </Button>
      )}
      <span className={text.space} />
      <IconButton icon="close" label="Stop comparing" size="small" onClick={onClose} />
    </div>
  );
}
