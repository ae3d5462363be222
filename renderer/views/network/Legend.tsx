import { useState } from "react";
import { formatShare } from "../../lib/format.js";
import { IconButton } from "../../ui/IconButton.js";
import { FIGURES } from "./figures.js";
import styles from "./graph.module.css";
import { greyOf } from "./line-ink.js";
import type { Look } from "./look.js";
import type { Drawing } from "./stacks.js";
import { ONE_WAY } from "./words.js";

interface LegendProps {
  readonly look: Look;
  readonly drawing: Drawing;
  /** There is room for it beside the picture; else it opens when it is asked for. */
  readonly roomy: boolean;
}

/** What width, colour, arrows and dashes of the picture mean. Only what is in it. */
export function Legend({ look, drawing, roomy }: LegendProps) {
  const [asked, setAsked] = useState<boolean | null>(null);
  const open = asked ?? roomy;
  if (drawing.lines.length === 0) return null;
  const { widthScale, colour, colourScale, totals } = look;
  const format = totals === null ? FIGURES[look.width].format : (value: number | null) => formatShare(value ?? 0);
  const oneWay = drawing.lines.some((line) => ONE_WAY.has(line.type));
  if (!open) {
    return (
      <button type="button" className={styles.legendButton} onClick={() => setAsked(true)}>
        Legend
      </button>
    );
  }
  return (
    <section className={styles.legend} aria-label="Legend">
      <h3>
        {titleOf(look)}
        <IconButton icon="chevron-down" label="Fold the legend" size="small" onClick={() => setAsked(false)} />
      </h3>
      <ul>
        {distinct(widthScale.examples, format).map((value) => (
          <li key={value}>
            <Sample widthPx={widthScale.widthPx(value)} colour="var(--data)" />
            {format(value)}
          </li>
        ))}
      </ul>
      <ul>
        {totals !== null ? (
          <>
            <li>
              <Sample widthPx={4} colour="var(--text-2)" />
              more often here
            </li>
            <li>
              <Sample widthPx={4} colour="var(--text-2)" dash="4 3" />
              more often there
            </li>
          </>
        ) : colour === "failed" ? (
          <li>
            <Sample widthPx={6} colour="var(--data)" failed />
            25&nbsp;% failed
          </li>
        ) : (
          <>
            <li>
              <Sample widthPx={6} colour={greyOf(1)} />
              {FIGURES[colour].format(colourScale.most)}
            </li>
            <li>
              <Sample widthPx={6} colour={greyOf(0)} />
              least
            </li>
          </>
        )}
        <li>
          {oneWay ? (
            <>
              <Sample widthPx={3} colour="var(--data)" arrow />
              hand-off, no return
            </>
          ) : (
            <>
              <Sample widthPx={3} colour="var(--data)" />
              call and return
            </>
          )}
        </li>
        {drawing.nodes.some((node) => node.inferred) ? (
          <li>
            <i className={styles.dashedSample} />
            inferred
          </li>
        ) : null}
      </ul>
    </section>
  );
}

/** Values that read differently: a scale of a few calls has no use for tenths of one. */
function distinct(values: readonly number[], format: (value: number | null) => string): readonly number[] {
  const seen = new Set([format(0)]);
  return values.filter((value) => {
    const isNew = !seen.has(format(value));
    seen.add(format(value));
    return isNew;
  });
}

function titleOf({ width, colour, totals }: Look): string {
  if (totals !== null) return "Width: share of runs";
  const widthIs = `Width: ${width === "failed" ? "share that failed" : FIGURES[width].label.toLowerCase()}`;
  return colour === "failed"
    ? `${widthIs}. Red end: the share that failed`
    : `${widthIs}. Strength of grey: ${FIGURES[colour].label.toLowerCase()}`;
}

interface SampleProps {
  readonly widthPx: number;
  readonly colour: string;
  readonly failed?: boolean;
  readonly arrow?: boolean;
  readonly dash?: string;
}

function Sample({ widthPx, colour, failed = false, arrow = false, dash = "none" }: SampleProps) {
  const line = { stroke: colour, strokeWidth: widthPx, strokeDasharray: dash };
  return (
    <svg width="28" height="14" aria-hidden="true">
      <line x1="0" x2={arrow ? 20 : 28} y1="7" y2="7" style={line} />
      {failed ? <line x1="21" x2="28" y1="7" y2="7" style={{ stroke: "var(--error)", strokeWidth: widthPx }} /> : null}
      {arrow ? <path d="M19 2 28 7 19 12z" style={{ fill: colour }} /> : null}
    </svg>
  );
}
