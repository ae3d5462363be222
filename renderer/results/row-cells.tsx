import type { SpanKind } from "../../shared/model/kind.js";
import { AnnotationMark } from "../annotations/AnnotationMark.js";
import type { SaidCounts } from "../annotations/model.js";
import {
  formatCostFigure,
  formatCounted,
  formatDateTime,
  formatNumber,
  formatShortDateTime,
  type Zone,
} from "../lib/format.js";
import { shiftToMark, type Mark } from "../lib/marks.js";
import type { Highlight } from "../ui/highlight-context.js";
import { KindIcon } from "../ui/KindIcon.js";
import { TextMark } from "../ui/TextMark.js";
import type { VirtualColumn } from "../ui/VirtualTable.js";
import styles from "./row-cells.module.css";

/** A number of a row; "" where it is not known (NaN). */
export function rowNumber(value: number): string {
  return formatNumber(Number.isNaN(value) ? null : value);
}

export interface TitleProps {
  /** The first words of the row. */
  readonly title: string;
  /** How much is said of it. */
  readonly said: SaidCounts;
  readonly highlight: Highlight;
}

/** The first line of a row: its words, and how much is said of it. */
export function Title({ title, said, highlight }: TitleProps) {
  return (
    <div className={styles.title} dir="auto" title={title}>
      <AnnotationMark notes={said.notes} labels={said.labels} className={styles.note} />
      {highlight === undefined ? title : <TextMark text={title} marks={highlight(title)} />}
    </div>
  );
}

export interface HitLineProps {
  readonly hit: {
    readonly kind: SpanKind;
    readonly agent: string | null;
    readonly spanName: string;
    readonly part: string;
    readonly excerpt: string;
    readonly marks: readonly Mark[];
    /** In how many later calls of its trace the same stands again. */
    readonly repeated: number;
  };
  /** Characters that may stand before the matched word, so that it shows. */
  readonly lead: number;
  /** Leaves out who said it. */
  readonly narrow?: boolean;
}

/** From here on there is room for more than the words. */
const ROOMY_LEAD = 20;

/** The second line of a row that words were found in: who said them, and the words around. */
export function HitLine({ hit, lead, narrow = false }: HitLineProps) {
  const repeated = hit.repeated === 0 ? "" : `repeated in ${formatCounted(hit.repeated, "later call")}`;
  return (
    <div className={styles.second}>
      <KindIcon kind={hit.kind} size={12} />
      {narrow ? null : <span className={styles.who}>{hit.agent ?? hit.spanName}</span>}
      <span className={styles.excerpt} title={[hit.spanName, hit.part, repeated].filter(Boolean).join(", ")}>
        <TextMark {...shiftToMark(hit.excerpt, hit.marks, lead)} />
      </span>
      {repeated === "" || lead < ROOMY_LEAD ? null : <span className={styles.repeated}>{repeated}</span>}
    </div>
  );
}

/** The second line of a row without a hit. */
export function SecondLine({ who, words }: { readonly who: string | null; readonly words: string }) {
  return (
    <div className={styles.second}>
      {who === null ? null : <span className={styles.who}>{who}</span>}
      <span className={styles.excerpt} dir="auto" title={words}>
        {words}
      </span>
    </div>
  );
}

/** Names in a row, and something quieter under them. */
export function Names({ names, under = "" }: { readonly names: readonly string[]; readonly under?: string }) {
  const all = names.join(", ");
  return (
    <>
      <div className={styles.names} title={all}>
        {all}
      </div>
      {under === "" ? null : (
        <div className={styles.under} title={`User ${under}`}>
          {under}
        </div>
      )}
    </>
  );
}

/** A number of each row, largest first when it is sorted by. */
export function numberColumn<Row>(
  id: string,
  label: string,
  track: string,
  value: (row: Row) => number,
): VirtualColumn<Row> {
  return { id, label, track, align: "end", sorts: "descending", cell: (row) => rowNumber(value(row)) };
}

/** Errors, tokens and cost: every list has them. */
export const ERRORS_COLUMN: VirtualColumn<{ readonly errors: number }> = {
  ...numberColumn("errors", "Errors", "46px", ({ errors }) => errors),
  cell: ({ errors }) => (errors > 0 ? <span className={styles.failed}>{rowNumber(errors)}</span> : null),
};
export const TOKENS_COLUMN = numberColumn<{ readonly tokens: number }>("tokens", "Tokens", "66px", (row) => row.tokens);
export const COST_COLUMN: VirtualColumn<{ readonly costUsd: number }> = {
  ...numberColumn("cost", "Cost, $", "58px", ({ costUsd }) => costUsd),
  cell: ({ costUsd }) => formatCostFigure(Number.isNaN(costUsd) ? null : costUsd),
};

/** Room for a day, a year and a clock. */
export const TIME_TRACK = "108px";

/** When something was; the tooltip has all of it. */
export function TimeCell({ unixMs, zone }: { readonly unixMs: number; readonly zone: Zone }) {
  return (
    <div title={formatDateTime(unixMs, zone)} className={styles.time}>
      {formatShortDateTime(unixMs, zone)}
    </div>
  );
}

/** A column of times that is sorted by them; its id is the sort. */
export function timeColumn<Row>(
  id: string,
  label: string,
  zone: Zone,
  unixMs: (row: Row) => number,
): VirtualColumn<Row> {
  return {
    id,
    label,
    track: TIME_TRACK,
    sorts: "descending",
    cell: (row) => <TimeCell unixMs={unixMs(row)} zone={zone} />,
  };
}
