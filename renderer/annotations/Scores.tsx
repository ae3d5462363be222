import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { Annotation } from "../../shared/contract/annotations.js";
import type { AnnotationAbout } from "../../shared/model/own-annotation.js";
import { Button } from "../ui/Button.js";
import { Icon } from "../ui/Icon.js";
import { SaidChip } from "./SaidChip.js";
import styles from "./said.module.css";
import { useAnnotate } from "./use-annotate.js";

/** The reader's scores: a number under a name of their choice. A score of the same name takes the place of the one before. */
export function Scores({ about, own }: { readonly about: AnnotationAbout; readonly own: readonly Annotation[] }) {
  const { say, takeBack } = useAnnotate();
  const [open, setOpen] = useState(false);
  const scores = own.filter(({ kind }) => kind === "score");
  return (
    <div className={styles.line} role="group" aria-label="Scores">
      {scores.map((annotation) => (
        <SaidChip
          key={annotation.id}
          annotation={annotation}
          words={`${annotation.name ?? "score"} ${annotation.score ?? ""}`}
          onRemove={() => void takeBack(annotation, "Score")}
        />
      ))}
      {open ? (
        <ScoreBox
          onScore={(name, score) => {
            setOpen(false);
            void say(about, { kind: "score", name, score });
          }}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <button type="button" className={styles.again} onClick={() => setOpen(true)}>
          <Icon name="plus" size={12} />
          <span>Add a score</span>
        </button>
      )}
    </div>
  );
}

interface ScoreBoxProps {
  readonly onScore: (name: string, score: number) => void;
  readonly onCancel: () => void;
}

function ScoreBox({ onScore, onCancel }: ScoreBoxProps) {
  const [name, setName] = useState("quality");
  const [number, setNumber] = useState("");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus(), []);
  const score = number.trim() === "" ? Number.NaN : Number(number);
  const fits = name.trim() !== "" && Number.isFinite(score);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && fits) onScore(name.trim(), score);
    else if (event.key === "Escape") onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span className={styles.scoreBox}>
      <input
        aria-label="What is scored"
        className={styles.input}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <input
        ref={box}
        aria-label="Score"
        inputMode="decimal"
        className={styles.number}
        value={number}
        placeholder="0.8"
        onChange={(event) => setNumber(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button look="quiet" disabled={!fits} onClick={() => onScore(name.trim(), score)}>
        Add
      </Button>
      <Button look="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </span>
  );
}
