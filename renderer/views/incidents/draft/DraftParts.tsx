import { formatShortDateTime, type Zone } from "../../../lib/format.js";
import { unitRoute } from "../../../results/units.js";
import { linkTo } from "../../../state/navigation.js";
import { traceRoute } from "../../../state/route.js";
import { Checkbox } from "../../../ui/Checkbox.js";
import styles from "./draft.module.css";
import { figureWords, type Draft } from "./draft-text.js";

interface DraftPartsProps {
  readonly draft: Draft;
  /** Keys of the parts that are not wanted. */
  readonly left: ReadonlySet<string>;
  readonly zone: Zone;
  readonly onToggle: (key: string) => void;
  /** A link leads out of the dialog. */
  readonly onLeave: () => void;
}

/** Figures, each with a link to the search that gives it, and what happened in order of time. */
export function DraftParts({ draft, left, zone, onToggle, onLeave }: DraftPartsProps) {
  if (draft.figures.length === 0 && draft.events.length === 0)
    return <p className={styles.hint}>The search selects nothing. Try other words.</p>;
  return (
    <>
      <h3 className={styles.part}>Figures</h3>
      <ul className={styles.draft}>
        {draft.figures.map((figure, index) => (
          <li key={figure.name}>
            <Checkbox checked={!left.has(`figure ${index}`)} onChange={() => onToggle(`figure ${index}`)}>
              {figure.name}
            </Checkbox>
            <b>{figureWords(figure, zone)}</b>
            <a
              {...leaving(linkTo(unitRoute(figure.in, figure.query)), onLeave)}
              title="Show what it counts"
              className={styles.query}
            >
              {figure.query === "" ? `all ${figure.in}` : figure.query}
            </a>
          </li>
        ))}
      </ul>
      <h3 className={styles.part}>What happened</h3>
      {draft.events.length === 0 ? <p className={styles.hint}>Nothing of it has a time.</p> : null}
      <ul className={styles.draft}>
        {draft.events.map((event, index) => (
          <li key={`${event.atMs} ${event.text}`} className={styles.event}>
            <Checkbox checked={!left.has(`event ${index}`)} onChange={() => onToggle(`event ${index}`)}>
              <span className={styles.when}>{formatShortDateTime(event.atMs, zone)}</span> {event.text}
            </Checkbox>
            {event.traceId === null ? null : (
              <a
                {...leaving(
                  linkTo(traceRoute(event.traceId, event.spanId === null ? {} : { span: event.spanId })),
                  onLeave,
                )}
                className={styles.query}
              >
                open
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

type Link = ReturnType<typeof linkTo>;

function leaving(link: Link, onLeave: () => void): Link {
  return {
    href: link.href,
    onClick: (event) => {
      link.onClick(event);
      if (event.defaultPrevented) onLeave();
    },
  };
}
