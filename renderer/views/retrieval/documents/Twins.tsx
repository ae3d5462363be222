import type { DocumentTwin } from "../../../../shared/contract/documents.js";
import { useEngineQuery } from "../../../data/engine.js";
import { formatCounted, formatNumber, formatShare } from "../../../lib/format.js";
import { cutAtMarks, type Mark, shiftToMark } from "../../../lib/marks.js";
import { InspectedPart } from "../list/Inspected.js";
import styles from "../list/inspected.module.css";

interface TwinsProps {
  readonly selection: { readonly query: string; readonly zoneOffsetMinutes: number };
  readonly documentKey: string;
  /** The text that the others are compared with. */
  readonly own: string;
  readonly onSelect: (key: string) => void;
}

/** Characters before the first difference. */
const LEAD = 60;
const MOST_WORDS = 8;

/** Documents that say nearly the same, and the words that differ. */
export function Twins({ selection, documentKey, own, onSelect }: TwinsProps) {
  const { data } = useEngineQuery("document.twins", { ...selection, key: documentKey });
  if (data === undefined || data.total === 0) return null;
  return (
    <InspectedPart title="Near-duplicates" count={formatNumber(data.total)}>
      <ul className={styles.items}>
        {data.twins.map((twin) => (
          <li key={twin.key}>
            <div className={styles.first}>
              <button type="button" className={styles.name} onClick={() => onSelect(twin.key)}>
                {twin.title}
              </button>
              <span className={styles.figure}>{formatShare(twin.similarity)} the same</span>
            </div>
            <div className={styles.second}>
              {[twin.knowledgeBase, twin.documentId, `retrieved ${formatCounted(twin.retrieved, "time")}`]
                .filter((fact) => fact !== null)
                .join(", ")}
            </div>
            <Difference twin={twin} own={own} />
          </li>
        ))}
      </ul>
      {data.twins.length < data.total ? (
        <p className={styles.note}>The nearest {formatNumber(data.twins.length)} are listed.</p>
      ) : null}
    </InspectedPart>
  );
}

function Difference({ twin, own }: { readonly twin: DocumentTwin; readonly own: string }) {
  if (twin.differs.length === 0 && twin.lacks.length === 0) {
    return <p className={styles.note}>{twin.similarity === 1 ? "The same words." : "The beginnings are the same."}</p>;
  }
  const excerpt = shiftToMark(twin.text, twin.differs, LEAD);
  return (
    <>
      <p className={styles.excerpt} dir="auto">
        {cutAtMarks(excerpt.text.slice(0, 600), excerpt.marks).map((piece, index) =>
          piece.marked ? (
            <span key={index} className={styles.differs}>
              {piece.text}
            </span>
          ) : (
            <span key={index}>{piece.text}</span>
          ),
        )}
      </p>
      {twin.lacks.length === 0 ? null : <p className={styles.note}>Here instead: {wordsAt(own, twin.lacks)}</p>}
      {twin.cut ? <p className={styles.note}>Only the beginnings were compared word by word.</p> : null}
    </>
  );
}

function wordsAt(text: string, marks: readonly Mark[]): string {
  const words = marks.slice(0, MOST_WORDS).map(({ start, end }) => text.slice(start, Math.min(end, start + 80)));
  return `${words.join("; ")}${marks.length > MOST_WORDS ? "; …" : ""}`;
}
