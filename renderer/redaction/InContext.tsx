import type { ReactNode } from "react";
import { REDACTION_MARKS } from "../../shared/model/redaction.js";
import styles from "./InContext.module.css";

/** One place where something is taken out, as every preview tells it. */
export interface ShownReplacement {
  readonly found: string;
  readonly pseudonym: string;
  readonly before: string;
  readonly after: string;
}

interface InContextProps extends ShownReplacement {
  /** With the last words before it only, and the beginning of what is long: for one line. */
  readonly brief?: boolean;
}

const MOST_BEFORE = 24;
const MOST_FOUND = 60;

/** What is taken out, struck through, and what stands there instead, between the words around it. */
export function InContext({ found, pseudonym, before, after, brief = false }: InContextProps) {
  const [words, thing] = [onOneLine(before), onOneLine(found)];
  return (
    <span className={styles.context}>
      {brief && words.length > MOST_BEFORE ? `…${fromWord(words.slice(-MOST_BEFORE))}` : words}
      <del className={styles.found}>
        {brief && thing.length > MOST_FOUND ? `${thing.slice(0, MOST_FOUND)}…` : thing}
      </del>{" "}
      <Pseudonym>{pseudonym}</Pseudonym>
      {onOneLine(after)}
    </span>
  );
}

/** A name that stands for something. */
export function Pseudonym({ children }: { readonly children: ReactNode }) {
  return <code className={styles.pseudonym}>{children}</code>;
}

const PSEUDONYMS = new RegExp(`((?:${Object.values(REDACTION_MARKS).join("|")})_\\d+)`);

/** A redacted text with the names in it set apart. */
export function RedactedText({ text }: { readonly text: string }) {
  // Split at what is in brackets: every second part is a name. Parts have no identity of their own.
  const parts = text.split(PSEUDONYMS).map((part, place) => ({ part, place }));
  return parts.map(({ part, place }) => (place % 2 === 0 ? part : <Pseudonym key={place}>{part}</Pseudonym>));
}

function fromWord(text: string): string {
  return text.slice(text.indexOf(" ") + 1);
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}
