import type { LegendEntry, RowColours } from "./row-colours.js";
import styles from "./timeline.module.css";

const RAMP = ["--data-soft", "", "--data", "--data-strong", "--text-2", "--text"] as const;

function cssColour({ swatch }: LegendEntry): string {
  if ("error" in swatch) return "var(--error)";
  if ("family" in swatch) return `var(--kind-${swatch.family})`;
  return swatch.step === 1
    ? "color-mix(in srgb, var(--data-soft), var(--data))"
    : `var(${RAMP[swatch.step] ?? "--data"})`;
}

/** What the colours of the bars mean; nothing for kinds, which every row names by its icon. */
export function Legend({ colours }: { readonly colours: RowColours }) {
  if (colours.by === "kind") return null;
  return (
    <ul className={styles.legend} aria-label={`Colours by ${colours.by}`}>
      {colours.legend.map((entry) => (
        <li key={entry.label} title={entry.label}>
          <i style={{ background: cssColour(entry) }} />
          <span>{entry.label}</span>
        </li>
      ))}
    </ul>
  );
}
