import { useState, type MouseEvent } from "react";
import { SPAN_KINDS } from "../../shared/model/kind.js";
import { classes } from "../lib/classes.js";
import { formatCounted, formatNumber } from "../lib/format.js";
import { Icon } from "../ui/Icon.js";
import { KindIcon } from "../ui/KindIcon.js";
import text from "../ui/text.module.css";
import { FacetHead } from "./FacetHead.js";
import type { FacetRow } from "./facets-model.js";
import styles from "./Facets.module.css";

interface FacetGroupProps {
  /** One of what is counted: "trace". */
  readonly unit: string;
  readonly field: string;
  readonly label: string;
  readonly rows: readonly FacetRow[];
  readonly distinct: number;
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly onToggle: (value: string) => void;
  readonly onExclude: (value: string) => void;
}

/** Values that show before the rest is asked for. */
const FEW = 6;

/** The values of one field. A click chooses, with Alt or Shift it excludes; so does Delete. */
export function FacetGroup(props: FacetGroupProps) {
  const { unit, field, label, rows, distinct, folded, onFold, onToggle, onExclude } = props;
  const [all, setAll] = useState(false);
  const fixed = rows.filter((row) => row.state !== "none").length;
  const shown = all ? rows : rows.slice(0, Math.max(FEW, fixed));
  const most = Math.max(1, ...rows.map((row) => row.count ?? 0));
  const click = (event: MouseEvent, row: FacetRow) => {
    if (event.altKey || event.shiftKey || row.state === "excluded") onExclude(row.value);
    else onToggle(row.value);
  };
  return (
    <div className={styles.group} role="group" aria-label={label}>
      <FacetHead label={label} folded={folded} distinct={distinct} onFold={onFold} />
      {folded ? null : (
        <>
          {shown.map((row) => (
            <button
              key={row.value}
              type="button"
              role="checkbox"
              aria-checked={row.state === "none" ? false : row.state === "chosen" ? true : "mixed"}
              aria-label={`${row.value}, ${row.state === "excluded" ? "excluded" : formatCounted(row.count ?? 0, unit)}`}
              title={`${row.value}\nAlt-click excludes it`}
              className={classes(styles.row, styles[row.state])}
              onClick={(event) => click(event, row)}
              onKeyDown={(event) => {
                if (event.key !== "Delete") return;
                event.preventDefault();
                onExclude(row.value);
              }}
            >
              <i className={styles.share} style={{ width: `${((row.count ?? 0) / most) * 100}%` }} />
              <span className={styles.box}>
                {row.state === "none" ? null : <Icon name={row.state === "chosen" ? "check" : "minus"} size={12} />}
              </span>
              <Mark field={field} value={row.value} />
              <span className={classes(styles.value, text.ellipsis)} dir="auto">
                {row.value}
              </span>
              <span className={styles.count}>{row.count === null ? "" : formatNumber(row.count)}</span>
            </button>
          ))}
          {rows.length > shown.length || all ? (
            <button type="button" className={styles.more} onClick={() => setAll(!all)}>
              {all ? "Fewer" : `${formatNumber(rows.length - shown.length)} more`}
            </button>
          ) : null}
          {all && distinct > rows.length ? (
            <p className={styles.rest}>The most frequent of {formatNumber(distinct)}</p>
          ) : null}
        </>
      )}
    </div>
  );
}

function Mark({ field, value }: { readonly field: string; readonly value: string }) {
  const kind =
    field === "agent"
      ? "agent"
      : field === "tool"
        ? "tool"
        : SPAN_KINDS.find((one) => field === "kind" && one === value);
  return kind === undefined ? null : (
    <span className={styles.mark} aria-hidden="true">
      <KindIcon kind={kind} size={12} />
    </span>
  );
}
