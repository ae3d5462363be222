import { MAP_KINDS } from "../../../../shared/contract/vectors.js";
import { formatNumber } from "../../../lib/format.js";
import type { PointColours } from "./colours.js";
import styles from "./map.module.css";
import { Shape } from "./Shape.js";

/** What the colours of the map mean, with their numbers. Kinds have their shapes in the head. */
export function MapLegend({ colours }: { readonly colours: PointColours }) {
  const shown = colours.legend.filter(({ count }) => count > 0);
  if (shown.length === 0) return null;
  return (
    <section className={styles.legend} aria-label="Legend">
      {colours.scale === null ? null : <h3>{colours.scale}, from</h3>}
      <ul>
        {shown.map(({ colour, label, count }) => (
          <li key={label}>
            <i style={{ background: colour }} />
            <span className={styles.legendName}>{label}</span>
            <span className={styles.legendCount}>{formatNumber(count)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface KindKeysProps {
  /** Points of each kind, by code. */
  readonly counts: readonly number[];
  readonly shown: readonly boolean[];
  /** The colour of each kind, where colours stand for kinds. */
  readonly colours: readonly string[];
  readonly onToggle: (kind: number) => void;
}

/** The shapes of the map: a press leaves a kind out, or brings it back. */
export function KindKeys({ counts, shown, colours, onToggle }: KindKeysProps) {
  return (
    <div className={styles.kinds} role="group" aria-label="What is on the map">
      {MAP_KINDS.map((kind, code) =>
        (counts[code] ?? 0) > 0 ? (
          <button
            key={kind}
            type="button"
            aria-pressed={shown[code] === true}
            title={shown[code] === true ? `Leave out: ${kind}` : `Show: ${kind}`}
            onClick={() => onToggle(code)}
          >
            <Shape
              kind={kind}
              colour={shown[code] === true ? (colours[code] ?? "var(--text-3)") : "var(--data-soft)"}
            />
            {kind}
            <span>{formatNumber(counts[code] ?? 0)}</span>
          </button>
        ) : null,
      )}
    </div>
  );
}
