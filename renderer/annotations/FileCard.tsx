import type { Annotation } from "../../shared/contract/annotations.js";
import { formatShortDateTime } from "../lib/format.js";
import { usePreferences } from "../state/preferences.js";
import { judgementWord, whereWords } from "./model.js";
import styles from "./note.module.css";

const ANNOTATORS = { HUMAN: "a person", LLM: "a model", CODE: "a program" } as const;

export interface FileCardProps {
  readonly annotation: Annotation;
  /** What it is about, where more is known than its kind, and how to go there. */
  readonly name?: string | undefined;
  readonly onGo?: (() => void) | undefined;
}

/** What a file says of something, read only, with the file that says it. */
export function FileCard({ annotation, name: place, onGo }: FileCardProps) {
  const zone = usePreferences((preferences) => preferences.zone);
  const { kind, name, label, score, text, metadata, createdAtMs, source } = annotation;
  const verdict =
    kind === "judgement" ? judgementWord(name, score) : [name, label].filter((part) => part !== null).join(": ");
  const where = place === undefined ? whereWords(annotation) : `On ${place}`;
  const origin = [byWords(annotation), createdAtMs === null ? null : formatShortDateTime(createdAtMs, zone)];
  return (
    <article className={styles.note}>
      <header className={styles.head}>
        <span>
          {onGo === undefined ? (
            where
          ) : (
            <button type="button" className={styles.go} onClick={onGo}>
              {where}
            </button>
          )}
          {origin.filter((part) => part !== null).map((part) => `, ${part}`)}
        </span>
      </header>
      {verdict === "" && score === null ? null : (
        <p className={styles.verdict} dir="auto">
          {verdict}
          {score === null || kind === "judgement" ? null : <span className={styles.score}>{String(score)}</span>}
        </p>
      )}
      {text === null || text === "" ? null : (
        <p className={styles.text} dir="auto">
          {text}
        </p>
      )}
      {metadata.length === 0 ? null : (
        <dl className={styles.more}>
          {metadata.map((member) => (
            <div key={member.name}>
              <dt>{member.name}</dt>
              <dd dir="auto">{member.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <footer className={styles.origin}>{source === null ? "" : `${source.format}, ${source.name}`}</footer>
    </article>
  );
}

function byWords({ annotatorKind, by }: Annotation): string | null {
  const kind = annotatorKind === null ? null : ANNOTATORS[annotatorKind];
  if (by === null || by === "") return kind === null ? null : `by ${kind}`;
  return kind === null ? `by ${by}` : `by ${kind}: ${by}`;
}
