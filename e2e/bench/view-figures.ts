import { figure, formatTable } from "./table.js";

/** A measured figure of a view, beside what it has to reach. */
export interface ViewFigure {
  readonly what: string;
  /** NaN where it could not be measured. */
  readonly value: number;
  readonly unit: "ms" | "s" | "%" | "fps" | "";
  /** What the value must not pass; left out where it is there to be compared. */
  readonly atMost?: number;
}

export function formatViews(figures: readonly ViewFigure[]): string {
  return formatTable(
    ["view", "measured", "bar", ""],
    figures.map(({ what, value, unit, atMost }) => [
      what,
      figure(value, unit),
      atMost === undefined ? "" : `<= ${figure(atMost, unit)}`,
      atMost === undefined || value <= atMost ? "" : "over",
    ]),
  );
}
