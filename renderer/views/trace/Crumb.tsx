import { formatNumber } from "../../lib/format.js";
import { chordFor } from "../../state/commands.js";
import { linkTo } from "../../state/navigation.js";
import { tracesRoute } from "../../state/route.js";
import type { TraceRoute } from "../../state/route.js";
import { Icon } from "../../ui/Icon.js";
import { IconButton } from "../../ui/IconButton.js";
import styles from "./top-bar.module.css";

export interface CrumbProps {
  readonly route: TraceRoute;
  /** Place in the list, from 1; null where it is in none. */
  readonly place: number | null;
  readonly total: number;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
}

/** The way back to the list, the place in it, and the traces before and after. */
export function Crumb({ route, place, total, onPrevious, onNext }: CrumbProps) {
  const back = tracesRoute({ q: route.q, sort: route.sort, desc: route.desc, selected: route.traceId });
  return (
    <nav className={styles.crumb} aria-label="Place in the list">
      <a className={styles.back} {...linkTo(back)}>
        <Icon name="chevron-left" size={14} />
        Traces
      </a>
      <span className={styles.place}>{place === null ? "" : `${formatNumber(place)} of ${formatNumber(total)}`}</span>
      <IconButton
        icon="chevron-up"
        label="Previous trace"
        chord={chordFor("trace-previous")}
        disabled={onPrevious === null}
        onClick={() => onPrevious?.()}
      />
      <IconButton
        icon="chevron-down"
        label="Next trace"
        chord={chordFor("trace-next")}
        disabled={onNext === null}
        className={styles.next}
        onClick={() => onNext?.()}
      />
    </nav>
  );
}
