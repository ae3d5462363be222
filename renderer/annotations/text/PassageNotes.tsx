import { ElsewhereCard } from "../ElsewhereCard.js";
import said from "../said.module.css";
import { SaidOf } from "../SaidOf.js";
import type { NotedPassage } from "./use-passages.js";

export interface PassageNotesProps {
  readonly passages: readonly NotedPassage[];
  /** What is begun on the only one. */
  readonly begun: "note" | "label" | null;
}

/** What is said of words in a text: of one passage to change at once, of several one by one. */
export function PassageNotes({ passages, begun }: PassageNotesProps) {
  const [only] = passages;
  if (only !== undefined && passages.length === 1) {
    return (
      <div className={said.said}>
        <blockquote className={said.quote} dir="auto">
          {only.about.quote}
        </blockquote>
        <SaidOf
          about={only.about}
          annotations={only.annotations}
          compose={begun === "note" ? 1 : 0}
          label={begun === "label"}
        />
      </div>
    );
  }
  return (
    <div className={said.said}>
      {passages.length === 0 ? <p className={said.more}>Nothing is said of it any more.</p> : null}
      {passages.map(({ key, about, annotations }) => (
        <ElsewhereCard key={key} group={{ key, about, annotations }} />
      ))}
    </div>
  );
}
